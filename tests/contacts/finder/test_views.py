import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.enums import Concern
from contacts.finder.places import Found
from contacts.models import Channel, Person, Responsibility
from networks.models import Field, Organisation
from programmes.models import Programme, SupportOffer
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import hide, make, read

pytestmark = pytest.mark.django_db
URL = "/foerderkontakt/"


def person(channels=(("telefon", "0341 4711-0"),), **values):
    task = make(Responsibility, **{"concern": "ausland", "task": "Reisen", **values})
    for kind, value in channels:
        make(Channel, person=task.person, kind=kind, value=value, source=task.source)
    return task


def catching(name="Fördernest", **values):
    office = make(Organisation, name=name)
    make(Channel, organisation=office, kind="e-mail", value="rat@nest.example")
    return make(Responsibility, office=office, is_fallback=True, task="Auskunft", **values)


def hidden_inputs(response) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())


def test_first_page_asks_for_the_concern(client):
    page = client.get(URL).content.decode()

    assert re.search(r"<legend>\s*<h1>Worum geht es\?</h1>", page)
    assert page.count('type="radio"') == len(Concern) and page.count("<h1") == 1
    assert '<meta name="robots" content="noindex,follow">' in page and 'rel="canonical"' not in page
    assert "Zurück" not in read(client.get(URL))


def test_questions_keep_the_answers_in_fixed_order(client):
    person(fields=[make(Field)])
    catching()
    response = client.get(f"{URL}?rolle=kmu&region=alle&anliegen=ausland")

    assert hidden_inputs(response) == [("anliegen", "ausland"), ("region", "alle"), ("rolle", "kmu")]
    page = response.content.decode()
    assert page.index('value="alle">') < page.index('type="radio"') < page.index('name="rolle"')


def test_summary_changes_one_answer_and_keeps_the_others(client):
    land = make(Region, name="Lichtland")
    person()
    response = client.get(URL, {"anliegen": "ausland", "region": land.slug, "rolle": "kmu"})
    page = response.content.decode()

    assert "Ort: Lichtland" in read(response, "h-angaben")
    assert page.index("Reisen") < page.index('id="angaben"')
    assert f'href="/foerderkontakt/?region={land.slug}&amp;rolle=kmu"' in page
    assert 'href="/foerderkontakt/?anliegen=ausland&amp;rolle=kmu"' in page


def test_back_leads_to_the_question_before(client):
    person()
    assert 'href="/foerderkontakt/">‹ Zurück' in client.get(f"{URL}?anliegen=ausland").content.decode()
    answer = client.get(f"{URL}?anliegen=ausland&region=alle").content.decode()
    assert 'href="/foerderkontakt/?anliegen=ausland">‹ Zurück' in answer


def test_typed_place_becomes_its_region_in_the_address(client):
    land = make(Region, name="Lichtland")
    response = client.get(f"{URL}?anliegen=ausland&region=&ort=%20lichtland%20&rolle=kmu")

    assert response.status_code == 302
    assert response.url == f"/foerderkontakt/?anliegen=ausland&region={land.slug}&rolle=kmu"


def test_chosen_land_loses_the_empty_field_for_the_place(client):
    land = make(Region)
    response = client.get(f"{URL}?anliegen=ausland&region={land.slug}&ort=")

    assert response.url == f"/foerderkontakt/?anliegen=ausland&region={land.slug}"


def test_ambiguous_place_is_chosen_from_a_list(client):
    first, second = (
        make(Region, name="Neustadt", kind="kreis", parent=make(Region, name=f"Land {name}")) for name in "AB"
    )
    response = client.get(URL, {"anliegen": "ausland", "region": "", "ort": "Neustadt"})
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count('type="radio"') == 2
    assert f'value="{first.slug}"' in page and f'value="{second.slug}"' in page
    assert "Land A" in page and "Land B" in page
    assert hidden_inputs(response) == [("anliegen", "ausland")]


def test_unknown_place_says_so_and_offers_the_list(client):
    make(Region, name="Lichtland")
    response = client.get(URL, {"anliegen": "ausland", "ort": "Nirgendwo <b>"})
    page = response.content.decode()

    assert "kennen wir nicht" in read(response) and "wählen Sie Ihr Land aus" in read(response)
    assert 'value="Nirgendwo &lt;b&gt;"' in page and "<option" in page and 'aria-describedby="fehler"' in page
    assert "<title>Fehler: " in page


def test_names_that_are_close_lead_on(client, monkeypatch):
    land = make(Region, name="Lichtland")
    answers = {"Lichtlant": Found(similar=("Lichtland",), message="Unbekannt."), "Lichtland": Found(region=land)}
    monkeypatch.setattr("contacts.finder.views.look_up", answers.get)
    page = client.get(f"{URL}?anliegen=ausland&rolle=kmu&ort=Lichtlant").content.decode()
    link = re.search(r'Meinten Sie.*?href="([^"]+)">Lichtland<', page, re.DOTALL)[1].replace("&amp;", "&")

    assert client.get(link).url == f"/foerderkontakt/?anliegen=ausland&region={land.slug}&rolle=kmu"


def test_nothing_chosen_says_so(client):
    assert "Bitte geben Sie einen Ort ein" in read(client.get(f"{URL}?anliegen=ausland&region=&ort="))


def test_unknown_answer_says_so_at_its_question_only(client):
    person()
    assert "Diese Antwort kennen wir nicht" in read(client.get(f"{URL}?anliegen=tanzen"))
    assert "Diese Antwort kennen wir nicht" in read(client.get(f"{URL}?anliegen=ausland&region=nirgends"))
    assert "kennen wir nicht" not in read(client.get(f"{URL}?anliegen=ausland&region=alle&rolle=koenigin"))


def test_confirmed_person_needs_no_warning(client):
    person(person=make(Person, family_name="Docht", checked_on=date.today()))
    catching()
    page = read(client.get(f"{URL}?anliegen=ausland&region=alle"))

    assert "Ihre Ansprechperson" in page and "Docht" in page and "Geprüft am" in page
    assert "bitte nachfragen" not in page


@pytest.mark.parametrize(
    "stand, channel, words",
    [
        ("Juli 2018", ("telefon", "0341 1"), "Angabe vom Juli 2018 – bitte nachfragen."),
        ("18.07.2018", ("e-mail", "a@netz.example"), "Angabe vom 18.07.2018 – bitte nachfragen."),
        ("2021", ("telefon", "0341 1"), "Angabe von 2021 – bitte nachfragen."),
        ("Sommer 2023", ("web", "https://netz.example/"), "Angabe vom Sommer 2023 – bitte nachsehen."),
        ("Ende 2018", ("post", "Docht 1, Leipzig"), "Angabe von Ende 2018 – bitte nachfragen."),
    ],
)  # fmt: skip
def test_unconfirmed_statement_says_how_old_it_is_and_what_to_do(stand, channel, words, client):
    person([channel], source=make(SourceDocument, as_of=stand))

    assert words in read(client.get(f"{URL}?anliegen=ausland&region=alle"))


def test_person_without_channel_never_leads_alone(client):
    office = make(Organisation, name="Lichtamt")
    make(Channel, organisation=office, kind="telefon", value="0341 99")
    person([], person=make(Person, family_name="Stumm", organisation=office))
    page = client.get(f"{URL}?anliegen=ausland&region=alle").content.decode()

    assert "Ihre zuständige Stelle" in page and 'href="tel:+4934199"' in page
    assert "Fragen Sie nach" in page and "Stumm" in page


def test_person_without_any_channel_is_named_and_the_fallback_leads(client):
    person([], person=make(Person, family_name="Stumm"))
    catching()
    page = read(client.get(f"{URL}?anliegen=ausland&region=alle"))

    assert page.index("Mögliche Anlaufstelle") < page.index("rat@nest.example") < page.index("Stumm")
    assert "aber keinen Kontaktweg" in page


def test_faulty_channel_alone_is_no_way_to_ask(client):
    task = make(Responsibility, concern="ausland")
    make(Channel, person=task.person, value="0341", is_faulty=True, fault="Ziffern fehlen.")
    catching()

    assert "Mögliche Anlaufstelle" in read(client.get(f"{URL}?anliegen=ausland&region=alle"))


def test_nobody_known_is_said_and_leads_on(client):
    response = client.get(f"{URL}?anliegen=ausland&region=alle")

    assert "Für Ihre Angaben kennen wir niemanden" in read(response)
    assert 'href="/ansprechpersonen/"' in response.content.decode()


def test_programmes_that_hold_at_the_place_the_answer_first(client):
    country = make(Region, kind="staat")
    land, other = make(Region, parent=country), make(Region, parent=country)
    wide, narrow, own = (make(Programme, name=name) for name in ("Alles", "Berg", "Zaun"))
    wide.regions.add(country)
    narrow.regions.add(land)
    own.regions.add(country)
    make(Programme, name="Fern", regions=[other])
    hide(make(Programme, name="Entwurfsprogramm", regions=[land]))
    person(programme=own, regions=[land])
    found = client.get(URL, {"anliegen": "ausland", "region": land.slug}).context["answer"].programmes

    assert found == [own, narrow, wide]


def test_offers_that_help_with_the_concern_at_the_place(client):
    land, other = make(Region), make(Region)
    here = make(SupportOffer, kind="beratung", regions=[land])
    everywhere = make(SupportOffer, kind="accelerator")
    make(SupportOffer, kind="beratung", regions=[other])
    make(SupportOffer, kind="datenbank", regions=[land])
    catching()
    found = client.get(URL, {"anliegen": "unternehmen-gruenden", "region": land.slug}).context["answer"].offers

    assert found == [here, everywhere]


def test_link_to_the_answer_can_be_read_and_followed(client):
    person()
    response = client.get(f"{URL}?region=alle&anliegen=ausland&feld=&unsinn=1")

    assert "http://testserver/foerderkontakt/?anliegen=ausland&region=alle" in read(response, "h-link")


def test_answer_follows_every_edit_at_once(client):
    task = person()
    catching()
    assert "Ihre Ansprechperson" in read(client.get(f"{URL}?anliegen=ausland&region=alle"))
    task.person.channels.all().delete()
    assert "Mögliche Anlaufstelle" in read(client.get(f"{URL}?anliegen=ausland&region=alle"))
    make(Channel, person=task.person, value="0341 5")
    assert "Ihre Ansprechperson" in read(client.get(f"{URL}?anliegen=ausland&region=alle"))
    task.concern = "beitreten"
    task.save()
    assert "Mögliche Anlaufstelle" in read(client.get(f"{URL}?anliegen=ausland&region=alle"))


def test_home_programmes_and_region_lead_to_the_finder(client):
    land = make(Region)
    for url in ("/", "/foerderprogramme/"):
        page = client.get(url).content.decode()
        assert "Wer ist zuständig?" in page.split("<main", 1)[1].split('href="/foerderkontakt/"', 1)[1]
    assert f'href="/foerderkontakt/?region={land.slug}"' in client.get(land.get_absolute_url()).content.decode()


@pytest.mark.once
def test_budget_of_queries(client, django_assert_max_num_queries):
    field, land = make(Field), make(Region)
    for number in range(12):
        person(fields=[field], priority=number, source=make(SourceDocument), regions=[land])
        catching(f"Nest {number}", regions=[land])
    for query in ("", "?anliegen=ausland", f"?anliegen=ausland&region={land.slug}"):
        client.get(URL + query)
        with django_assert_max_num_queries(12):
            assert client.get(URL + query).context["question"]
    result = f"{URL}?anliegen=ausland&region={land.slug}&feld={field.slug}"
    client.get(result)
    with django_assert_max_num_queries(20):
        assert client.get(result).context["answer"].lead


nonsense = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\0", "%", "alle", "anderes", "ausland", "sachsen", "-1", "9" * 400, "😀", "../", "<b>", "x" * 9_000]
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(["anliegen", "region", "feld", "rolle", "ort", "x"]), nonsense), max_size=7
    )
)
def test_any_nonsense_gets_a_page_or_a_clean_address(pairs, client):
    query = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)
    response = client.get(URL, query)

    assert response.status_code in (200, 302)
    if response.status_code == 302:
        assert response.url.startswith(URL) and "ort=" not in response.url
