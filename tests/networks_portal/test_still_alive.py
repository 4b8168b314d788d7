"""„Lebt es noch?“ for every kind of entry: one rule for pages, answers, the work list, the question and the list."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Person, Responsibility
from core.kinds import kind_of
from duplicates.undo import undo
from erasure.person import erase
from networks.models import Event, Network, Organisation, Participation, Place, Project
from pages.alive import asked_about
from programmes.models import Financing, Programme, SupportOffer
from publishing.models import SourceDocument
from reach.entries import unconfirmed
from regions.models import Region
from reports import enquiries
from reports.attempts import answered_lately, attempts_of
from reports.enums import Reached
from reports.models import Attempts, Enquiry, Report
from reports.shown import addresses_of, facts_of
from tests.duplicates.merging import merge_by_two
from tests.factories import cite, hide, make, read
from tests.roles import administrator, editor
from worklist.tasks import MISSED, NEVER

pytestmark = pytest.mark.django_db
VOTE, HERE = "/lebt-es-noch/", {"sec-fetch-site": "same-origin"}
EVERY = pytest.mark.parametrize("kind", asked_about(), ids=lambda kind: kind.key)
OVER = {
    Network: {"stated_status": "beendet"},
    Event: {"end": "2019"},
    Place: {"end": "2019"},
    Project: {"project_state": "abgeschlossen"},
}


@pytest.fixture(autouse=True)
def no_counts():
    yield
    cache.clear()


def entry(kind, **values):
    """One that a source named in 2018."""
    record = make(kind.model, **values)
    cite(record, make(SourceDocument, as_of="2018"))
    return record


def placed(kind, region):
    place = kind.found.place
    return entry(kind, **{place: [region] if place == "regions" else region})


def vote(record, answer="nicht-erreicht"):
    browser = Client(enforce_csrf_checks=True, REMOTE_ADDR="198.51.100.7")
    return browser.post(VOTE, {"seite": record.get_absolute_url(), "antwort": answer}, headers=HERE)


def asks(client, record) -> bool:
    return f'action="{VOTE}"' in client.get(record.get_absolute_url()).content.decode()


def test_which_kinds_are_asked_about():
    assert {kind.key for kind in asked_about()} == {
        "netzwerk", "programm", "angebot", "organisation", "termin", "ort", "projekt",
    }  # fmt: skip


@EVERY
def test_asked_until_somebody_confirmed_it_or_it_ended(client, kind):
    assert asks(client, entry(kind))
    assert not asks(client, entry(kind, checked_on=date.today()))
    if kind.model in OVER:
        over = entry(kind, **OVER[kind.model])
        assert not asks(client, over)
        assert over.get_absolute_url() not in {line.url for line in unconfirmed(kind)}


@EVERY
def test_one_tap_is_counted_for_this_entry_alone(kind):
    record, other = entry(kind), entry(kind)
    page = read(vote(record))

    assert "Danke, das hilft" in page and record.name in page and "zuletzt genannt 2018" in page
    assert "schon gezählt" in read(vote(record, "erreicht"))
    row = Attempts.objects.get()
    assert (row.record, row.answer, row.number) == (record, Reached.NO, 1)
    assert "Danke" in read(vote(other))

    former = record.get_absolute_url()
    record.slug = f"neu-{record.slug}"
    record.save()
    assert "schon gezählt" in read(Client(REMOTE_ADDR="198.51.100.7").post(
        VOTE, {"seite": former, "antwort": "erreicht"}, headers=HERE
    ))  # fmt: skip
    assert vote(hide(record)).status_code == 404


def test_two_entries_of_one_number_are_not_the_same():
    network, offer = make(Network, id=4711), make(SupportOffer, id=4711)

    assert "Danke" in read(vote(network)) and "Danke" in read(vote(offer))
    assert {row.record for row in Attempts.objects.all()} == {network, offer}


def test_nothing_else_is_asked_about():
    person = make(Person)
    make(Responsibility, person=person)
    others = [record.get_absolute_url() for record in (person, make(Region), make(SourceDocument))]
    for path in (*others, "", "/", "/netzwerke/", "//netzwerke/x/", "x" * 5000, "/netzwerke/\0/"):
        response = Client().post(VOTE, {"seite": path, "antwort": "erreicht"}, headers=HERE)
        assert response.status_code == 404 and not Attempts.objects.exists(), path


@EVERY
def test_editors_see_it_first_and_at_the_form(client, kind):
    region = make(Region)
    client.force_login(editor(regions=[region]))
    quiet, missed = placed(kind, region), placed(kind, region)
    vote(missed)

    page = client.get("/redaktion/pruefung/", {"was": NEVER, "art": kind.model._meta.label_lower})
    assert page.context["records"] == [missed, quiet]
    assert client.get("/redaktion/pruefung/", {"was": MISSED}).context["records"] == [missed]
    assert "1 nicht erreicht im" in page.content.decode()
    form = client.get(f"/redaktion/{kind.model._meta.label_lower.replace('.', '/')}/{missed.pk}/change/")
    assert "1 nicht erreicht im" in form.content.decode()
    assert f"/redaktion/nachfrage/{kind.model._meta.label_lower}/{missed.pk}/" in form.content.decode()


@pytest.mark.once
def test_the_work_list_asks_no_more_for_more_answers(client, django_assert_max_num_queries):
    region = make(Region)
    client.force_login(editor(regions=[region]))
    records = [placed(kind, region) for kind in asked_about()]
    client.get("/redaktion/pruefung/", {"was": NEVER})
    with CaptureQueriesContext(connection) as before:
        client.get("/redaktion/pruefung/", {"was": NEVER})
    number = len(before)
    for record in records:
        vote(record)
    with django_assert_max_num_queries(number):
        client.get("/redaktion/pruefung/", {"was": NEVER})
    with django_assert_max_num_queries(number + 1):  # which kinds have any
        client.get("/redaktion/pruefung/", {"was": MISSED})


@EVERY
def test_a_mail_confirms_it(client, kind):
    region = make(Region)
    author = editor(regions=[region])
    client.force_login(author)
    record = placed(kind, region)
    desk = f"/redaktion/nachfrage/{kind.model._meta.label_lower}/{record.pk}/"
    assert client.post(desk, {"email": "info@dort.example"}).status_code == 302
    assert record.name in mail.outbox[-1].subject
    path = re.search(r"(/rueckfrage/\S+)", mail.outbox[-1].body)[1]

    visitor = Client(enforce_csrf_checks=True)
    assert record.name in read(visitor.get(path))
    assert "gilt von heute an als geprüft" in read(visitor.post(path, {"antwort": "ja"}, headers=HERE))
    record.refresh_from_db()
    assert (record.checked_on, record.checked_by) == (date.today(), author)
    page = client.get(record.get_absolute_url())
    assert page.context["alive"].is_confirmed and f'action="{VOTE}"' not in page.content.decode()
    assert record.get_absolute_url() not in {line.url for line in unconfirmed(kind)}
    assert visitor.get(path).status_code == 410


@EVERY
def test_a_change_ends_the_link_and_wrong_becomes_a_report(kind):
    region = make(Region)
    author, visitor = editor(regions=[region]), Client()
    first, second = placed(kind, region), placed(kind, region)
    links = {record: f"/rueckfrage/{enquiries.token_of(enquiries.send(record, f'a{record.pk}@dort.example', author))}/"
             for record in (first, second)}  # fmt: skip
    first.name = "Neuer Name"
    first.save()
    assert visitor.post(links[first], {"antwort": "ja"}, headers=HERE).status_code == 410
    done = visitor.post(links[second], {"antwort": "nein", "hinweis": "Gibt es nicht mehr."}, headers=HERE)
    assert done.status_code == 200
    report = Report.objects.get()
    assert (report.path, report.object_id) == (second.get_absolute_url(), second.pk)


@pytest.mark.parametrize("model", [Person, SourceDocument, Region, Attempts])
def test_no_mail_about_what_is_not_asked_about(client, model):
    client.force_login(editor(is_superuser=True, is_staff=True))
    desk = f"/redaktion/nachfrage/{model._meta.label_lower}/1/"
    assert client.post(desk, {"email": "info@dort.example"}).status_code == 404 and not Enquiry.objects.exists()


@EVERY
def test_facts_show_nothing_that_is_not_public(kind):
    record = entry(kind, internal_note="Nur für uns.")
    for name in ("networks", "organisations", "providers", "fields"):
        if name in {field.name for field in kind.model._meta.many_to_many}:
            hidden = make(kind.model._meta.get_field(name).related_model, name="Geheim")
            getattr(record, name).add(hide(hidden))
    said = str(facts_of(record))

    assert record.name in said and "Geheim" not in said and "Nur für uns" not in said


def test_addresses_are_those_of_who_answers_for_it():
    organisation = make(Organisation)
    make(Channel, organisation=organisation, kind="e-mail", value="amt@dort.example")
    wrong = {"value": "falsch@dort.example", "is_faulty": True, "fault": "Zum Test."}
    make(Channel, organisation=organisation, kind="e-mail", **wrong)
    member = make(Organisation)
    make(Channel, organisation=member, kind="e-mail", value="mitglied@dort.example")
    network, programme = make(Network), make(Programme)
    make(Participation, network=network, organisation=organisation, role="traeger")
    make(Participation, network=network, organisation=member, role="mitglied")
    make(Financing, programme=programme, organisation=organisation, role="vergibt")
    make(Financing, programme=programme, body="Bund", organisation=None, role="vergibt")
    offer, event = make(SupportOffer, providers=[organisation]), make(Event, organisations=[organisation])

    for record in (organisation, network, programme, offer, event):
        assert addresses_of(record) == ["amt@dort.example"], record
    hide(organisation)
    assert not any(addresses_of(record) for record in (network, programme, offer, event))


@EVERY
def test_each_kind_has_its_list_by_land_the_oldest_first(client, kind):
    land = make(Region, name="Ackerland", kind="land")
    newer, older, nowhere = placed(kind, land), placed(kind, land), entry(kind)
    older.citations.update(as_of="2015")
    checked = placed(kind, land)
    checked.checked_on = date.today() - timedelta(days=9)
    checked.save()
    hide(placed(kind, land))
    page = client.get("/ueber/unbestaetigt/" + ("" if kind.model is Network else f"{kind.model.url_prefix}/"))

    groups = {group.name: [line.name for line in group.lines] for group in page.context["groups"]}
    assert groups == {"Ackerland": [older.name, newer.name], "Bundesweit oder ohne Land": [nowhere.name]}
    assert "Bei 3 von 4 Einträgen" in read(page) and "Einen hat die Redaktion" in read(page)
    assert [number for _title, _url, number, is_this in page.context["kinds"] if is_this] == [3]


def test_other_lists_do_not_exist(client):
    for prefix in ("personen", "quellen", "regionen", "x"):
        assert client.get(f"/ueber/unbestaetigt/{prefix}/").status_code == 404


def test_lists_need_few_queries(client, django_assert_max_num_queries):
    for kind in asked_about():
        for _number in range(3):
            entry(kind)
    client.get("/ueber/unbestaetigt/")
    with django_assert_max_num_queries(3):
        client.get("/ueber/unbestaetigt/organisationen/")


@pytest.mark.parametrize("model", [Network, Organisation, SupportOffer])
def test_counts_stay_with_their_entry_when_it_is_merged_and_when_that_is_undone(model):
    kind, region = kind_of(model), make(Region)
    keep, drop = placed(kind, region), placed(kind, region)
    vote(keep)
    vote(drop)
    path = f"/rueckfrage/{enquiries.token_of(enquiries.send(drop, 'info@dort.example', administrator()))}/"

    merge = merge_by_two(keep, drop)
    assert "gibt es nicht mehr" in Client().get(path).content.decode()
    assert [row.number for row in attempts_of(keep)] == [1]

    back = undo(merge=merge, by=administrator())
    assert [row.number for row in attempts_of(back)] == [1] and answered_lately([back], date.today())


@EVERY
def test_the_work_list_of_a_kind_is_its_list_in_the_admin(client, kind):
    region = make(Region)
    client.force_login(editor(regions=[region]))
    placed(kind, region)
    missed = placed(kind, region)
    vote(missed)
    url = f"/redaktion/{kind.model._meta.label_lower.replace('.', '/')}/"

    assert list(client.get(url, {"arbeit": MISSED}).context["cl"].queryset) == [missed]


def test_erasing_a_person_takes_their_address_out_of_the_questions(client):
    person = make(Person, given_name="Erika", family_name="Sonderbar")
    enquiries.send(make(Organisation), "erika.sonderbar@dort.example", administrator())

    erase(person=person, by=administrator())
    assert "sonderbar" not in Enquiry.objects.get().email
