import pytest
from django.core.exceptions import ValidationError

from networks.models import Event, Field, Market, Network, NetworkMarket
from programmes.models import Programme
from tests.factories import hide, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_field_list_counts_a_parent_with_its_children(client):
    top = make(Field, name="Licht")
    below = make(Field, name="Laser", parent=top)
    make(Network, fields=[top])
    make(Network, fields=[below])

    assert "Licht 2 Netzwerke Laser 1 Netzwerk" in read(client.get("/felder/"))


def test_children_of_a_hidden_field_stay_in_the_list(client):
    make(Field, name="Laser", parent=hide(make(Field, name="Licht")))
    page = read(client.get("/felder/"))

    assert "Laser" in page and "Licht" not in page


def test_field_page_lists_networks_of_its_children_and_what_else_belongs_there(client):
    top = make(Field, name="Licht", definition="Alles, was leuchtet.", synonyms="Leuchten\nLampen\n")
    below = make(Field, name="Laser", parent=top)
    make(Network, name="Lasernetz", fields=[below])
    make(Network, name="Altnetz", fields=[below], stated_status="beendet")
    make(Programme, name="Leuchtprogramm", fields=[top])
    make(Event, name="Lichtfest", fields=[top])
    page = read(client.get(top.get_absolute_url()))

    assert "2 Netzwerke" in page and "Lasernetz" in page and "Altnetz" in page
    assert "Alles, was leuchtet." in page and "Auch gesucht als: Leuchten, Lampen" in page
    assert "Darunter Laser" in page
    assert "Leuchtprogramm" in page and "Lichtfest" in page


def test_empty_field_shows_the_broader_one(client):
    top = make(Field, name="Licht")
    make(Network, name="Lichtnetz", fields=[top])
    page = read(client.get(make(Field, name="Laser", parent=top).get_absolute_url()))

    assert "Für „Laser“ kennen wir noch kein Netzwerk." in page
    assert "Verwandt ist Licht" in page and "Lichtnetz" in page


def test_breadcrumb_names_the_parent(client):
    below = make(Field, name="Laser", parent=make(Field, name="Licht"))
    response = client.get(below.get_absolute_url())

    assert [crumb["label"] for crumb in response.context["breadcrumbs"]] == ["Felder und Märkte", "Licht", "Laser"]


def test_market_is_a_goal_not_a_seat(client):
    market = make(Market, name="Polen")
    make(NetworkMarket, market=market, network=make(Network, name="Lichtnetz"))
    make(Event, name="Reise", market=market)
    page = read(client.get(market.get_absolute_url()))

    assert "1 Netzwerk Lichtnetz" in page and "Reise" in page
    assert "Ein Zielmarkt ist ein Ziel der Netzwerke, nicht ihr Sitz." in page
    assert "Polen 1 Netzwerk" in read(client.get("/zielmaerkte/"))


def test_vocabulary_has_two_levels():
    below = make(Field, parent=make(Field))
    with pytest.raises(ValidationError, match="Das Vokabular hat zwei Ebenen"):
        Field(name="Dritte", slug="dritte", parent=below).full_clean()
    with pytest.raises(ValidationError, match="Das Vokabular hat zwei Ebenen"):
        below.parent.parent = make(Field)
        below.parent.full_clean()


def test_page_of_fields_leads_to_target_markets_too(client):
    make(Field, name="Licht", slug="licht")
    make(Market, name="Polen", slug="polen")
    page = client.get("/felder/").content.decode()

    assert "<h1>Felder und Märkte</h1>" in page
    assert 'href="/felder/licht/"' in page and 'href="/zielmaerkte/polen/"' in page
