"""Every kind of edit that a list may show."""

from networks.models import Event, Field, Network, Organisation, Participation
from regions.models import Region
from tests.factories import hide, make


def edits():
    """Every kind of edit that a list may show, as a name and what does it."""
    town, field = make(Region, slug="ort"), make(Field, slug="feld")
    network, body = make(Network, name="B-Netz", regions=[town]), make(Organisation, name="B-Haus", region=town)
    yield "network is new", lambda: make(Network, name="A-Netz", fields=[field])
    yield "organisation is new", lambda: make(Organisation, name="A-Haus", fields=[field])
    yield "membership", lambda: make(Participation, network=network, organisation=body, role="mitglied")
    yield "field added", lambda: network.fields.add(field)
    yield "field of an organisation added from the other side", lambda: field.organisations.add(body)
    yield "network renamed", lambda: rename(network)
    yield "field hidden", lambda: hide(field)
    yield "region moved", lambda: move(town)
    yield "network hidden", lambda: hide(network)
    yield "organisation deleted", lambda: (Participation.objects.all().delete(), body.delete())
    yield "event", lambda: make(Event, networks=[network])


def rename(network):
    network.name = "Z-Netz"
    network.save()


def move(town):
    town.parent = make(Region, slug="land")
    town.save()
