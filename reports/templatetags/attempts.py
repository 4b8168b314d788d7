"""How often visitors reached somebody lately, and how often not, for the form of an entry."""

from django import template
from django.utils import timezone

from publishing.models import Record
from reports.attempts import answered_lately

register = template.Library()


@register.simple_tag
def answered(record: Record) -> str:
    return ", ".join(map(str, answered_lately([record], timezone.localdate()).get(record, [])))
