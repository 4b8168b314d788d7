"""What networks and what surrounds them need before release."""

from core.words import _lazy
from networks.models import Event, Network, Organisation
from publishing.criteria import criterion, sources_name_no_contact
from publishing.enums import LinkKind


@criterion(Network, _lazy("Kurztext"), field="summary")
def network_has_summary(network: Network) -> bool:
    return bool(network.summary.strip())


@criterion(Network, _lazy("Mindestens eine Region"), field="regions")
def network_has_region(network: Network) -> bool:
    return network.regions.exists()


@criterion(
    Network,
    _lazy("Ein Kontakt (Zuständigkeit oder Website) oder der Beleg, dass die Quelle keinen nennt"),
    field="responsibilities",
)
def network_has_contact(network: Network) -> bool:
    return (
        network.responsibilities.exists()
        or network.links.filter(kind=LinkKind.WEBSITE).exists()
        or sources_name_no_contact(network)
    )


@criterion(Network, _lazy("Mindestens ein Feld"), blocking=False, field="fields")
def network_has_field(network: Network) -> bool:
    return network.fields.exists()


@criterion(Organisation, _lazy("Sitz"), blocking=False, field="region")
def organisation_has_region(organisation: Organisation) -> bool:
    return organisation.region_id is not None


@criterion(Event, _lazy("Beginn oder wie oft"), field="start")
def event_says_when(event: Event) -> bool:
    return bool(event.start or event.frequency or event.part_of_id)
