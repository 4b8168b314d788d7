"""What an answer says of itself: how sure, how old, for which region; and what helps besides."""

import pytest

from contacts.models import Channel, Person, Responsibility
from networks.models import Field, Network, Organisation
from programmes.models import Programme, SupportOffer
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import hide, make, read

pytestmark = pytest.mark.django_db
URL = "/foerderkontakt/"


def person(name="Docht", number="0341 4711-0", **values):
    task = make(Responsibility, **{"concern": "beitreten", "person": make(Person, family_name=name), **values})
    make(Channel, person=task.person, kind="telefon", value=number, source=task.source)
    return task


def office(name="Nest", **values):
    body = make(Organisation, name=name)
    make(Channel, organisation=body, kind="web", value="https://nest.example/")
    return make(Responsibility, **{"office": body, "is_fallback": True, **values})


@pytest.fixture
def land():
    return make(Region, name="Lichtland", parent=make(Region, kind="staat"))


@pytest.fixture
def towns(land):
    """Under the keys of two Kreise that lie side by side."""
    named = (("Lichtstadt", "08222"), ("Lichtdorf", "08226"))
    return [make(Region, kind="kreis", parent=land, name=name, ags=ags) for name, ags in named]


def answer(client, region, concern="beitreten", **more):
    return client.get(URL, {"anliegen": concern, "region": region.slug, "feld": "alle", "rolle": "alle"} | more)


@pytest.mark.parametrize(
    "values, title, words",
    [
        (
            {},
            "Ihre Ansprechperson",
            "Laut Quelle: Auskunft (Lichtland). Dass das zu „Einem Netzwerk beitreten“",
        ),
        ({"certainty": "angedeutet"}, "Mögliche Ansprechperson", "ausdrücklich sagt sie es nicht."),
        ({"certainty": "erschlossen"}, "Mögliche Ansprechperson", "Die Redaktion nimmt an, dass Sie hier"),
    ],
)
def test_title_and_reason_say_how_far_a_source_says_it(values, title, words, land, client):
    person(regions=[land], **values)
    response = answer(client, land)

    assert response.context["answer"].title == title and words in read(response)


def test_office_for_whatever_is_asked_is_a_possible_one(land, client):
    office(regions=[land])
    response = answer(client, land)

    assert response.context["answer"].title == "Mögliche Anlaufstelle"
    assert "Allgemeine Anlaufstelle für Lichtland. Ob sie für Ihr Anliegen zuständig ist, sagt keine" in read(response)
    assert "für jedes Anliegen" not in read(response)


def test_oldest_part_of_a_statement_dates_it(land, client):
    old, new = make(SourceDocument, as_of="2021"), make(SourceDocument, as_of="Juli 2023")
    body = make(Organisation, name="Amt")
    make(Channel, organisation=body, kind="web", value="https://amt.example/", source=new)
    make(Responsibility, concern="beitreten", person=make(Person, organisation=body), regions=[land], source=old)
    page = read(answer(client, land))

    assert "Angabe von 2021 – bitte nachsehen" in page
    assert "Juli 2023 –" not in page and "Stand: Juli 2023" not in page


def test_one_line_says_how_old_the_answer_is(land, client):
    for number in range(3):
        person(f"Docht{number}", regions=[land], source=make(SourceDocument, as_of="2019"))

    assert answer(client, land).content.decode().count("np-finder__advice") == 1


def test_nobody_here_is_said_first_and_whoever_is_near_is_no_local(towns, client):
    town, village = towns
    person(regions=[town])
    office()
    response = answer(client, village)
    page = read(response)

    assert page.index("Hier kennen wir niemanden") < page.index("Nicht für Ihre Region zuständig")
    assert page.index("sondern für: Lichtstadt") < page.index("Docht")
    assert [stop.name for stop in response.context["answer"].alternatives] == ["Nest"]


def test_whoever_is_near_never_comes_before_somebody_responsible_here(towns, land, client):
    town, village = towns
    person("Nachbar", regions=[town])
    person("Eigen", regions=[land])

    found = answer(client, village).context["answer"]

    assert (found.title, found.lead.name, found.alternatives) == ("Ihre Ansprechperson", "Erika Eigen", [])


def test_other_concerns_keep_the_office_and_name_the_neighbour_last(towns, client):
    town, village = towns
    person("Nachbar", concern="unternehmen-gruenden", regions=[town])
    office()
    found = answer(client, village, "unternehmen-gruenden").context["answer"]

    assert (found.lead.name, found.alternatives[0].name) == ("Nest", "Erika Nachbar")
    assert found.nobody_here and found.alternatives[0].is_near


def test_town_in_the_region_asked_for_is_a_part_of_it(towns, land, client):
    person(regions=[towns[0]])
    response = answer(client, land)

    assert response.context["answer"].title == "Zuständig in Ihrer Region für: Lichtstadt"
    assert "Nicht für Ihre ganze Region zuständig, nur für: Lichtstadt" in read(response)
    assert "Hier kennen wir niemanden" not in read(response)


def test_nearest_comes_before_others_of_the_land(towns, land, client):
    far = make(Region, kind="kreis", parent=land, name="Lichtheim", ags="08317")
    person("Weit", regions=[far])
    person("Nah", regions=[towns[0]])
    found = answer(client, towns[1]).context["answer"]

    assert [found.lead.name, *(stop.name for stop in found.alternatives)] == ["Erika Nah", "Erika Weit"]


def test_another_land_is_not_near(land, client):
    elsewhere = make(Region, parent=land.parent)
    person(regions=[elsewhere])
    office()
    found = answer(client, land).context["answer"]

    assert found.lead.name == "Nest" and found.alternatives == []
    assert "Mögliche Anlaufstelle für ganz Deutschland" in read(answer(client, land))


def test_field_is_asked_for_people_next_door(towns, client):
    town, village = towns
    fields = [make(Field, name=name) for name in ("Licht", "Schatten")]
    for field in fields:
        person(f"Frau {field.name}", regions=[town], fields=[field])
    asked = client.get(URL, {"anliegen": "beitreten", "region": village.slug})

    assert {option.value for option in asked.context["question"].options} > {field.slug for field in fields}
    assert answer(client, village, feld=fields[1].slug).context["answer"].lead.name == "Erika Frau Schatten"


# --- What helps besides


def network(name, region, surname, **values):
    found = make(Network, name=name, regions=[region], **values)
    task = make(Responsibility, network=found, person=make(Person, family_name=surname), task="Kontakt")
    make(Channel, person=task.person, value="0341 1")
    return found


def test_networks_with_people_stand_in_the_answer_the_place_first(towns, land, client):
    town, village = towns
    valley = make(Region, kind="funktional", parent=land.parent, covers=towns)
    near = network("Alt-Netz", town, "Nah")
    here = network("Neu-Netz", village, "Hier")
    network("Tal-Netz", valley, "Tal")
    network("Fern", make(Region, parent=land.parent), "Fern")
    network("Zu Ende", village, "Vorbei", stated_status="beendet")
    make(Network, name="Ohne", regions=[village])
    hide(network("Entwurf", village, "Entwurf"))
    office()
    response = answer(client, village)
    lines = response.context["answer"].networks

    assert [line.network.name for line in lines] == ["Neu-Netz", "Tal-Netz", "Alt-Netz"]
    assert [line.is_near for line in lines] == [False, False, True]
    assert (lines[0].network, lines[2].network) == (here, near)
    assert 'href="tel:+493411"' in response.content.decode()


def test_person_who_leads_is_not_named_again(land, client):
    net = make(Network, name="Netz", regions=[land])
    person(network=net, regions=[land])

    assert answer(client, land).context["answer"].networks == []


def test_networks_of_another_field_are_left_out(land, client):
    light, dark = make(Field, name="Licht"), make(Field, name="Schatten")
    network("Licht-Netz", land, "Hell", fields=[light])
    network("Schatten-Netz", land, "Dunkel", fields=[dark])
    office()
    found = answer(client, land, feld=light.slug).context["answer"].networks

    assert [line.network.name for line in found] == ["Licht-Netz"]


def test_network_with_an_offer_that_helps_comes_first(land, client):
    network("Alt-Netz", land, "Alt")
    helping = network("Neu-Netz", land, "Neu")
    make(SupportOffer, kind="accelerator", networks=[helping], regions=[land])
    office()
    found = answer(client, land, "unternehmen-gruenden").context["answer"]

    assert [line.network.name for line in found.networks] == ["Neu-Netz", "Alt-Netz"]
    assert found.offers


def test_programme_of_a_larger_area_says_that_it_may_not_hold_here(land, client):
    make(Programme, name="Weit", regions=[land.parent])
    make(Programme, name="Eng", regions=[land])
    office()
    page = read(answer(client, land, "vorhaben-foerdern"), "h-programme")

    assert page.count("sagt die Quelle nicht") == 1
    assert page.index("Eng") < page.index("Weit") < page.index("sagt die Quelle nicht")
