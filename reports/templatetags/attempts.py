"""How often nobody was reached lately, for the form of a network."""

from django import template
from django.utils import timezone

from networks.models import Network
from reports.attempts import missed_lately

register = template.Library()


@register.simple_tag
def missed(network: Network) -> str:
    return missed_lately([network], timezone.localdate()).get(network.pk, "")
