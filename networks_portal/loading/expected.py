"""What the fixtures say a source contains, as the measure of the drafting rules."""

from collections.abc import Iterator
from decimal import Decimal

import phonenumbers

from articles.measure import Expected, plain
from core import fuzzy_dates
from core.fields import FuzzyDateField
from networks.enums import MEMBERSHIP
from networks_portal.loading.files import Entry
from networks_portal.loading.sections import SECTIONS, SHORT_KEYS
from texts.enums import ProposalKind as Kind
from texts.proposal import name_key

_NAMED = {"networks": Kind.NETWORK, "organisations": Kind.ORGANISATION, "programmes": Kind.PROGRAMME}
_CHANNELS = {"telefon": Kind.PHONE, "mobil": Kind.PHONE, "fax": Kind.PHONE, "e-mail": Kind.EMAIL, "post": Kind.ADDRESS}

_A_LIST = 8  # networks of which a text says equally much

Entries = dict[str, dict[str, Entry]]


def expected_of(entries: Entries, source: str) -> list[Expected]:
    """Every name, person, channel, link, number and date that the fixtures take from a source."""
    found: dict[tuple, Expected] = {}
    for one in _all(entries, source):
        found.setdefault((one.kind, one.keys if one.kind not in _NAMED.values() else one.label), one)
    return list(found.values())


def _all(entries: Entries, source: str) -> Iterator[Expected]:
    for section, by_slug in entries.items():
        for entry in by_slug.values():
            if source not in {name for _, name in entry.files}:
                continue
            if section in _NAMED:
                yield _name(entry, _NAMED[section])
            if section == "persons":
                yield _person(entry)
            if section == "events":
                yield Expected(Kind.EVENT, _keys(entry), entry.values["name"])
            if section == "networks":
                yield from _ties(entries, entry, source)
            if section != "sources":
                yield from _dates(entry, source)
            yield from _statements(entry, source)


def _items(entry: Entry, key: str, source: str) -> Iterator[dict]:
    return (item for _, name, item in entry.lists.get(key, []) if item.get("source", name) == source)


def _name(entry: Entry, kind: Kind) -> Expected:
    return Expected(kind, _keys(entry), entry.values["name"])


def _keys(entry: Entry) -> frozenset[str]:
    names = [
        entry.values["name"],
        entry.values.get("abbreviation"),
        *(i["name"] for _, _, i in entry.lists.get("names", [])),
    ]
    return frozenset(filter(None, map(name_key, filter(None, names))))


def _ties(entries: Entries, network: Entry, source: str) -> Iterator[Expected]:
    """Who belongs to a network, and what pays for it."""
    for item in _items(network, "participations", source):
        if item["role"] in MEMBERSHIP and (member := entries["organisations"].get(item["organisation"])):
            yield Expected(Kind.MEMBER, _keys(member), f"{member.values['name']} in {network.values['name']}")
    for item in _items(network, "fundings", source):
        if programme := entries["programmes"].get(item["programme"]):
            yield Expected(Kind.FUNDING, _keys(programme), f"{programme.values['name']} für {network.values['name']}")


def main_networks(entries: Entries, source: str) -> frozenset[str]:
    """The names of what a source is about: the networks it says most of, and those it says half as much of.

    None for a list of many, which is about none of them.
    """
    weights = {
        slug: sum(1 for key in entry.lists for _ in _items(entry, key, source)) + len(entry.cited)
        for slug, entry in entries["networks"].items()
        if source in {name for _, name in entry.files}
    }
    most = max(weights.values(), default=0)
    main = [entries["networks"][slug] for slug, number in weights.items() if 2 * number >= most]
    return frozenset().union(*map(_keys, main)) if len(main) < _A_LIST else frozenset()


def _person(entry: Entry) -> Expected:
    name = f"{entry.values['given_name']} {entry.values['family_name']}"
    return Expected(Kind.PERSON, frozenset({name_key(name)}), name, bool(entry.lists.get("responsibilities")))


def _statements(entry: Entry, source: str) -> Iterator[Expected]:
    for item in _items(entry, "channels", source):
        if kind := _CHANNELS.get(item["kind"]):
            yield Expected(kind, frozenset({_channel_key(kind, item["value"])}), item["value"])
    for item in _items(entry, "links", source):
        yield Expected(Kind.LINK, frozenset({item["url"].rstrip("/").casefold()}), item["url"])
    for item in _items(entry, "figures", source):
        number = f"{Decimal(str(item['number'])).normalize():f}"
        yield Expected(Kind.FIGURE, frozenset({number}), f"{number} {item['counted']}")


def _channel_key(kind: Kind, value: str) -> str:
    if kind == Kind.PHONE:
        return phonenumbers.format_number(phonenumbers.parse(value, "DE"), phonenumbers.PhoneNumberFormat.E164)
    return plain(value) if kind == Kind.ADDRESS else value.casefold()


def _dates(entry: Entry, source: str) -> Iterator[Expected]:
    section = SECTIONS[entry.section]
    if entry.files[0][1] == source:
        yield from _dates_in(section.model, entry.values)
    for key, children in section.children.items():
        for item in _items(entry, key, source):
            yield from _dates_in(children.model, item)


def _dates_in(model, values: dict) -> Iterator[Expected]:
    fuzzy = {field.name for field in model._meta.get_fields() if isinstance(field, FuzzyDateField)}
    for key, value in values.items():
        if SHORT_KEYS.get(key, key) in fuzzy and value:
            yield Expected(Kind.DATE, frozenset({fuzzy_dates.parse(str(value)).edtf.casefold()}), str(value))


def best_source(entries: Entries, text: str) -> tuple[str, float]:
    """The source most of whose locators stand in a text, and how many of them do."""
    words = plain(text)
    shares = {}
    for source in entries["sources"]:
        locators = [plain(one) for one in _locators(entries, source)]
        if locators:
            shares[source] = sum(1 for one in locators if one in words) / len(locators)
    best = max(shares, key=shares.get, default="")
    return best, shares.get(best, 0.0)


def _locators(entries: Entries, source: str) -> Iterator[str]:
    for by_slug in entries.values():
        for entry in by_slug.values():
            for key in entry.lists:
                yield from (item["at"] for item in _items(entry, key, source) if item.get("at"))
