"""`{{ address|href }}`: the only way an address that somebody typed gets into a link."""

from django import template

from inputs.web import href

register = template.Library()
register.filter("href", href)
