"""The directory as a visitor meets it."""

from datetime import date

import pytest
from django.http import QueryDict

from directory.filters import DirectoryFilter
from memory.indexing import kept_facets
from networks.models import Field, Network
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, found, hide, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
URL = "/netzwerke/"
BY_NAME = {"sortierung": "name"}


def names(response) -> set[str]:
    return {url.split("/")[2] for url in results(response)}


def everything(client, query="") -> set[str]:
    """The networks on all pages of a list."""
    slugs, number = set(), 1
    while True:
        response = client.get(f"{URL}?{query}&seite={number}")
        slugs |= names(response) | {slug for line in response.context["results"] for slug, _ in line.parts}
        if number >= response.context["page"].pages:
            return slugs
        number += 1


def test_list_says_how_many_and_pages_through_all_of_them(client):
    published = Network.objects.published()

    assert found(client.get(URL)) == published.count()
    assert everything(client) == set(published.values_list("slug", flat=True))


def test_line_says_type_region_purpose_field_status_and_freshness(client):
    region, field = make(Region, name="Ackerland"), make(Field, name="Lichttechnik")
    source = make(SourceDocument, as_of="Juli 2018")
    network = make(
        Network,
        name="Aaa Netz",
        kind="hub",
        summary="Verbindet Lampen.",
        regions=[region],
        fields=[field],
        stated_status="unklar",
    )
    cite(network, source)
    page = read(client.get(URL, BY_NAME))

    line = page[page.index("Aaa Netz") :][:300]
    for words in ("Hub", "Ackerland", "Verbindet Lampen.", "Lichttechnik", "unklar (Stand Juli 2018)"):
        assert words in line
    network.checked_on, network.stated_status = date.today(), "aktiv"
    network.save()
    assert f"geprüft am {date.today():%d.%m.%Y}" in read(client.get(URL, BY_NAME))


def test_text_of_a_line_is_escaped(client):
    make(Network, name="Aaa <b>&", summary="<script>", fields=[make(Field, name="<i>")])
    page = client.get(URL, BY_NAME).content.decode()

    assert "Aaa &lt;b&gt;&amp;" in page
    assert "<script>" not in page and "<i>" not in page


def test_region_finds_what_lies_inside_and_what_shares_ground(client):
    sachsen, leipzig = (Region.objects.get(slug=slug) for slug in ("sachsen", "leipzig"))
    inside = make(Network, regions=[leipzig])
    wide = make(Network, regions=[Region.objects.get(slug="leipzig-halle")])
    elsewhere = make(Network, regions=[Region.objects.get(slug="berlin")])

    slugs = everything(client, "region=sachsen")
    assert {inside.slug, wide.slug} <= slugs
    assert elsewhere.slug not in slugs
    assert wide.slug in everything(client, "region=leipzig")
    assert "its-bb" in everything(client, "region=berlin")
    only_land = make(Network, regions=[sachsen])
    assert only_land.slug in everything(client, "region=lausitz"), "works in the part that lies in Sachsen, too"
    assert only_land.slug not in everything(client, "region=brandenburg")


def test_values_of_a_facet_add_up_and_facets_narrow_down(client):
    berlin, sachsen = everything(client, "region=berlin"), everything(client, "region=sachsen")

    assert everything(client, "region=berlin&region=sachsen") == berlin | sachsen
    assert everything(client, "region=berlin&typ=hub") == berlin & everything(client, "typ=hub")


def test_count_of_every_option_is_what_choosing_it_brings(client):
    make(Network, stated_status="beendet")
    for param in kept_facets(DirectoryFilter):
        counts = client.get(URL).context["listing"].selection.counts(param)
        assert any(counts.values()), param
        for value, count in counts.items():
            if count or param == "status":
                response = client.get(URL, {param: value})
                steps = response.context["steps"]  # of a region the number is that of the first
                assert (steps[0].number if steps else found(response)) == count, f"{param}={value}"


def test_text_finds_name_alias_and_purpose(client):
    network = make(Network, name="Zwiebelfisch", summary="Über Kuddelmuddel.")

    for text in ("zwiebelf", "kuddelmuddel", "kuddel zwiebel"):
        assert names(client.get(URL, {"q": text})) == {network.slug}
    assert "its-bb" in names(client.get(URL, {"q": "Digital Security Network"}))
    assert found(client.get(URL, {"q": "zwiebelfisch xyz"})) == 0


def test_ended_networks_are_hidden_with_a_note_that_shows_them(client):
    first = make(Network, name="Aaa Ende", stated_status="beendet")
    response = client.get(URL, BY_NAME)
    assert first.slug not in names(response)
    assert "1 beendetes Netzwerk ausgeblendet – einblenden" in read(response)

    assert first.slug in names(client.get(response.context["show_hidden_url"]))
    make(Network, name="Aaa Schluss", stated_status="beendet")
    assert "2 beendete Netzwerke ausgeblendet" in read(client.get(URL))


def test_sorting_changes_the_order_and_the_address_keeps_it(client):
    make(Network, name="Zzz Netz", checked_on=date(2026, 1, 1))
    response = client.get(URL, {"sortierung": "genannt"})

    assert results(response)[0] == "/netzwerke/zzz-netz/"
    assert response.context["next_url"] == "/netzwerke/?sortierung=genannt&seite=2"


def test_chips_and_clearing(client):
    page = read(client.get(URL, {"region": "berlin", "q": "netz"}))

    assert "Filter entfernen: Region Berlin" in page
    assert "Filter entfernen: Text „netz“" in page
    assert "Alle Filter löschen" in page


def test_filter_view_is_the_same_list_with_the_form_in_front(client):
    response = client.get(URL, {"region": "berlin", "ansicht": "filter"})
    page = response.content.decode()

    assert "<h1>Filter und Sortierung</h1>" in page
    assert 'class="np np-filterview"' in page
    assert 'value="berlin" checked' in page
    assert 'href="/netzwerke/?region=berlin"' in page, "cancelling leads back to the list"


def test_empty_list_names_the_search_and_ways_out(client):
    make(Network, kind="plattform", name="Plattnetz", regions=[make(Region, slug="nirgends", name="Nirgends")])
    response = client.get(URL, {"region": "nirgends", "typ": "konsortium"})
    page = read(response)

    assert "Nichts gefunden" in page and "Gesucht: Region Nirgends , Typ Konsortium" in page
    assert "Ohne „Typ: Konsortium“ 1 Ergebnis" in page
    way = next(way for way in response.context["listing"].relaxations() if "Typ" in way.label)
    assert found(client.get(way.url)) == way.count == 1


@pytest.mark.parametrize("query", ["region=berlin", "q=netz", "sortierung=genannt", "ansicht=filter"])
def test_filtered_lists_are_not_indexed(client, query):
    page = client.get(f"{URL}?{query}").content.decode()

    assert '<meta name="robots" content="noindex,follow">' in page
    assert 'rel="canonical"' not in page


@pytest.mark.parametrize(
    "query, canonical",
    [("", "/netzwerke/"), ("seite=2", "/netzwerke/?seite=2"), ("utm=1", "/netzwerke/"), ("region=", "/netzwerke/")],
)
def test_plain_pages_name_themselves(client, query, canonical):
    page = client.get(f"{URL}?{query}").content.decode()

    assert f'<link rel="canonical" href="http://testserver{canonical}">' in page
    assert 'name="robots"' not in page


def test_page_that_does_not_exist_leads_back(client):
    response = client.get(URL, {"seite": "999"})

    assert response.status_code == 404
    assert 'href="/netzwerke/"' in response.content.decode()


def test_nonsense_is_ignored_but_the_rest_counts(client):
    query = QueryDict(mutable=True)
    query.update({"region": "berlin", "typ": "unsinn", "x": "y", "seite": "abc", "sortierung": "zufall"})

    assert found(client.get(f"{URL}?{query.urlencode()}")) == found(client.get(URL, {"region": "berlin"}))


def test_change_shows_at_once(client):
    network = make(Network, name="Aaa Vorher")
    assert "Aaa Vorher" in read(client.get(URL, BY_NAME))
    network.name = "Aaa Nachher"
    network.save()
    page = read(client.get(URL, BY_NAME))
    assert "Aaa Nachher" in page and "Aaa Vorher" not in page
    hide(network)
    assert "Aaa Nachher" not in read(client.get(URL, BY_NAME))
