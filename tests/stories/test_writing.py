"""The form of a story without JavaScript: parts of each kind, moved, taken out, with pictures sent along."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Editor
from cases.actions import release
from cases.parts import case_of
from networks.models import Field, Network, Organisation
from pictures.models import Picture
from publishing.actions import record_new
from publishing.enums import State
from publishing.models import Revision, SourceDocument
from regions.models import Region
from stories.models import Part, Story
from tests.admin_pages import admin_url, errors
from tests.factories import cite, make
from tests.html_forms import form_data
from tests.pictures.sent import decoded_here, drawn, saved
from tests.roles import editor, reviewer, signed_in
from tests.stored_pictures import lay_out

pytestmark = pytest.mark.django_db
NEW = admin_url(Story, "add")
TYPED = {"title": "Vor Ort", "summary": "Kurz."}
SAID = {"description": "Ein Stand.", "credit": "E. Muster", "licence": "cc-by-4"}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings, monkeypatch):
    decoded_here(monkeypatch)
    settings.PICTURE_DIR = tmp_path / "bilder"


@pytest.fixture
def author() -> Client:
    return signed_in(editor())


class Form:
    """A browser at the form of a story: what the page shows is sent with each button."""

    def __init__(self, client: Client, url: str = NEW):
        self.client, self.url = client, url
        self._read(client.get(url))

    def _read(self, response) -> None:
        self.response, self.page = response, response.content.decode()
        self.data = form_data(self.page, "story_form")

    def press(self, button: str, value: str = "1", **typed):
        sent = self.data | {key.replace("__", "-"): text for key, text in typed.items()}
        response = self.client.post(self.url, sent | {button: value})
        if response.status_code == 200:
            self._read(response)
        return response

    def arrange(self, step: str, **typed) -> "Form":
        assert self.press("_anordnen", step, **typed).status_code == 200
        return self

    def save(self, **typed):
        response = self.press("_continue", **typed)
        assert response.status_code == 302, errors(response)
        return Story.objects.latest("pk")


def photo(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", saved(drawn()) if content is None else content, "image/jpeg")


def test_parts_are_added_moved_and_taken_out_and_nothing_typed_is_lost(author):
    form = Form(author)
    assert "parts-0-kind" not in form.data
    form.arrange("dazu:frage", **TYPED)
    assert "errorlist" not in form.page and not Story.objects.exists()
    asked = form.page.split('id="parts-0-felder"')[1].split("<details")[0]
    assert "Frage:" in asked and "Antwort:" in asked and "parts-0-entries" not in asked
    form.arrange("dazu:tipp", parts__0__heading="Wer zahlt?", parts__0__text="Alle.")
    form.arrange("dazu:abschnitt", parts__1__text="Anrufen.", parts__1__as_of="kein Datum")
    assert form.data["parts-1-as_of"] == ["kein Datum"] and "errorlist" not in form.page
    form.arrange("hoch:2", parts__1__as_of="", parts__2__heading="Zuletzt", parts__2__text="Gedacht.")
    form.arrange("weg:1")
    assert "Kommt mit dem Sichern weg." in form.page and form.data["parts-1-text"] == ["Anrufen."]
    form.arrange("doch:1").arrange("hoch:2").arrange("weg:1").arrange("dazu:tipp")

    story = form.save()

    assert (story.title, story.summary) == ("Vor Ort", "Kurz.")
    assert [(part.kind, part.heading) for part in story.parts.all()] == [
        ("abschnitt", "Zuletzt"),
        ("frage", "Wer zahlt?"),
    ]

    form = Form(author, admin_url(story, "change"))
    first, last = story.parts.all()
    form.arrange("runter:0").arrange("dazu:tipp", parts__2__text="").save(parts__2__text="Neu.")
    assert [part.text for part in story.parts.all()] == ["Alle.", "Gedacht.", "Neu."]


def test_a_list_is_chosen_by_kind_field_and_region_and_becomes_a_line_of_it(author):
    land, field = make(Region, name="Testland", slug="testland", kind="land"), make(Field, name="Optik", slug="optik")
    make(Network, regions=[land], fields=[field])
    form = Form(author).arrange("dazu:liste", **TYPED)
    chooser = form.page.split('id="parts-0-felder"')[1].split("<details")[0]
    assert ">Netzwerke</option>" in chooser and ">Testland</option>" in chooser and ">Optik</option>" in chooser

    form.arrange("zeigen:0", parts__0__filter__feld="optik", parts__0__filter__region="testland")
    assert form.data["parts-0-entries"] == ["/netzwerke/?feld=optik&region=testland"]
    assert "Findet jetzt <strong>1</strong>" in form.page and form.data["parts-0-filter-feld"] == ["optik"]
    form.press("_continue", parts__0__filter__feld="gibtesnicht")
    assert not Story.objects.exists() and form.page.count("gibtesnicht") == 2, "on top and at its field"

    chosen = {"parts__0__filter__liste": "angebote", "parts__0__filter__feld": ""}
    story = form.save(**chosen, parts__0__filter__region="testland")  # without a button of its own
    assert story.parts.get().entries == "/angebote/?region=testland", "another choice is in place of the first"

    beside = {"parts__0__entries": "https://anderswo.example/\n\n/netzwerke/", "parts__0__filter__line": ""}
    kept = Form(author, admin_url(story, "change")).arrange("zeigen:0", **beside)
    typed = ["https://anderswo.example/", "", "/netzwerke/", "/angebote/?region=testland"]
    assert kept.data["parts-0-entries"][0].split("\n") == typed, "what is no address of ours is in nobody's place"

    again = Form(author, admin_url(story, "change"))
    assert again.data["parts-0-filter-liste"] == ["angebote"] and again.data["parts-0-filter-region"] == ["testland"]
    typed = "/angebote/?region=testland\n/netzwerke/?region=testland"
    again.save(parts__0__entries=typed)
    assert story.parts.get().entries.replace("\r", "") == typed, "what is typed stays"
    assert Form(author, admin_url(story, "change")).data["parts-0-filter-region"] == [""], "of several lines none is it"


def test_a_text_begins_with_the_house_and_the_only_region_of_who_writes():
    here, there = (make(Region, name=name, kind="land") for name in ("Hier", "Dort"))
    house = make(Organisation, name="Amt für Wirtschaft")
    begun = Form(signed_in(editor(regions=[here], office="Amt für Wirtschaft"))).data
    assert begun["herkunft-kind"] == ["mitteilung"] and begun["office"] == [str(house.pk)]
    assert begun["regions"] == [str(here.pk)]

    asked = Form(signed_in(editor(regions=[here])), f"{NEW}?regions={there.pk}").data
    assert asked["regions"] == [str(there.pk)], "what the address says comes first"

    of_two = Form(signed_in(editor(regions=[here, there], office="Ein Haus ohne Eintrag"))).data
    assert not any(of_two.get("office", [])) and not of_two.get("regions")


def test_what_is_said_to_lack_is_what_was_just_sent_lacks(author):
    """On top and in the bar: after a part was added, and when saving was refused; of another kind, too."""
    form = Form(author)
    assert {"Vorspann", "Text: eine Einleitung oder Teile"} < lacking(form)
    form.arrange("dazu:tipp", **TYPED)
    assert lacking(form) == {"Text: eine Einleitung oder Teile"}, "an empty part is none"
    form.press("_continue", parts__0__text="Rufen Sie an.", position="viele")
    assert "errorlist" in form.page and lacking(form) == set()
    form.press("_continue", parts__0__text="", summary="", position="viele")
    assert lacking(form) == {"Vorspann", "Text: eine Einleitung oder Teile"}
    story = form.save(summary="Da.", parts__0__text="Etwas.", position="")
    form = Form(author, admin_url(story, "change"))
    form.press("_continue", summary="", position="viele")
    assert lacking(form) == {"Vorspann"}, "what is saved is not what was sent"


def lacking(form: "Form") -> set[str]:
    return set(re.findall(r" · fehlt: (?:<a [^>]*>)?([^<·]+)", form.page))


def test_a_public_story_is_arranged_as_a_change(author):
    story = make(Story, title="Öffentlich", body="Text.")
    for text in ("Eins", "Zwei"):
        make(Part, story=story, kind="abschnitt", text=text, entries="")
    form = Form(author, admin_url(story, "change")).arrange("runter:0")
    assert not Revision.objects.exists()

    form.save()

    change = Revision.objects.get()
    rows = [row["fields"] for row in change.snapshot["parts"]["parts"].values()]
    assert sorted((row["position"], row["text"]) for row in rows) == [(1, "Zwei"), (2, "Eins")]
    assert [part.text for part in story.parts.all()] == ["Eins", "Zwei"]


def test_saving_what_is_as_it_was_changes_nothing(author):
    story = make(Story, title="Öffentlich", body="Text.")
    make(Part, story=story, kind="liste", entries="/netzwerke/")

    Form(author, admin_url(story, "change")).save()

    assert not Revision.objects.exists()


def test_a_picture_is_sent_in_the_form_and_handed_in_with_the_story(author):
    form = Form(author).arrange("dazu:bild", **TYPED)
    form.arrange("dazu:bild", **{"parts-0-bild-file-neu": photo(), "parts-0-bild-credit": "E. Muster"})
    kept = form.data["parts-0-bild-file"]
    assert kept[0] and "640 × 400 Bildpunkte" in form.page and not Picture.objects.exists()

    refused = form.press("_continue", **{"parts-1-bild-file-neu": photo(b"GIF89a"), "parts-0-bild-licence": "cc-by-4"})
    said = "Bitte beschreiben, was zu sehen ist"
    assert form.page.count(said) == 4, "of both, on top and at its field"
    assert "Bitte ein Bild wählen." not in form.page and said not in errors(refused)
    assert f'href="#id_parts-0-bild-description">Teile, 1. Zeile: Beschreibung: {said}' in form.page
    at = form.page.split(said)[3]
    assert at.index('name="parts-0-bild-description"') < at.index('name="parts-0-bild-credit"'), "right at its field"
    assert form.data["parts-0-bild-file"] == kept and form.data["parts-0-bild-credit"] == ["E. Muster"]
    assert not Picture.objects.exists() and not Story.objects.exists()

    form.arrange("weg:1")
    handed = form.press("_submit", **{f"parts-0-bild-{name}": text for name, text in SAID.items()})
    assert handed.status_code == 302, errors(handed)
    story, picture = Story.objects.get(), Picture.objects.get()
    assert story.parts.get().picture == picture and (picture.title, picture.credit) == ("Ein Stand.", "E. Muster")
    assert (story.state, picture.state) == (State.REVIEW, State.REVIEW)
    page = author.get(reverse("desk:entry", args=["pictures.picture", picture.pk])).content.decode()
    assert "Verwendet in" in page and f"/redaktion/eintrag/stories.story/{story.pk}/" in page
    assert f"/redaktion/eintrag/pictures.picture/{picture.pk}/" in Form(author, admin_url(story, "change")).page


def test_what_was_taken_for_a_picture_is_said_while_parts_are_arranged(author):
    form = Form(author).arrange("dazu:bild")

    form.arrange("dazu:tipp", **{"parts-0-bild-file-neu": photo(b"%PDF-1.7")})

    assert "Das Bild ist nicht angenommen:" in form.page
    there = form.page.split('id="parts-0-felder"')[1].split('id="parts-1-felder"')[0]
    assert 'class="errorlist"' in there, "also where the file was chosen"


def test_a_list_says_how_many_it_shows_and_handing_in_an_empty_one_is_told(author):
    region, empty = (make(Region, name=name, slug=name.lower(), kind="land") for name in ("Nordland", "Südland"))
    for _ in range(2):
        make(Network, regions=[region])
    make(Network, regions=[make(Region, slug="sonst")])
    form = Form(author).arrange("dazu:liste", **TYPED)
    assert "ist weder eine Liste noch ein Eintrag" in form.arrange("zeigen:0", parts__0__entries="/nirgends/").page
    shown = form.arrange("zeigen:0", parts__0__entries="/netzwerke/?region=nordland").page
    assert "Findet jetzt <strong>2</strong>" in shown and "Netzwerke (Region: Nordland)" in shown

    response = form.press("_submit", parts__0__entries=f"/netzwerke/?region={empty.slug}", parts__0__heading="Dort")
    said = author.get(response.url).content.decode()

    words = "Die Liste „Dort“ ist gerade leer: Netzwerke (Region: Südland) findet 0 Einträge."
    assert words in said
    entry = signed_in(reviewer()).get(reverse("desk:entry", args=["stories.story", Story.objects.get().pk]))
    assert words in entry.content.decode()


def test_from_wherever_it_is_handed_in_its_own_drafts_go_along_and_what_stays_is_said(author):
    """The same set on the page that asks, in the preview, in the case, and for visitors afterwards."""
    lay_out()
    writer, foreign = account_of(author), make(Picture, state="entwurf", title="Bild von Carl")
    record_new(foreign, by=editor(username="carl"))
    for way in ("page", "tasks", "form"):
        own = make(Picture, state="entwurf", title=f"Bild {way}", description=f"Ein Stand, {way}.")
        source = make(SourceDocument, state="entwurf", short_title=f"Bericht {way}")
        story = make(Story, title=f"Vor Ort {way}", state="entwurf", body="Text.", office=make(Organisation))
        cite(story, source)
        for picture in (own, foreign):
            make(Part, story=story, kind="bild", picture=picture, text="", entries="")
        for one in (own, source, story):
            record_new(one, by=writer)
        asks = reverse("desk:move", args=["stories.story", story.pk, "einreichen"])
        asked = author.get(asks).content.decode()
        assert f"Bild {way} (Bild)" in asked and f"Bericht {way} (Quelle" in asked, asked
        assert "Bild von Carl (Bild): von carl begonnen" in asked
        preview = author.get(reverse("desk:record_preview", args=["stories.story", story.pk])).content.decode()
        banner, _, page = preview.partition("<main")
        assert f"Ein Stand, {way}." in page and "Bild von Carl" in banner and f"Bericht {way}" in page

        if way == "page":
            form = banner.partition(f'action="{asks}"')[2].partition("</form>")[0]
            stale = re.sub(r'(name="gesehen" value=")[^"]+', r"\1another state", form)
            for sent in (stale, form):
                assert reread(story).state == State.DRAFT
                author.post(asks, {"gesehen": re.search(r'name="gesehen" value="([^"]+)"', sent)[1]})
        elif way == "tasks":
            author.post(reverse("own_tasks"), {"alle": "1"})
        else:
            Form(author, admin_url(story, "change")).press("_submit")
        assert {one.state for one in (reread(story), reread(own), reread(source))} == {State.REVIEW}, way
        assert reread(foreign).state == State.DRAFT
        case = case_of(story)
        boss = signed_in(reviewer())
        assert "Bild von Carl" in boss.get(case.get_absolute_url()).content.decode(), "said at the release, too"
        release(case=case, by=account_of(boss))
        public = Client().get(story.get_absolute_url()).content.decode()
        assert f"Ein Stand, {way}." in public and f"Bericht {way}" in public and "Ohne Quelle" not in public


def account_of(client: Client) -> Editor:
    return Editor.objects.get(pk=client.session["_auth_user_id"])


def reread(record):
    return type(record)._base_manager.get(pk=record.pk)


def test_what_was_saved_is_seen_at_once(author):
    form = Form(author).arrange("dazu:abschnitt", **TYPED)

    response = form.press("_preview", parts__0__text="Gleich zu sehen.")

    story = Story.objects.get()
    assert response.url == reverse("desk:record_preview", args=["stories.story", story.pk])
    assert "Gleich zu sehen." in author.get(response.url).content.decode()
    block = Form(author, f"{admin_url(story, 'change')}?block=kurztext")
    assert block.press("_preview", summary="Anders gesagt.").url == response.url  # also from a part of the form
