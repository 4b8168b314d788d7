"""What the lines of a list name, and what is said of those that nobody understands."""

import pytest

from networks.models import Network
from pages.markdown import links_of, render_led
from publishing.enums import State
from regions.models import Region
from stories.chosen import faults, lines
from stories.models import Part, Story
from stories.woven import Entry, Woven
from tests.admin_pages import errors, save
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_a_line_is_an_address_of_the_portal_and_what_is_said_of_it(settings):
    settings.SITE_URL = "https://netz.example"
    text = "https://netz.example/netzwerke/?region=x\n\n/netzwerke/netz – Mit Verzeichnis.\nhttps://fremd.example/netzwerke/"

    found = [(line.number, line.path, line.query, line.remark) for line in lines(text)]

    assert found == [
        (1, "/netzwerke/", "region=x", ""),
        (3, "/netzwerke/netz/", "", "Mit Verzeichnis."),
        (4, "", "", ""),
    ]


def test_what_nobody_understands_is_named_with_its_line():
    make(Network, slug="netz")
    moved = make(Network, slug="frueher")
    moved.slug = "jetzt"
    moved.save()
    make(Region, slug="testland")
    good = "/netzwerke/netz/\n/netzwerke/frueher/\n/netzwerke/?region=testland&seite=2\n/ansprechpersonen/"

    assert faults(good) == []
    assert faults(
        "/netzwerke/nie/\n/ueber/\nnetz\n/netzwerke/?region=atlantis\n/netzwerke/?quatsch=1\n/regionen/testland/"
    ) == [
        "Zeile 1: Den Eintrag „/netzwerke/nie/“ gibt es nicht.",
        "Zeile 2: „/ueber/“ ist weder eine Liste noch ein Eintrag dieses Portals.",
        "Zeile 3: „netz“ ist weder eine Liste noch ein Eintrag dieses Portals.",
        "Zeile 4: „Region ‚atlantis‘“ gibt es in dieser Liste nicht.",
        "Zeile 5: „Parameter ‚quatsch‘“ gibt es in dieser Liste nicht.",
        "Zeile 6: „/regionen/testland/“ ist weder eine Liste noch ein Eintrag dieses Portals.",
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[Worte](/netzwerke/alt/)", '<a href="/netzwerke/neu/">Worte</a>'),
        ("[](/netzwerke/alt/#kontakt)", '<a href="/netzwerke/neu/#kontakt">Netz [1]</a>'),
        ("[weg](/netzwerke/weg/) bleibt", "weg bleibt"),
        ('[weg](/netzwerke/weg/ "Titel")', "weg"),
        ("[weg][1]\n\n[1]: /netzwerke/weg/", "weg"),
        ("[weg](</netzwerke/weg/>)", "weg"),
        ("[a [b] c](/netzwerke/weg/)", "a [b] c"),
        ("[weg]( /netzwerke/weg/ )", "weg"),
        ("[weg](/netzwerke/weg/?x=(1))", "weg"),
        ("[weg](/netzwerke//weg/)", "weg"),
        ("[weg](/netzwerke/we%67)", "weg"),
        ("**[weg](/netzwerke/weg/)**", "<strong>weg</strong>"),
        ("<http://testserver/netzwerke/weg/>", "http://testserver/netzwerke/weg/"),
        ("http://testserver/netzwerke/alt/.", '<a href="/netzwerke/neu/">Netz [1]</a>.'),
        ("[Liste](/netzwerke/?region=x)", '<a href="/netzwerke/?region=x">Liste</a>'),
        (
            "[außen](https://fremd.example/netzwerke/alt/)",
            '<a href="https://fremd.example/netzwerke/alt/">außen</a>',
        ),
        ("[Post](mailto:a@b.example)", '<a href="mailto:a@b.example">Post</a>'),
        ("[kaputt](/netzwerke/alt/", "[kaputt](/netzwerke/alt/"),
    ],
)
def test_links_lead_where_their_entries_are_today(text, shown):
    entry = Entry(("netzwerk", 1), "Netz [1]", "/netzwerke/neu/")

    assert render_led(text, Woven(entries={"/netzwerke/alt/": entry}).lead) == f"<p>{shown}</p>\n"


@pytest.mark.once
def test_links_are_found_however_they_are_written():
    text = "# [a](/1/)\n\n- **[b]( </2/> 'x')** und [c][d]\n\n[d]: /3/"

    assert list(links_of(text)) == ["/1/", "/2/", "/3/"]


def parts(*rows: dict) -> dict[str, str]:
    sent = {"parts__TOTAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        row = {"certainty": "genannt"} | row
        sent |= {f"parts__{number}__{name}": value for name, value in row.items()}
    return sent


def test_an_editor_writes_a_story_in_one_form(admin_client, settings):
    network = make(Network, slug="netz")
    rows = parts(
        {"kind": "tipp", "heading": "Tipp", "text": "Rufen Sie an."},
        {
            "kind": "liste",
            "heading": "Netze",
            "entries": f"{settings.SITE_URL}/netzwerke/?region=\n{network.get_absolute_url()} Gut.",
        },
    )

    response = save(admin_client, Story, title="Neu erzählt", summary="Kurz.", **rows)
    assert response.status_code == 302, errors(response)

    story = Story.objects.get()
    assert [(part.kind, part.heading, part.entries) for part in story.parts.all()] == [
        ("tipp", "Tipp", ""),
        ("liste", "Netze", "/netzwerke/?region=\n/netzwerke/netz/ – Gut."),
    ]


def test_what_is_pasted_from_a_word_processor_shows_as_it_looked(admin_client, client, settings):
    network = make(Network, name="Lichtnetz")
    pasted = (
        f"Wir bieten:\r\n\uf0b7\tRat\r\no\tvor\u00a0Ort\r\n\uf0b7\tGe\u00adld\r\n"
        f"Mehr: {settings.SITE_URL}{network.get_absolute_url()}"
    )
    tip = {"kind": "tipp", "text": pasted}

    response = save(admin_client, Story, title="Neu", summary="Kurz.", body=pasted, **parts(tip))
    assert response.status_code == 302, errors(response)
    story = Story.objects.get()
    story.state = State.PUBLISHED
    story.save()

    shown = client.get(story.get_absolute_url()).content.decode().replace("\n", "")
    own = "<p>Wir bieten:</p><ul><li>Rat<ul><li>vor Ort</li></ul></li><li>Geld</li></ul>"
    assert shown.count(f'{own}<p>Mehr: <a href="{network.get_absolute_url()}">Lichtnetz</a></p>') == 2


def test_the_editors_own_words_are_from_no_source(admin_client):
    """Who says where they know it from says it of statements, not of a tip of their own."""
    make(Network, slug="netz")
    rows = parts(
        {"kind": "tipp", "text": "Rufen Sie an."}, {"kind": "liste", "heading": "Netze", "entries": "/netzwerke/netz/"}
    )
    call = {"herkunft-kind": "anruf", "herkunft-who": "Erika Muster", "herkunft-dated": "30.11.2026"}

    response = save(admin_client, Story, title="Erzählt", summary="Kurz.", **rows, **call)
    assert response.status_code == 302, errors(response)

    story = Story.objects.get()
    assert {part.source for part in story.parts.all()} == {None}
    assert [one.source.title[:5] for one in story.citations.all()] == ["Anruf"]

    response = save(admin_client, story, parts__0__text="Rufen Sie bald an.", **call)
    assert response.status_code == 302, errors(response)
    assert {part.source for part in story.parts.all()} == {None}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "tipp", "text": "[hier](/netzwerke/nie/)"}, "Den Eintrag „/netzwerke/nie/“ gibt es nicht."),
        ({"kind": "tipp", "text": "[][1]\n\n[1]: /netzwerke/nie/"}, "Den Eintrag „/netzwerke/nie/“ gibt es nicht."),
        ({"kind": "liste", "heading": "Netze", "entries": "/netzwerke/nie/"}, "Zeile 1: Den Eintrag"),
        ({"kind": "liste", "heading": "Netze"}, "Bitte mindestens eine Adresse eintragen."),
        ({"kind": "frage", "text": "Weil."}, "Bitte die Frage eintragen."),
        ({"kind": "bild", "heading": "Ein Bild"}, "Bitte ein Bild wählen."),
        ({"kind": "tipp", "text": "So.", "entries": "/netzwerke/"}, "Adressen zeigt nur eine Liste"),
    ],
)
def test_what_a_part_lacks_is_said_at_its_place(admin_client, row, words):
    response = save(admin_client, Story, title="Neu erzählt", summary="Kurz.", **parts(row))

    assert words in errors(response) and not Part.objects.exists()
