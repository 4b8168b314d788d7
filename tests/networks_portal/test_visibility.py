"""No draft leaks: whatever a hidden record is related to, no public page says a word of it."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models

from contacts.models import Channel, Person, Responsibility
from publishing.enums import State
from publishing.models import Figure, Link, Milestone, Name, Record, SourceDocument
from search.models import Entry, Term
from tests.factories import LISTS, NAMED_BY, PAGES, RECORDS, cite, concrete, make, public_records, relate_in_every_way

pytestmark = pytest.mark.django_db
WORDS = {State.DRAFT: "geheimentwurf", State.REVIEW: "geheimpruefung", State.ARCHIVED: "geheimarchiv"}
SECRET = "geheim"
NOT_SHOWN = {"slug", "state", "archive_reason"}


def word_of(model, state: str) -> str:
    """Nobody else's: what a page says by mistake names whom it comes from."""
    return f"{WORDS[state]}{RECORDS.index(model):02}"  # fits into every column


def hidden_record(model, state: str) -> Record:
    """A record with its word in every text, and with statements of its own that have it, too."""
    word = word_of(model, state)
    record = make(model, state=state, archive_reason="Aufgelöst." if state == State.ARCHIVED else "")
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            if field.name not in NOT_SHOWN and "start" not in field.name and "end" not in field.name:
                setattr(record, field.name, word if field.name not in dates_of(model) else "")
    record.slug = f"{word}-{record.pk}"
    if model is SourceDocument:
        record.release_date = date(2020, 1, 1)
    record.save()
    make(Name, subject=record, name=word)
    make(Figure, subject=record, counted=word)
    make(Milestone, subject=record, text=word)
    make(Link, subject=record, label=word, url=f"https://{word}.example/")
    cite(record, make(SourceDocument), note=word)
    return record


def dates_of(model) -> set[str]:
    return {f.date_field for f in model._meta.concrete_fields if hasattr(f, "date_field")} | {"as_of", "dated"}


def people_get_tasks(record: Record) -> None:
    """Only people with a task have a page, so every person gets one; the office of a hidden person, too."""
    for person in Person.objects.filter(responsibilities=None):
        make(Responsibility, person=person)
    if NAMED_BY.get(type(record)) is None and hasattr(record, "channels"):
        make(Channel, organisation=record, value=f"0341 {record.name}")


def public_urls() -> list[str]:
    urls = [*PAGES, "/veranstaltungen/archiv/2019/", "/sitemap.xml", "/robots.txt", "/opensearch.xml"]
    urls += [f"/suche/vorschlaege/?q=geheim{kind}" for kind in ("", "&format=liste", "&format=json")]
    urls += [
        f"/sitemap-{name}.xml" for name in ("seiten", "regionen", "netzwerke", "organisationen", "veranstaltungen")
    ]
    urls += [f"/sitemap-{name}.xml" for name in ("orte", "projekte", "felder", "zielmaerkte", "foerderprogramme")]
    urls += [f"/sitemap-{name}.xml" for name in ("angebote", "themen", "quellen")]
    return urls + [row.get_absolute_url() for row in public_records()]


def test_every_kind_of_record_is_tried():
    assert set(RECORDS) == set(concrete(Record))


@pytest.mark.once
def test_nothing_hidden_is_said_found_or_chosen(client):
    records = [hidden_record(model, state) for model in RECORDS for state in WORDS]
    for record in records:
        relate_in_every_way(record)
        people_get_tasks(record)

    no_page_says_a_word(client, records)
    no_word_is_found(client, records)
    no_facet_takes_them(client, [record.slug for record in records])


def no_page_says_a_word(client, records) -> None:
    for url in public_urls():
        response = client.get(url)
        assert response.status_code in (200, 404), url
        assert not said(response), url
    for record in records:
        url = record.get_absolute_url()
        assert client.get(url).status_code == (410 if record.state == State.ARCHIVED else 404)


def said(response) -> list[str]:
    """The words of hidden records on a page."""
    page = response.content.decode()
    words = [word_of(model, state) for model in RECORDS for state in WORDS] if SECRET in page else []
    return [word for word in words if word in page]


def no_word_is_found(client, records) -> None:
    keys = {(ContentType.objects.get_for_model(record).pk, record.pk) for record in records}
    assert keys.isdisjoint(Entry.objects.values_list("content_type_id", "object_id"))
    assert Term.objects.filter(form__contains="nummer").exists()  # of public records
    assert not Term.objects.filter(form__contains=SECRET).exists()
    for number, model in enumerate(RECORDS):
        words = [word_of(model, state) for state in WORDS]
        assert [client.get("/suche/", {"q": word}).context["total"] for word in words] == [0, 0, 0]
        for path in LISTS:
            assert client.get(path, {"q": words[number % 3]}).context["page"].count == 0, path


def no_facet_takes_them(client, slugs: list[str]) -> None:
    for path in LISTS:
        facets = client.get(path).context["listing"].index.specs
        answer = client.get(path, dict.fromkeys(facets, slugs))
        listing, page = answer.context["listing"], answer.content.decode()
        assert listing.chosen == {} and len(listing.unknown) == len(facets) * len(slugs)
        start = page.index('<p class="np-hidden-note" role="status">')  # repeats what was asked for
        page = page[:start] + page[page.index("</p>", start) :]
        assert SECRET not in page, path


def test_relations_are_really_tried():
    """Guards the introspection above."""
    tried = {model.__name__: relate_in_every_way(make(model, state=State.DRAFT)) for model in RECORDS}

    assert sorted(name for name, count in tried.items() if not count) == [
        "Project",
        "SupportOffer",
    ]  # nothing points to them
    assert tried["Network"] >= 10 and tried["Organisation"] >= 8 and tried["SourceDocument"] >= 14
