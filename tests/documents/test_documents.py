"""What documents say of records: every value with its words and its source, nothing that visitors may not see."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Mention, Person, Responsibility
from core import prepared
from core.kinds import Kind, kind_of, kinds
from documents.build import documents_of
from documents.persons import may_be_given_in_bulk
from networks.models import Brand, Event, Network, Organisation, Participation
from publishing.models import Figure, SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make
from tests.networks_portal.silence.filling import HIDDEN, PUBLIC, record, rows

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
TOLD = [kind for kind in kinds() if kind.document]
EVERY = pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.document.path or kind.key)
RECORDS = pytest.mark.parametrize("kind", [kind for kind in TOLD if kind.is_record], ids=lambda kind: kind.key)


def of(record, **options) -> dict:
    (found,) = documents_of(kind_of(type(record)), [record.pk], **options)
    return found


@pytest.fixture
def source() -> SourceDocument:
    return make(SourceDocument, title="Das Blatt der Netze", slug="blatt", publisher="Stadt", as_of="2021")


@pytest.fixture
def network(source) -> Network:
    region = make(Region, name="Musterland", slug="musterland", ags="14", nuts="DED", nuts_version="2024")
    network = make(Network, name="Netz", slug="netz", kind="cluster", regions=[region], advice="Erst schreiben.")
    cite(network, source, locator="Seite 3")
    return network


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def test_values_have_their_words_and_their_source(network, source):
    cite(network, source, "summary", locator="oben links", certainty="angedeutet", note="Gekürzt.", as_of="Ende 2018")
    region = network.regions.get()
    found = of(network)

    assert {key: found[key] for key in ("art", "id", "name", "adresse", "typ")} == {
        "art": "netzwerk",
        "id": network.pk,
        "name": "Netz",
        "adresse": f"{SITE}/netzwerke/netz/",
        "typ": {"wert": "cluster", "text": "Cluster"},
    }
    assert found["regionen"] == [
        {
            "art": "region",
            "id": region.pk,
            "name": "Musterland",
            "adresse": f"{SITE}/regionen/musterland/",
            "ags": "14",
            "nuts": "DED",
        }
    ]
    whole = {"quelle": source.pk, "fundstelle": "Seite 3", "sicherheit": "genannt"}
    assert found["belege"]["hinweis"] == [whole]
    assert found["belege"]["typ"] == [{"sicherheit": "redaktion"}]
    assert found["belege"]["kurztext"] == [
        {
            "quelle": source.pk,
            "fundstelle": "oben links",
            "sicherheit": "angedeutet",
            "stand": {"wert": "2018-10~/2018-12~", "text": "Ende 2018", "von": "2018-10-01", "bis": "2018-12-31"},
            "hinweis": "Gekürzt.",
        }
    ]
    assert found["quellen"] == [
        {
            "art": "quelle",
            "id": source.pk,
            "name": "Das Blatt der Netze",
            "adresse": f"{SITE}/quellen/blatt/",
            "herausgeber": "Stadt",
            "stand": {"wert": "2021", "text": "2021", "von": "2021-01-01", "bis": "2021-12-31"},
        }
    ]
    assert found["stand"]["text"] == "2021"


def test_what_a_source_says_otherwise_stands_beside_the_value(network, source):
    cite(network, source, "legal_form", value="GmbH")
    network.legal_form = "e. V."
    network.save()

    own, other = of(network)["belege"]["rechtsform"]

    assert own == {"quelle": source.pk, "fundstelle": "Seite 3", "sicherheit": "genannt"}
    assert other["andere_angabe"] == "GmbH"


def test_rows_say_where_they_are_from(network, source):
    make(Figure, subject=network, number="7.5", unit="Mio. Euro", qualifier="rund", counted="Umsatz", source=source)
    firm = make(Organisation, name="Firma", slug="firma")
    make(Participation, network=network, organisation=firm, role="mitglied", start="10/2021", source=source)
    proof = [{"quelle": source.pk, "sicherheit": "genannt"}]

    (figure,), (member,) = (of(network)[key] for key in ("zahlen", "beteiligungen"))
    (membership,) = of(firm)["beteiligungen"]

    assert figure["zahl"] == 7.5
    assert figure["text"] == "rund 7,5\N{NO-BREAK SPACE}Mio. Euro"
    assert figure["belege"] == proof
    assert member["organisation"]["name"] == "Firma"
    assert member["beginn"] == {"wert": "2021-10", "text": "Oktober 2021", "von": "2021-10-01", "bis": "2021-10-31"}
    assert membership["netzwerk"]["adresse"] == f"{SITE}/netzwerke/netz/"
    assert membership["rolle"] == {"wert": "mitglied", "text": "Mitglied"}


def test_a_source_that_is_not_public_is_not_named(network, source):
    hide(source)
    found = of(network)

    assert found["quellen"] == []
    assert found["belege"]["hinweis"] == [{"sicherheit": "ohne-quelle"}]
    assert "blatt" not in json.dumps(found)


def test_what_a_channel_has_wrong_is_told_as_it_stands(source):
    office = make(Organisation)
    values = {"value": "0351-1", "is_faulty": True, "fault": "zu kurz"}
    make(Channel, person=None, organisation=office, source=source, kind="telefon", **values)

    (channel,) = of(office)["kontaktwege"]

    assert (channel["wert"], channel["fehlerhaft"], channel["fehler"]) == ("0351-1", True, "zu kurz")


def test_documents_come_in_the_order_of_the_keys_and_without_what_is_hidden(network):
    hidden, other = hide(make(Network, name="Fort")), make(Network, name="Anderes")

    found = documents_of(kind_of(Network), [other.pk, hidden.pk, 4711, network.pk])

    assert [one["id"] for one in found] == [other.pk, network.pk]


def test_only_what_is_asked_for_is_read(network, source):
    make(Figure, subject=network, source=source)
    of(network, only=["typ", "zahlen"])
    with CaptureQueriesContext(
        connection,
    ) as few:
        found = of(network, only=["typ"])
    with CaptureQueriesContext(connection) as all_queries:
        of(network)

    assert found.keys() == {"art", "id", "name", "adresse", "typ", "belege", "quellen", "stand", "geaendert"}
    assert found["belege"].keys() == {"eintrag", "name", "typ"}
    assert len(few) < len(all_queries)


@pytest.mark.once
@EVERY
def test_queries_do_not_grow_with_the_records(kind: Kind):
    region = make(Region, name="Region")
    ends: dict = {}
    made = [_one(kind, region, ends, f"{PUBLIC}{number}") for number in range(3)]
    documents_of(kind, [made[0].pk])
    documents_of(kind, [one.pk for one in made])

    with CaptureQueriesContext(connection) as one:
        documents_of(kind, [made[0].pk])
    with CaptureQueriesContext(connection) as many:
        documents_of(kind, [one.pk for one in made])

    assert len(one) == len(many) <= 32


def _one(kind: Kind, region: Region, ends: dict, word: str):
    if not kind.is_record:
        code = {"edition": "2025", "code": word[-1], "title": word, "level": 1, "slug": word.lower()}
        one = make(kind.model, **(code if kind.document.art == "branche" else {"name": word, "slug": word.lower()}))
        if isinstance(one, Brand):
            make(Organisation).brands.add(one)
        return one
    one = record(kind.model, word, region, ends)
    rows(one, word, region, ends)
    if kind.model is Person:
        Person.objects.update(open_data_on="2020-01-01")
    return one


@EVERY
def test_prepared_queries_answer_as_django_does(kind: Kind, settings):
    made = _one(kind, make(Region, name="Region"), {}, f"{PUBLIC}1")
    prepared.forget()
    with_prepared = documents_of(kind, [made.pk])
    settings.PREPARED_QUERIES = False

    assert with_prepared == documents_of(kind, [made.pk])
    assert with_prepared or kind.model is Person


@RECORDS
def test_nothing_of_what_is_hidden_is_told(kind: Kind):
    """Neither records that are no longer public, nor what editors write for themselves."""
    region = make(Region, name="Region")
    ends = {
        other.model: record(other.model, HIDDEN, region, {}, state="entwurf")
        for other in kinds()
        if other.is_record and other.model is not kind.model
    }
    one = record(kind.model, PUBLIC, region, ends, internal_note=f"{HIDDEN} intern")
    rows(one, PUBLIC, region, ends)
    Person.objects.update(open_data_on="2020-01-01")

    assert HIDDEN not in json.dumps(documents_of(kind, [one.pk]), ensure_ascii=False)


class TestPeople:
    """A page shows what is published of them; in bulk they are named only where their record is released for it."""

    @pytest.fixture
    def office(self):
        return make(Organisation, name="Amt", slug="amt")

    @pytest.fixture
    def person(self, office):
        return make(Person, given_name="Erika", family_name="Muster", slug="erika", organisation=office)

    @pytest.fixture
    def event(self):
        return make(Event)

    @pytest.fixture(autouse=True)
    def said(self, network, person, source, event):
        words = {"source": source, "locator": "Erika Muster berät", "note": "Frau Muster ist neu."}
        make(Responsibility, person=person, network=network, task="Beitritt", **words)
        make(Channel, person=person, kind="e-mail", value="erika.muster@amt.example", source=source)
        make(Mention, person=person, event=event, named_as="zitiert", role="Rednerin", source=source)

    def test_the_office_stands_in_for_who_is_not_released(self, network, event, person):
        (task,) = of(network)["zustaendigkeiten"]

        assert task["aufgabe"] == "Beitritt"
        assert task["stelle"]["name"] == "Amt"
        assert task["person_nicht_freigegeben"] is True
        assert "nennungen" not in of(event)
        assert documents_of(kind_of(Person), [person.pk]) == []
        assert "Muster" not in json.dumps([of(network), of(event), of(person.organisation)]).replace("Musterland", "")

    def test_titles_of_sources_name_nobody_who_is_not_released(self, network, source):
        SourceDocument.objects.update(title="Gespräch mit Erika Muster", publisher="Büro Frau Muster")
        (cited,), itself = of(network)["quellen"], of(SourceDocument.objects.get())

        for told in (cited, itself):
            assert (told["name"], told["herausgeber"]) == ("Gespräch mit [Person]", "Büro Frau [Person]")
        Person.objects.update(open_data_on="2020-01-01")
        assert of(network)["quellen"][0]["name"] == "Gespräch mit Erika Muster"

    def test_who_is_released_is_named_with_their_ways(self, network, event, person):
        Person.objects.update(open_data_on="2020-01-01")
        (task,), (mention,) = of(network)["zustaendigkeiten"], of(event)["nennungen"]

        assert task["person"]["name"] == "Erika Muster"
        assert task["belege"][0]["fundstelle"] == "Erika Muster berät"
        assert mention["person"]["adresse"] == f"{SITE}/ansprechpersonen/erika/"
        assert of(person)["kontaktwege"][0]["wert"] == "erika.muster@amt.example"
        assert of(person)["zustaendigkeiten"][0]["netzwerk"]["name"] == "Netz"

    def test_a_release_holds_from_its_day_until_somebody_objects(self, person):
        released = Person(state="freigegeben", open_data_on=person.created_at.date())

        assert may_be_given_in_bulk(released)
        assert not may_be_given_in_bulk(Person(state="freigegeben"))
        assert not may_be_given_in_bulk(Person(state="entwurf", open_data_on=released.open_data_on))
        released.objected_on = released.open_data_on
        assert not may_be_given_in_bulk(released)
