"""„Woher wissen Sie das?“ on the form of every kind of entry, for every kind of row."""

from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from contacts.models import Channel, Person
from core.kinds import record_models
from networks.models import Network
from publishing import history
from publishing.citing import citable_fields
from publishing.enums import Certainty, State
from publishing.models import Citation, SourceDocument
from publishing.snapshots import parts_of, take
from regions.models import Region
from tests.admin_pages import admin_url, errors, opened, save
from tests.factories import cite, make, point_at_it
from tests.roles import editor

pytestmark = pytest.mark.django_db

KINDS = [model for model in record_models() if model is not SourceDocument]
CALL = {"herkunft-kind": "anruf", "herkunft-who": "Erika Muster", "herkunft-dated": "30.11.2026"}


@pytest.fixture
def brochure():
    return make(SourceDocument, title="Broschüre")


def new_source() -> SourceDocument:
    return SourceDocument.objects.exclude(title="Broschüre").get(title__startswith="Anruf")


def text_of(model) -> str:
    """A column of text that a citation may support."""
    citable = [name for name, _ in citable_fields(model)]
    return next(name for name in ("summary", "note", "function", "name", "title") if name in citable)


@pytest.mark.parametrize(
    ("model", "state"),
    [*product(KINDS, [State.PUBLISHED]), (Network, State.DRAFT), (Person, State.DRAFT)],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_was_changed_is_from_the_new_source(client, model, state, brochure):
    """A column and a row of every kind that the record carries; of a public one as a change, in a draft, for which no
    kind has rules of its own, at once."""
    record = make(model, state=state, **({"regions": [make(Region)]} if model is Network else {}))
    point_at_it(record)
    name = text_of(model)
    cite(record, brochure, name)
    cite(record, brochure)
    for part in parts_of(model).values():
        if not part.owner and part.model is not Citation:
            make(part.model, subject=record)
        part.model._base_manager.update(source=brochure, locator="S. 3", certainty=Certainty.IMPLIED)
    client.force_login(editor())
    touched = touch_rows(client, record)

    answer = client.post(admin_url(record, "change"), touched["data"] | {name: "Etwas Neues."} | CALL)
    assert answer.status_code == 302, errors(answer)

    change = history.open_change(record)
    after = change.snapshot if state == State.PUBLISHED else take(record)
    call = new_source()
    cited = {(row["fields"]["field"], row["fields"]["source_id"]) for row in after["parts"]["citations"].values()}
    assert cited == {("", brochure.pk), (name, call.pk)}
    for part, key in touched["rows"]:
        fields = after["parts"][part][key]["fields"]
        assert fields["source_id"] == call.pk, part
        assert (fields["locator"], fields["certainty"]) == ("", Certainty.STATED), part
    assert touched["rows"]


def touch_rows(client, record) -> dict[str, Any]:
    """What a browser sends after the hint of every row was changed; the rows that the record carries."""
    data, context = opened(client, admin_url(record, "change"))
    names = {part.model: name for name, part in parts_of(type(record)).items() if part.model is not Citation}
    carried = {(name, key) for name, rows in take(record)["parts"].items() for key in rows}
    found = []
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.initial_forms:
            name = names.get(type(form.instance), "")
            if (name, str(form.instance.pk)) in carried and f"{form.prefix}-note" in data:
                data[f"{form.prefix}-note"] = ["Neu gesagt."]
                found.append((name, str(form.instance.pk)))
    return {"data": data, "rows": found}


@pytest.fixture
def person(brochure):
    person = make(Person, state=State.DRAFT)
    make(Channel, person=person, kind="telefon", value="0341 111", source=brochure, locator="S. 3")
    return person


def test_proven_row_is_not_changed_without_an_answer(client, person):
    client.force_login(editor())
    answer = save(client, person, channels__0__value="0341 222")
    assert answer.status_code == 200 and "Belegt war es mit „Broschüre“" in errors(answer)
    assert person.channels.get().value == "0341 111"


def test_proven_column_is_not_changed_without_an_answer(client, person, brochure):
    cite(person, brochure, "function")
    client.force_login(editor())
    answer = save(client, person, function="Leitung")
    assert answer.status_code == 200 and "Belegt war, was Sie geändert haben (Funktion laut Quelle)" in errors(answer)
    page = answer.content.decode()
    assert 'href="#id_herkunft-kind"' in page


@pytest.mark.parametrize(
    "answer", [{"herkunft-kind": "schreibweise"}, CALL | {"herkunft-gilt-weiter": "channel-{pk}"}], ids=["all", "one"]
)
def test_what_still_holds_stays(client, person, brochure, answer):
    client.force_login(editor())
    row = person.channels.get()
    sent = {name: value.format(pk=row.pk) for name, value in answer.items()}
    assert save(client, person, channels__0__value="0341 / 111", **sent).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.source, row.locator) == ("0341 / 111", brochure, "S. 3")


def test_what_fell_is_said_and_what_may_hold_is_listed(client, person):
    client.force_login(editor())
    page = client.get(admin_url(person, "change")).content.decode()
    assert "Welche gelten weiter?" in page and f'value="channel-{person.channels.get().pk}"' in page
    answer = save(client, person, channels__0__value="0341 222", **CALL)
    assert "gilt dieser Beleg nicht mehr: Kontaktweg (Broschüre)" in client.get(answer.url).content.decode()


def test_own_source_of_a_row_goes_before(client, person):
    client.force_login(editor())
    own = make(SourceDocument, title="Eigene")
    assert save(client, person, channels__0__value="0341 222", channels__0__source=own.pk, **CALL).status_code == 302
    assert person.channels.get().source == own
    assert not SourceDocument.objects.filter(title__startswith="Anruf").exists()


def test_stated_without_a_source_is_refused(client, person):
    client.force_login(editor())
    row = {"channels-1-kind": "e-mail", "channels-1-value": "a@b.example"}
    answer = save(client, person, **row)
    assert answer.status_code == 200 and "kann nichts „in der Quelle genannt“ sein" in errors(answer)
    assert save(client, person, **row, **{"channels-1-certainty": "erschlossen"}).status_code == 302
    assert person.channels.get(kind="e-mail").source is None


def test_old_gaps_hold_nothing_up(client, person):
    person.channels.update(source=None, locator="")
    client.force_login(editor())
    assert save(client, person, function="Leitung").status_code == 302
    assert save(client, person, channels__0__value="0341 222").status_code == 302


def test_new_entry_rests_on_it_as_a_whole(client):
    client.force_login(editor())
    answer = save(client, Person, given_name="Ada", family_name="Neu", function="Leitung", **CALL)
    assert answer.status_code == 302, errors(answer)
    person = Person.objects.get(family_name="Neu")
    assert [(one.field, one.source) for one in person.citations.all()] == [("", new_source())]


def test_sitting_goes_on_with_the_same_source(client, person):
    """What was said once is chosen already; the same answer in another window is the same call."""
    client.force_login(editor())
    assert save(client, person, channels__0__value="0341 222", **CALL).status_code == 302
    call = new_source()
    assert call.internal_note == "Von: Erika Muster" and call.dated == "2026-11-30" and call.state == State.DRAFT
    page = client.get(admin_url(Network, "add")).content.decode()
    assert "wie zuletzt: Anruf, 30.11.2026, Erika Muster" in page
    assert save(client, person, channels__0__value="0341 333").status_code == 302
    assert save(client, person, channels__0__value="0341 444", **CALL).status_code == 302
    assert new_source() == call


def test_source_of_one_entry_is_assumed_for_others_once_it_was_named_for_a_second(client, person):
    """Nobody cites by accident for one entry what was said of another."""

    def chosen(record) -> str:
        return client.get(admin_url(record, "change")).context["origin"]["kind"].value()

    client.force_login(editor())
    second, third = (make(Person, state=State.DRAFT) for _ in range(2))
    save(client, person, channels__0__value="0341 222", **CALL)
    last = f"zuletzt-{new_source().pk}"
    assert [chosen(one) for one in (person, second, third)] == [last, "", ""]
    save(client, second, function="Leitung", **{"herkunft-kind": last})
    assert [chosen(one) for one in (person, second, third)] == [last, last, last]


def test_sitting_ends_with_the_day(client, person, monkeypatch):
    client.force_login(editor())
    save(client, person, channels__0__value="0341 222", **CALL)
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr("sourcing.sitting.timezone.localdate", lambda *moment: tomorrow)
    assert "wie zuletzt" not in client.get(admin_url(person, "change")).content.decode()


@pytest.mark.parametrize(
    "answer, title",
    [
        ({"kind": "mitteilung"}, "Mitteilung, 30.11.2026"),
        ({"kind": "brief", "who": "Erika Muster"}, "Brief, 30.11.2026"),
        ({"kind": "webseite", "address": "https://netz.example/impressum"}, "Website netz.example, 30.11.2026"),
        ({"kind": "dokument", "title": "Jahresbericht"}, "Jahresbericht"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_source_needs_title_kind_and_date(client, person, answer, title):
    """And makes the title itself, without a name that is nobody's business outside."""
    client.force_login(editor(office="Wirtschaftsförderung"))
    sent = {f"herkunft-{name}": value for name, value in answer.items()}
    refused = save(client, person, channels__0__value="0341 222", **sent, **{"herkunft-dated": ""})
    assert refused.status_code == 200 and "Das braucht die Quelle noch" in errors(refused)
    saved = save(client, person, channels__0__value="0341 222", **sent, **{"herkunft-dated": "30.11.2026"})
    assert saved.status_code == 302, errors(saved)
    source = person.channels.get().source
    assert (source.title, source.kind) == (title, answer["kind"]) and "muster" not in source.slug
    assert [link.url for link in source.links.all()] == ([answer["address"]] if "address" in answer else [])
    assert source.as_of == ("" if answer["kind"] == "dokument" else "2026-11-30")
    assert source.publisher == ("Wirtschaftsförderung" if answer["kind"] == "mitteilung" else "")


def test_source_that_is_there_is_found_by_its_title(client, person):
    client.force_login(editor())
    other = make(SourceDocument, title="Andere", short_title="Andere")
    sent = {"herkunft-kind": "quelle", "herkunft-source": "andere"}
    assert save(client, person, channels__0__value="0341 222", **sent).status_code == 302
    assert person.channels.get().source == other
    assert not SourceDocument.objects.filter(state=State.DRAFT).exists()


def test_unchanged_form_makes_no_source(client, person):
    client.force_login(editor())
    assert save(client, person, **CALL).status_code == 302
    assert not SourceDocument.objects.filter(title__startswith="Anruf").exists()


def test_form_of_a_source_asks_three_things(client):
    client.force_login(editor())
    answer = save(client, SourceDocument, title="Jahresbericht", kind="dokument", dated="2025")
    assert answer.status_code == 302, errors(answer)
    page = client.get(admin_url(SourceDocument, "add")).content.decode()
    assert "Titel, Art und Datum" in page and "Woher wissen Sie das?" not in page
    assert SourceDocument.objects.get().short_title == "Jahresbericht"
