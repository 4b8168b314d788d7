"""The search of the desk finds whatever names an entry, in any state, and only shows what the account may see."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType

from accounts.models import Editor
from cases.models import Case
from contacts.models import Channel, Person
from lookup.typed import Typed
from networks.models import Network, Organisation, Place
from publishing.enums import State
from publishing.models import Link, Name, SlugHistory, SourceDocument
from reports.models import Report
from tests.factories import hide, make, read
from tests.roles import administrator, change, editor, signed_in

pytestmark = pytest.mark.django_db

SEARCH = "/redaktion/suche/"


def found(client, text: str, **more) -> list[str]:
    page = client.get(SEARCH, {"q": text, **more}).content.decode()
    sections = re.findall(r'<section class="np-found".*?</section>', page, re.DOTALL)
    return re.findall(r'<a href="(/redaktion/[^"?]+)"', "".join(sections))


def page_of(record) -> str:
    return f"/redaktion/eintrag/{record._meta.label_lower}/{record.pk}/"


@pytest.fixture
def desk():
    return signed_in(editor())


def test_names_of_every_kind_and_state_in_any_spelling(desk):
    draft = hide(make(Network, name="Lichtnetz Müritz’s Ufer"))
    gone = hide(make(Organisation, name="Lichthaus"), State.ARCHIVED)
    source = make(SourceDocument, title="Lichtbericht der Stadt", short_title="Lichtbericht")
    other = make(Network, name="Dunkelnetz")
    make(Name, subject=other, name="Früheres Lichtforum", kind="frueher")

    assert found(desk, "licht") == [*map(page_of, [draft, other, gone, source])]
    assert found(desk, "MÜRITZ's lichtnetz") == [page_of(draft)]
    assert found(desk, "früheres LICHTFORUM") == [page_of(other)]
    page = read(desk.get(SEARCH, {"q": "licht"}))
    assert "4 Treffer" in page and "Entwurf" in page and "Archiviert" in page and "auch: Früheres Lichtforum" in page


@pytest.mark.parametrize("typed", ["0621 293-3351", "+49 621 2933351", "0049 (0)621/293 33 51", "Tel.: 0621.2933351"])
@pytest.mark.parametrize("stated", ["0621 / 293-33 51", "+49 (0) 621 293-3351"])
def test_a_telephone_number_in_any_notation(desk, typed, stated):
    person, other = make(Person), make(Person)
    make(Channel, person=person, kind="telefon", value=stated)
    make(Channel, person=other, kind="telefon", value="0621 2933352")

    assert found(desk, typed) == [page_of(person)]


def test_addresses(desk):
    person, office, network = make(Person), make(Organisation), make(Network)
    place = make(Place, address="Uferweg 12, 17192 Waren")
    make(Channel, person=person, kind="e-mail", value="Anna.Henel@stadt.example")
    make(Channel, organisation=office, kind="post", value="Rathausplatz 1, 68161 Mannheim")
    make(Link, subject=network, kind="website", label="Website", url="https://www.lichtnetz.example/start/")

    assert found(desk, "mailto:anna.henel@stadt.example") == [page_of(person)]
    assert found(desk, "68161 rathausplatz") == [page_of(office)]
    assert found(desk, "http://lichtnetz.example/") == [page_of(network)]
    assert found(desk, "uferweg waren") == [page_of(place)]


def test_numbers_and_addresses_of_entries_now_and_formerly(desk):
    network = make(Network, slug="lichtnetz", name="Netz am Ufer")
    about = ContentType.objects.get_for_model(Network)
    SlugHistory.objects.create(content_type=about, object_id=network.pk, slug="lichtverein")

    for text in (
        f"Nr. {network.pk}",
        f"#{network.pk}",
        "/netzwerke/lichtnetz/",
        "https://x.example/netzwerke/lichtverein",
        f"https://x.example{page_of(network)}",
        "lichtverein",
        f"/redaktion/networks/network/{network.pk}/change/",
    ):
        assert page_of(network) in found(desk, text), text
    assert found(desk, "/orte/lichtnetz/") == []


def test_what_else_the_desk_keeps_is_found_by_whom_it_is_for(desk):
    keeper, admin = editor(username="karin.maier"), signed_in(administrator())
    case = Case.objects.create(title="Lichtnetz aufnehmen", created_by=keeper)
    report = make(Report, kind="fehler", text="Die Nummer ist falsch.", path="/netzwerke/lichtnetz/")

    assert found(desk, "aufnehmen") == found(desk, f"Vorgang {case.pk}") == [case.get_absolute_url()]
    assert found(desk, report.number) == [f"/redaktion/reports/report/{report.pk}/change/"]
    assert found(desk, "karin.maier") == []
    assert found(admin, "karin.maier") == [f"/redaktion/accounts/editor/{keeper.pk}/change/"]


def test_many_of_a_kind_have_a_list_of_their_own(desk):
    for number in range(61):
        make(Network, name=f"Lichtnetz {number:02}")
    make(Organisation, name="Lichthaus")

    assert len(found(desk, "licht")) == 9
    assert "Alle 61 anzeigen" in read(desk.get(SEARCH, {"q": "licht"}))
    assert len(found(desk, "licht", art="networks.network")) == 50
    assert len(found(desk, "licht", art="networks.network", seite="2")) == 11
    assert desk.get(SEARCH, {"q": "licht", "art": "networks.network", "seite": "9"}).status_code == 404


def test_an_open_change_is_said_and_nothing_found_leads_on(desk):
    network = make(Network, name="Lichtnetz")
    change(network, editor(), summary="Neu.")

    assert "Freigegeben, Änderung in Prüfung" in read(desk.get(SEARCH, {"q": "lichtnetz"}))
    nothing = desk.get(SEARCH, {"q": "Xylophonverein"}).content.decode()
    assert "ist nichts da" in nothing and '<a href="/redaktion/networks/network/add/">' in nothing


NONSENSE = [
    "", "q=", "q=%00", "q=%25", "q=x&art=unsinn", "q=x&art=auth.group", "q=.&seite=x", "q=999999999",
    "q=a+b+c+d+e+f+g+h+i+j", "q=''''", "q=@",
]  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_gets_a_page(desk, query):
    assert desk.get(f"{SEARCH}?{query}").status_code == 200


@pytest.mark.once
def test_costs_a_fixed_number_of_queries(desk, django_assert_max_num_queries):
    for number in range(12):
        network = make(Network, name=f"Lichtnetz {number}")
        make(Name, subject=network, name=f"Lichtverein {number}", kind="frueher")
    found(desk, "warm")

    with django_assert_max_num_queries(40):
        assert len(found(desk, "licht")) == 8


def test_the_search_and_what_is_new_are_on_every_page_and_nothing_for_an_account_without_role():
    without = Editor.objects.create_user("neu", is_staff=True)
    page = signed_in(editor()).get("/redaktion/networks/network/").content.decode()
    bare = signed_in(without).get("/redaktion/").content.decode()

    assert 'role="search"' in page and "/redaktion/networks/network/add/" in page and "/redaktion/hilfe/?zu=" in page
    assert 'id="np-suche"' not in bare and "/redaktion/hilfe/" in bare


@pytest.mark.parametrize(
    ("text", "digits"),
    [("+49 621 293", "621293"), ("0621/293", "621293"), ("(0621) 293", "621293"), ("115", ""), ("FM-2026-0012", "")],
)
def test_digits(text, digits):
    assert Typed.of(text).digits == digits
