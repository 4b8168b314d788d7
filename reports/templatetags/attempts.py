"""How often nobody was reached lately, for the form of an entry."""

from django import template
from django.utils import timezone

from publishing.models import Record
from reports.attempts import missed_lately

register = template.Library()


@register.simple_tag
def missed(record: Record) -> str:
    return missed_lately([record], timezone.localdate()).get(record, "")
