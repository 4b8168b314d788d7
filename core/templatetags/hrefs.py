"""`{{ address|href }}`: the only way an address that somebody typed gets into a link."""

from django import template

from core import hrefs

register = template.Library()
register.filter("href", hrefs.href)
