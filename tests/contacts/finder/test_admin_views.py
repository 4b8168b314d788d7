import pytest
from django.core.exceptions import ValidationError

from accounts.models import Editor
from contacts.enums import Concern
from contacts.models import Channel, Person, Responsibility
from networks.models import Organisation
from publishing.enums import State
from publishing.models import SourceDocument
from regions.models import Region
from tests.admin_pages import admin_url, save
from tests.factories import make

pytestmark = pytest.mark.django_db
LIST = "/redaktion/contacts/responsibility/"
TRACE, COVERAGE = f"{LIST}warum/", f"{LIST}abdeckung/"


@pytest.fixture
def land():
    return make(Region, name="Lichtland")


def rule(name="Docht", with_channel=True, **values):
    task = make(Responsibility, **{"person": make(Person, family_name=name), "concern": "ausland", **values})
    if with_channel:
        make(Channel, person=task.person)
    return task


def row(response, name):
    return next(row for row in response.context["rows"] if name in str(row["task"]))


def test_trace_shows_every_rule_with_reason_and_winner(admin_client, land):
    rule("Eng", regions=[land])
    rule("Weit")
    rule("Fremd", concern="beitreten")
    rule("Alt", end="2019")
    response = admin_client.get(TRACE, {"anliegen": "ausland", "region": land.slug})
    page = response.content.decode()

    assert len(response.context["rows"]) == 4
    assert row(response, "Eng")["part"] == "Antwort" and row(response, "Eng")["exact"] == "(8, 1, 1, Rang 0)"
    assert row(response, "Weit")["part"] == "Ausweichkontakt 1"
    assert "passt nicht: anderes Anliegen" in page and "passt nicht: gilt nicht mehr" in page
    assert "den Ausschlag gibt die engere Region" in page
    assert f'href="/foerderkontakt/?anliegen=ausland&amp;region={land.slug}"' in page


@pytest.mark.parametrize(
    "rules, words",
    [
        ([], "Niemand antwortet"),
        ([{}], "Keine andere Regel passt"),
        ([{"priority": 1}, {"priority": 2}], "den Ausschlag gibt der Rang"),
        ([{}, {}], "den Ausschlag gibt die Reihenfolge der Eingabe"),
        ([{"role": "kmu"}, {}], "den Ausschlag gibt die genauere Rolle"),
    ],
)
def test_trace_says_why_the_first_is_the_first(rules, words, admin_client):
    for number, values in enumerate(rules):
        rule(f"Docht{number}", **values)

    assert words in admin_client.get(TRACE, {"anliegen": "ausland", "rolle": "kmu"}).content.decode()


def test_trace_says_that_a_better_rule_has_no_channel(admin_client):
    rule("Stumm", with_channel=False)
    office = make(Organisation, name="Nest")
    make(Channel, organisation=office)
    make(Responsibility, office=office, is_fallback=True)
    page = admin_client.get(TRACE, {"anliegen": "ausland"}).content.decode()

    assert "Die genaueren Regeln haben keinen Kontaktweg" in page and "ohne Kontaktweg" in page


def test_trace_understands_a_typed_place(admin_client, land):
    rule(regions=[land])

    assert row(admin_client.get(TRACE, {"anliegen": "ausland", "ort": "lichtland"}), "Docht")["part"] == "Antwort"
    assert "kennen wir nicht" in admin_client.get(TRACE, {"ort": "Nirgendwohausen"}).content.decode()


@pytest.mark.parametrize("query", ["", "?anliegen=%00&region=x&feld=y&rolle=z", "?ort=%00"])
def test_trace_of_nonsense_is_a_page(query, admin_client):
    assert admin_client.get(TRACE + query).status_code == 200


def test_coverage_says_who_answers_and_where_nobody_does(admin_client, land):
    rule(regions=[land])
    response = admin_client.get(COVERAGE)
    rows = {row["place"]: row["cells"] for row in response.context["rows"]}
    abroad = Concern.values.index("ausland")

    assert "Docht" in rows["Lichtland"][abroad]["name"] and rows["Lichtland"][abroad]["kind"] == "Person"
    assert rows["Lichtland"][0]["kind"] == rows["bundesweit, ohne Ort"][abroad]["kind"] == "niemand"
    assert response.context["gaps"] == 2 * len(Concern) - 1

    office = make(Organisation, name="Nest")
    make(Channel, organisation=office)
    make(Responsibility, office=office, is_fallback=True)
    response = admin_client.get(COVERAGE)
    assert response.context["gaps"] == 0
    assert {cell["kind"] for row in response.context["rows"] for cell in row["cells"]} == {
        "Person",
        "nur Auffangstelle",
    }


def test_who_answers_from_next_door_is_said_to_be_next_door(admin_client, land):
    town, village = (make(Region, kind="kreis", parent=land, name=name) for name in ("Lichtstadt", "Lichtdorf"))
    rule(concern="beitreten", regions=[town])
    rule("Rat", concern="sonstiges", regions=[village])
    response = admin_client.get(COVERAGE)
    cells = {row["place"]: row["cells"][Concern.values.index("beitreten")] for row in response.context["rows"]}

    assert (cells["Lichtstadt"]["kind"], cells["Lichtdorf"]["kind"]) == ("Person", "nur nebenan")
    page = admin_client.get(TRACE, {"anliegen": "beitreten", "region": village.slug})
    assert "wer es nebenan ist" in page.content.decode()
    assert row(page, "Docht")["part"] == "Antwort"


def test_only_editors_who_may_see_responsibilities_get_in(client):
    assert client.get(TRACE).status_code == 302
    client.force_login(Editor.objects.create_user("neu", is_staff=True))
    assert client.get(TRACE).status_code == client.get(COVERAGE).status_code == 403


def test_rule_of_an_office_is_made_at_the_organisation(admin_client):
    office = make(Organisation, name="Nest", state=State.DRAFT)
    save(admin_client, office, duties__0__task="Auskunft", duties__0__is_fallback="on", herkunft__kind="anruf")
    duty = office.duties.get()

    assert duty.is_fallback and duty.person is None


def test_rule_names_one_holder():
    with pytest.raises(ValidationError, match="bitte genau eines wählen"):
        Responsibility(task="Auskunft").full_clean()
    task = rule()
    task.is_fallback = True
    with pytest.raises(ValidationError, match="ist eine Stelle, keine Person"):
        task.full_clean()


def test_what_will_not_help_anybody_is_said_when_saving(admin_client):
    def said(**changes):
        response = save(admin_client, task.person, **changes)
        assert response.status_code == 302
        return admin_client.get(response.url).content.decode()

    task = rule(with_channel=False, source=make(SourceDocument))
    assert "ist kein Kontaktweg hinterlegt" in said()
    make(Channel, person=task.person)
    assert "Kontaktweg hinterlegt" not in said()
    task.end = "2019"
    task.save()
    assert "gilt nicht mehr" in said()
    task.end, task.start = "", "2999"
    task.save()
    assert "gilt erst später" in said()
    task.start, task.source = "", None
    task.save()
    assert "hat keine Quelle" in said()
    task.person.state = "entwurf"
    task.person.save()
    assert "nicht freigegeben" in said()


def test_list_filters_by_target_and_validity(admin_client):
    person, mute, old = rule("Docht"), rule("Stumm", with_channel=False), rule("Alt", end="2019")
    office = make(Responsibility, office=make(Organisation), concern="ausland", start="2999")
    catching = make(Responsibility, office=make(Organisation), is_fallback=True)

    def found(**query):
        return set(admin_client.get(admin_url(Responsibility, "changelist"), query).context["cl"].result_list)

    assert found(ziel="person") == {person, mute, old}
    assert found(ziel="stelle") == {office} and found(ziel="auffang") == {catching}
    assert found(ziel="unerreichbar") == {mute, office, catching}
    assert found(gilt="vorbei") == {old} and found(gilt="spaeter") == {office}
    assert found(gilt="jetzt") == {person, mute, catching}
