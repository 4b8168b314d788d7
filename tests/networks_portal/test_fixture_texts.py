"""What the files say in words: quoted is only what stands in a source, doubt is marked, what is planned or old says so.

Over all records of all files, from the files alone: what a source says stands in their locators.
"""

import re
from itertools import chain

import pytest
from django.conf import settings

from networks_portal.loading.files import Entry, read_folder
from publishing.enums import Certainty

FOLDER = read_folder(settings.BASE_DIR / "fixtures")
RECORDS = [entry for entries in FOLDER.entries.values() for entry in entries.values()]
# Words of a note that say that the source does not say it itself.
DOUBT = re.compile(
    r"folgt (nur|allein|daraus|aus)|(bleibt|ist) offen\b|lässt [^.]*offen|nicht ausdrücklich|mehrdeutig|nicht klar"
    r"|liegt nahe|meint wohl|kann auch|Zuordnung [^.]*Redaktion|nimmt die Redaktion an",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(19|20)\d\d\b")
NAMES = {
    "name", "names", "title", "short_title", "label", "target_title", "publisher", "abbreviation", "family_name",
    "reported_by", "url", "value", "at",
}  # fmt: skip
PLANS = ("idee", "geplant")


def texts(value) -> list[str]:
    if isinstance(value, dict):
        return list(chain.from_iterable(map(texts, value.values())))
    if isinstance(value, list):
        return list(chain.from_iterable(map(texts, value)))
    return [value] if isinstance(value, str) else []


def named(value, key: str = "") -> list[str]:
    """Locators, names and addresses: words that are not the editors'."""
    if isinstance(value, dict):
        return list(chain.from_iterable(named(below, name) for name, below in value.items()))
    if isinstance(value, list):
        return list(chain.from_iterable(named(below, key) for below in value))
    return [value] if isinstance(value, str) and key in NAMES else []


def rows(entry: Entry) -> list[tuple[str, dict]]:
    """What hangs below a record, with the name of its list."""
    return [(key, row) for key, items in entry.lists.items() for _file, _source, row in items]


def citations(entry: Entry) -> list[tuple[str, dict]]:
    found = ((field, cited) for _file, _source, field, cited in entry.cited)
    return [(field, {"at": cited} if isinstance(cited, str) else cited) for field, cited in found]


def fold(text: str) -> str:
    return " ".join(re.findall(r"[\w%&@+:./-]+", text.casefold())).strip(" .")


def quotes(text: str) -> list[str]:
    """What stands in „…“, with quotes in it; between dots that leave something out, each part."""
    found, start, depth = [], 0, 0
    for place, sign in enumerate(text):
        if sign == "„":
            start, depth = (place + 1, 1) if depth == 0 else (start, depth + 1)
        elif sign == "“" and depth:
            depth -= 1
            if depth == 0:
                found += text[start:place].split("…")
    return [quote for quote in map(fold, found) if quote]


@pytest.fixture(scope="module")
def stated() -> str:
    """All words of sources and all names of entries that the files hold, folded."""
    cited = chain.from_iterable(citations(entry) for entry in RECORDS)
    parts = chain(
        (cited["at"] for _field, cited in cited if cited.get("at")),
        chain.from_iterable(named(entry.values) + named([row for _key, row in rows(entry)]) for entry in RECORDS),
    )
    return " | ".join(map(fold, parts))


def test_quoted_is_only_what_a_source_says_or_a_name(stated):
    found = [
        (f"{entry.section}/{entry.slug}", quote)
        for entry in RECORDS
        for text in texts(entry.values) + texts([row for _key, row in [*rows(entry), *citations(entry)]])
        for quote in quotes(text)
        if quote not in stated
    ]

    assert found == []


def test_what_its_note_doubts_is_not_stated():
    found = [
        (f"{entry.section}/{entry.slug}", key, row["note"])
        for entry in RECORDS
        for key, row in [*rows(entry), *citations(entry)]
        if DOUBT.search(row.get("note") or "") and row.get("certainty", Certainty.STATED) == Certainty.STATED
    ]

    assert found == []


def test_no_source_says_itself_that_a_network_is_active():
    """They describe it; so each says where, and that it is not said."""
    active = [entry for entry in RECORDS if entry.values.get("stated_status") == "aktiv"]
    found = [
        entry.slug
        for entry in active
        if {one.get("certainty") for field, one in citations(entry) if field == "stated_status" and "value" not in one}
        != {Certainty.IMPLIED.value}
    ]

    assert active and found == []


@pytest.mark.parametrize("field", ["regions", "audience"])
def test_where_and_for_whom_a_network_or_a_programme_works_is_cited(field):
    sections = ("networks", "programmes", "support_offers")
    found = [
        f"{entry.section}/{entry.slug}"
        for entry in RECORDS
        if entry.section in sections and entry.values.get(field) and field not in dict(citations(entry))
    ]

    assert found == []


@pytest.mark.parametrize("section", ["organisations", "programmes", "support_offers"])
def test_what_has_no_status_is_dated_where_it_is_told(section):
    """Cards of networks say beside it when they were named last."""
    told = [entry for entry in RECORDS if entry.section == section and entry.values.get("summary")]
    found = [
        entry.slug
        for entry in told
        if not YEAR.search(entry.values["summary"]) and "ohne Datum" not in entry.values["summary"]
    ]

    assert told and found == []


def test_short_text_of_a_plan_says_that_it_is_one_and_of_when():
    plans = [
        entry
        for entry in RECORDS
        if entry.values.get("project_state") in PLANS or entry.section == "events" and entry.values.get("is_planned")
    ]
    found = [
        entry.slug
        for entry in plans
        if not re.search(r"geplant|skizze", entry.values["summary"], re.I) or not YEAR.search(entry.values["summary"])
    ]

    assert plans and found == []


def test_nobody_carries_itself():
    names = {entry.slug: entry.values.get("name") for entry in RECORDS if entry.section == "organisations"}
    found = [
        entry.slug
        for entry in RECORDS
        if entry.section == "networks"
        for key, row in rows(entry)
        if key == "participations" and names.get(row["organisation"]) == entry.values.get("name")
    ]

    assert found == []
