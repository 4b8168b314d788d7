"""A bookmark list to take along: a table for spreadsheets, and the contacts as vCards."""

from contacts.vcards import office_vcard, person_vcard, unconfirmed, website_vcard
from core.words import _
from directory.profiles import Profiles
from networks.models import Network
from pages.record_page import plain
from sheets.writing import as_csv


def table(profiles: Profiles, base_url: str) -> str:
    """All that the comparison says, and the sources."""
    attributes = profiles.attributes()
    labels = [str(attribute.label) for attribute in attributes]
    rows = [[_("Name"), _("Kurztext"), *labels, _("Eintrag"), _("Quellen")]]
    sources = _sources(profiles)
    for number, network in enumerate(profiles.networks):
        cells = [plain(attribute.cells[number]) for attribute in attributes]
        page = f"{base_url}{network.get_absolute_url()}"
        rows.append([network.name, network.summary, *cells, page, sources[network.pk]])
    return "".join(as_csv(rows))


def _sources(profiles: Profiles) -> dict[int, str]:
    """The documents each network cites, with their Stand."""
    documents, found = profiles.notes.documents, {}
    for network in profiles.networks:
        rows = [row for rows in profiles.rows.values() for row in rows.get(network.pk, ())]
        keys = dict.fromkeys(getattr(row, "source_id", None) for row in rows)
        cited = [documents[key] for key in keys if key in documents]
        found[network.pk] = " | ".join(
            _("{source} (Stand {as_of})").format(source=source, as_of=source.as_of_display)
            if source.as_of
            else str(source)
            for source in cited
        )
    return found


def vcards(profiles: Profiles, base_url: str) -> str:
    """Whom to reach about the networks, each once: people with a channel of their own, else the website, the office."""
    people: dict[int, tuple] = {}
    others: list[str] = []
    for network in profiles.networks:
        cards = [card for card in profiles.cards_of(network) if any(not one.is_faulty for one in card.channels)]
        for card in cards:
            people.setdefault(card.person.pk, (card, []))[1].append(network.name)
        if not cards:
            others += _others(profiles, network, base_url)
    found = [person_vcard(card, names, base_url) for card, names in people.values()]
    return "".join([*found, *dict.fromkeys(others)])


def _others(profiles: Profiles, network: Network, base_url: str) -> list[str]:
    """Of a network without people of its own."""
    found = []
    for brief in profiles.briefs.get(network.pk, ()):
        if brief.kind == "website":
            links = [one for one in profiles.rows["links"].get(network.pk, ()) if one.pk == brief.key]
            note = _("Website {said}").format(said=unconfirmed(profiles.notes.oldest(links)))
            page = f"{base_url}{network.get_absolute_url()}"
            found.append(website_vcard(network.name, brief.url, note, page))
        elif brief.kind == "office" and brief.channel:
            said = unconfirmed(profiles.notes.oldest([brief.channel]))
            note = _("Nächste Anlaufstelle; {said}").format(said=said)
            found.append(office_vcard(brief.name, [brief.channel], note, f"{base_url}{brief.url}"))
    return found
