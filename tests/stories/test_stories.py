"""What visitors read of topics and stories: living lists, links and names, who reports on what, whom to ask."""

import re
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.parts import case_of
from contacts.models import Channel, Person, Responsibility
from desk.together import hand_in
from networks.models import Field, Network, Organisation, Place
from pictures.models import Picture
from programmes.models import Programme
from publishing import actions, snapshots
from publishing.enums import State
from publishing.models import Citation, Release, SourceDocument
from regions.models import Region
from stories.models import Part, Series, Story, reading_minutes
from tests.factories import cite, hide, make
from tests.roles import change, editor, reviewer

pytestmark = pytest.mark.django_db


def text_of(client: Client, record) -> str:
    return " ".join(client.get(record.get_absolute_url()).content.decode().split())


def story_with_list(entries: str, **values) -> Story:
    story = make(Story, **values)
    make(Part, story=story, kind="liste", heading="Netze", text="", entries=entries)
    return story


def asked_on(client: Client, story: Story) -> str:
    return text_of(client, story).split('id="kontakt"')[1].split("</section>")[0]


def rename(network: Network, name: str) -> None:
    """As two people do it in the workflow."""
    author = editor()
    revision = change(network, author, name=name)
    actions.release(revision=revision, by=reviewer())


def test_a_renamed_network_changes_in_every_list_and_link_by_itself(client):
    land = make(Region, name="Testland", slug="testland")
    network = make(Network, name="Altes Netz", regions=[land], summary="Verbindet Betriebe.")
    by_filter = story_with_list("/netzwerke/?region=testland")
    chosen = story_with_list(
        f"{network.get_absolute_url()} – Unser Tipp.", body=f"Siehe []({network.get_absolute_url()})."
    )
    assert "Altes Netz" in text_of(client, by_filter) and "Altes Netz" in text_of(client, chosen)

    rename(network, "Neues Netz")

    for story in (by_filter, chosen):
        page = text_of(client, story)
        assert "Neues Netz</a>" in page and "Altes Netz" not in page
        assert "Verbindet Betriebe." in page and "Testland" in page
    assert f'Siehe <a href="{network.get_absolute_url()}">Neues Netz</a>' in page
    assert "Unser Tipp." in page


def test_a_line_says_one_date_the_day_on_which_the_entry_was_last_named(client):
    old, new = make(SourceDocument, as_of="2018"), make(SourceDocument, as_of=str(date.today().year))
    network = make(Network, name="Neues Netz")
    make(Citation, subject=network, source=old)
    make(Citation, subject=network, source=new, field="name")
    page = text_of(client, story_with_list(network.get_absolute_url()))

    line = page.split('class="np-result"')[1].split("</li>")[0]

    assert line.count("np-alive--zwei") == 1 and f"laut Quelle ({new.as_of})<" in line and "2018" not in line
    place = make(Place, name="Halle", is_planned=True)
    make(Citation, subject=place, source=old)
    line = text_of(client, story_with_list(place.get_absolute_url())).split('class="np-result"')[1].split("</li>")[0]
    assert "<strong>geplant</strong>" in line and line.count("2018") == 1
    shown = client.get("/netzwerke/?status=laut-quelle").content.decode()
    assert "Neues Netz" in shown and f"laut Quelle ({new.as_of})" in text_of(client, network)


def test_what_ends_is_withdrawn_or_moves_is_so_in_the_list_too(client):
    network, gone = make(Network, name="Dauernetz"), make(Network, name="Kurznetz")
    old = network.get_absolute_url()
    story = story_with_list(
        f"{old}\n{gone.get_absolute_url()}", body=f"[Hier]({old}) und [dort]({gone.get_absolute_url()})."
    )
    network.slug, network.stated_status = "zieht-um", "beendet"
    network.save()
    hide(gone, State.ARCHIVED)

    page = text_of(client, story)

    assert '<a href="/netzwerke/zieht-um/">Hier</a> und dort.' in page
    assert "beendet" in page and "Kurznetz" not in page and old not in page


def test_only_the_first_of_a_long_list_stand_there_and_the_rest_is_a_click_away(client, django_assert_max_num_queries):
    region = make(Region, name="Weit", slug="weit")
    for number in range(25):
        make(Network, name=f"Netz {number:02}", regions=[region])
    story = story_with_list("/netzwerke/?region=weit")
    client.get(story.get_absolute_url())

    with django_assert_max_num_queries(20):
        page = text_of(client, story)

    assert page.count('class="np-result"') == 20
    assert '<a class="np-more" href="/netzwerke/?region=weit">Alle 25 ansehen und filtern (Netzwerke)</a>' in page


def test_each_entry_says_where_it_is_reported_on_once_it_is_public(client):
    series = make(Series, name="Einblick")
    network, programme, office, person = (make(model) for model in (Network, Programme, Organisation, Person))
    make(Responsibility, person=person, task="Auskunft")
    story = make(
        Story, title="Vor Ort", series=series, number=3, state=State.DRAFT,
        networks=[network], programmes=[programme], body=f"Mit [ihm]({person.get_absolute_url()}).",
    )  # fmt: skip
    make(Part, story=story, kind="liste", text="", entries=office.get_absolute_url())
    named = (network, programme, office, person)
    assert not [one for one in named if "Vor Ort" in text_of(client, one)]

    Story.objects.get(pk=story.pk)
    story.state = State.PUBLISHED
    story.save()

    for one in named:
        page = text_of(client, one)
        assert "Darüber berichtet" in page and "Vor Ort</a>" in page and "Einblick, Teil 3" in page, one


def test_fields_regions_and_the_office_name_the_stories_about_them_also_of_what_lies_within(client):
    land, field = make(Region, kind="land", slug="land"), make(Field, slug="feld")
    city, special, office = make(Region, parent=land), make(Field, parent=field), make(Organisation)
    story = make(Story, title="Vor Ort", kind="thema", fields=[special], regions=[city], office=office)
    hide(make(Story, title="Entwurf", fields=[field], regions=[land], office=office))
    for one in (land, city, field, special, office):
        told = text_of(client, one).partition("Darüber berichtet")[2].partition("</ul>")[0]
        assert f'<a href="{story.get_absolute_url()}">Vor Ort</a>' in told, one
        assert ("Thema, von dieser Stelle geschrieben" in told) == (one is office) and "Entwurf" not in told

    for number in range(10):
        make(Story, title=f"Stück {number}", fields=[field], regions=[land])

    for one, url in ((land, "/themen/?region=land"), (field, "/themen/?feld=feld")):
        told = text_of(client, one).partition("Darüber berichtet")[2].partition("</section>")[0]
        assert told.count("<li>") == 10 and f'href="{url}"' in told and "Vor Ort" not in told
        assert len(client.get(url).context["results"]) == 11


def test_a_story_ends_at_those_responsible_for_its_programmes(client):
    programme = make(Programme, name="Zuschuss")
    office = make(Organisation, name="Amt")
    make(Channel, organisation=office, kind="telefon", value="030 4711-0")
    person = make(Person, given_name="Erika", family_name="Muster", organisation=office)
    make(Responsibility, person=person, programme=programme, task="Netzwerke")
    former = make(Person, given_name="Otto", family_name="Vorher")
    make(Responsibility, person=former, programme=programme, task="Netzwerke", end="2019")
    story = make(Story, body=f"[Geld]({programme.get_absolute_url()})")

    asked = asked_on(client, story)

    assert "Förderprogramm: Zuschuss" in asked and "Erika Muster" in asked and "030 4711-0" in asked
    assert "Otto" not in asked


def test_whom_a_story_names_and_who_is_responsible_stand_together_each_once_with_what_for(client):
    grant, loan = make(Programme, name="Zuschuss"), make(Programme, name="Kredit")
    erika, otto, mia = (make(Person, given_name=name, family_name="Muster") for name in ("Erika", "Otto", "Mia"))
    for number, person in enumerate((erika, otto, mia)):
        make(Channel, person=person, kind="telefon", value=f"030 4711-{number}")
    make(Responsibility, person=erika, task="Gründung")
    for programme in (grant, loan):
        make(Responsibility, person=erika, programme=programme, task="Netzwerke")
        make(Responsibility, person=otto, programme=programme, task="Geld")
    make(Responsibility, person=mia, programme=loan, task="Zinsen")
    story = make(Story, people=[erika], programmes=[grant, loan])

    asked = asked_on(client, story)

    assert [asked.count(f"{name} Muster</a>") for name in ("Erika", "Otto", "Mia")] == [1, 1, 1]
    assert asked.index("Erika") < asked.index("Otto") < asked.index("Mia")
    assert asked.count("Förderprogramme: Zuschuss, Kredit") == 2 and "Zinsen; Förderprogramm: Kredit" in asked


def test_an_office_is_asked_once_for_all_behind_it_and_says_who_does_what(client):
    office = make(Organisation, name="Amt")
    make(Channel, organisation=office, kind="telefon", value="030 4711-0")
    programmes = [make(Programme, name=name) for name in ("Zuschuss", "Kredit")]
    for programme, name in zip(programmes, ("Erika", "Otto"), strict=True):
        person = make(Person, given_name=name, family_name="Muster", organisation=office)
        make(Responsibility, person=person, programme=programme, task=f"{programme}-Netze")

    asked = asked_on(client, make(Story, programmes=programmes))

    assert asked.count(">030 4711-0<") == 1
    assert "Erika Muster</a> (Zuschuss-Netze) oder <a" in asked and "Otto Muster</a> (Kredit-Netze)" in asked
    named = re.search(r"Förderprogramme: (\w+), (\w+)", asked)
    assert named and set(named.groups()) == {"Zuschuss", "Kredit"}, "in the order in which they were kept"


def test_a_person_in_a_list_stands_there_with_the_number(client):
    person = make(Person, given_name="Erika", family_name="Muster")
    make(Responsibility, person=person, task="Gründung")
    make(Channel, person=person, kind="telefon", value="0621 4711-1")

    page = text_of(client, story_with_list(person.get_absolute_url()))

    assert page.split('class="np-result__call"')[1].split("</p>")[0].count("0621 4711-1") == 1


def test_reading_on_follows_shared_subjects_unless_the_editors_choose(client):
    field, other = make(Field), make(Field)
    story = make(Story, title="Erster", fields=[field])
    near = make(Story, title="Verwandt", fields=[field])
    far = make(Story, title="Fremd", fields=[other])

    def next_to(one) -> str:
        return text_of(client, one).partition('id="weiter"')[2].partition("</section>")[0]

    assert "Verwandt" in next_to(story) and "Fremd" not in next_to(story)
    story.read_also.add(far)
    assert "Fremd" in next_to(story) and "Verwandt" not in next_to(story)
    hide(far)
    assert "Fremd" not in next_to(story)
    assert "Erster" in next_to(near)


def test_a_series_lists_its_parts_by_number_and_has_a_feed(client):
    series = make(Series, name="Einblick", slug="einblick")
    for number in (2, 10, 1):
        make(Story, title=f"Teil-{number}", series=series, number=number)
    make(Story, title="Ohne Serie")
    hide(make(Story, title="Entwurf", series=series, number=11))

    page = text_of(client, series)

    assert [page.index(f"Teil-{number}</a>") for number in (1, 2, 10)] == sorted(
        page.index(f"Teil-{n}</a>") for n in (1, 2, 10)
    )
    assert "Ohne Serie" not in page and "Entwurf" not in page and 'href="/themen/neu.atom?serie=einblick"' in page
    feed = client.get("/themen/neu.atom?serie=einblick").content.decode()
    assert feed.count("<entry>") == 3 and "Ohne Serie" not in feed
    second = text_of(client, Story.objects.get(number=2))
    assert "Vorher: Teil 1" in second and "Danach: Teil 10" in second
    named = page.split('class="np-results"')[1].split("</ol>")[0]
    assert ">Teil 1<" in named and "Einblick" not in named


def test_the_parts_beside_a_story_are_not_proposed_again(client):
    series, field = make(Series, name="Einblick"), make(Field)
    parts = [make(Story, title=f"Stück {number}", series=series, number=number, fields=[field]) for number in range(4)]
    parts[1].read_also.set([parts[2]])

    for part, proposed in ((parts[0], ["Stück 2", "Stück 3"]), (parts[1], ["Stück 3"])):
        page = client.get(part.get_absolute_url())
        shown = [one.title for one in page.context["read_also"]]
        assert shown == proposed and page.content.decode().count("Stück 2</a>") == 1


def test_stories_stand_as_the_editors_put_them_and_parts_of_a_series_in_their_order(client):
    series = make(Series, name="Einblick")
    make(Story, title="Anton")
    for number, title in ((1, "Zuletzt"), (2, "Mitten")):
        make(Story, title=title, series=series, number=number)
    make(Story, title="Voran", position=1)

    for asked, titles in (
        ("", ["Voran", "Zuletzt", "Mitten", "Anton"]),
        ("?sortierung=reihenfolge", ["Voran", "Zuletzt", "Mitten", "Anton"]),
        ("?sortierung=name", ["Anton", "Mitten", "Voran", "Zuletzt"]),
    ):
        page = client.get(f"/themen/{asked}")
        assert [one.title for one in page.context["results"]] == titles
    assert "Reihenfolge der Redaktion</option>" in page.content.decode()


def test_what_is_released_here_stands_first_the_newest_before_the_others_and_says_its_day(client):
    """A story that came with the directory has no day, and a later release of a change does not make it new."""
    series = make(Series, name="Einblick")
    for title, days in (("Alt", (date(2026, 1, 2), date(2026, 11, 1))), ("Neu", (date(2026, 10, 3),)), ("Ohne", ())):
        story = make(Story, title=title, series=series, position=1 if title == "Ohne" else None)
        for day in days:
            make(Release, content_type=ContentType.objects.get_for_model(Story), object_id=story.pk, day=day)

    page = client.get("/themen/")
    assert [one.title for one in page.context["results"]] == ["Neu", "Alt", "Ohne"]
    lines = page.content.decode().split('class="np-results"')[1].split("</ol>")[0]
    assert "· 03.10.2026" in lines and "· 02.01.2026" in lines and "11.2026" not in lines and lines.count("2026") == 2
    assert "· 03.10.2026" in client.get(series.get_absolute_url()).content.decode()
    ordered = client.get("/themen/?sortierung=reihenfolge").context["results"]
    assert [one.title for one in ordered][0] == "Ohne"
    assert '<a href="/themen/" aria-current="true">Themen</a>' in page.content.decode()


def test_a_picture_leads_to_its_page_which_says_where_it_is_shown(client):
    picture = make(Picture, title="Am Kran")
    story, draft = make(Story, title="Am Hafen", body=""), make(Story, title="Entwurf", state=State.DRAFT)
    for one in (story, draft):
        make(Part, story=one, kind="bild", picture=picture, entries="")
        make(Part, story=one, kind="bild", picture=picture, entries="")

    pages = text_of(client, story), text_of(client, picture)

    assert f'<a href="{picture.get_absolute_url()}">Bild' in pages[0]
    used = pages[1].split('id="verwendet"')[1].split("</section>")[0]
    assert used.count("Am Hafen</a>") == 1 and "Entwurf" not in pages[1]
    assert pages[0].count('fetchpriority="high"') == 1 and pages[0].count('loading="lazy"') == 1
    assert pages[0].count('width="1600"') == pages[0].count('type="image/avif"') == 2


def test_what_is_said_of_a_picture_is_its_caption(client):
    story = make(Story, body="")
    make(Part, story=story, kind="bild", picture=make(Picture), text="Der Kran *heute*.", entries="")
    make(Part, story=story, kind="abschnitt", picture=make(Picture), text="Ein Absatz.", entries="")

    captions = re.findall(r"<figcaption>(.*?)</figcaption>", text_of(client, story))

    assert "<p>Der Kran <em>heute</em>.</p>" in captions[0] and "Absatz" not in captions[1]
    assert text_of(client, story).count("Der Kran") == text_of(client, story).count("Ein Absatz") == 1


def test_what_an_office_says_itself_is_not_said_to_be_from_its_notice_as_well(client):
    office = make(Organisation, name="Amt für Wirtschaft")
    notice, article = (make(SourceDocument, kind=kind, short_title=kind) for kind in ("mitteilung", "artikel"))
    for source, said in ((notice, False), (article, True)):
        story = make(Story, office=office)
        cite(story, source)
        head = text_of(client, story).partition("<h1")[2].partition("</div>")[0]
        assert "Amt für Wirtschaft" in head and ("Angaben aus" in head) == said
        assert 'id="quelle-1"' in text_of(client, story)


def test_what_a_list_says_is_read_too(client):
    for number in range(10):
        make(Network, name=f"Netz {number}", summary="Wort " * 31)

    page = client.get(story_with_list("/netzwerke/").get_absolute_url())

    assert page.context["minutes"] == 2


def test_a_series_that_is_not_public_is_not_named(client):
    story = make(Story, title="Öffentlich", series=hide(make(Series, name="Geheimserie")), number=1)

    assert "Geheimserie" not in text_of(client, story) + client.get("/themen/").content.decode()


def test_stories_alone_have_an_address_that_people_guess(client):
    make(Story, title="Erzählt", kind="beitrag")
    make(Story, title="Erklärt", kind="thema")

    page = client.get("/beitraege/", follow=True).content.decode()

    assert "Erzählt" in page and "Erklärt</a>" not in page


@pytest.mark.once
@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (201, 2), (900, 5)])
def test_reading_takes_a_minute_for_two_hundred_words(words, minutes):
    assert reading_minutes(["Wort " * words]) == minutes


def test_parts_of_a_change_stand_in_the_comparison_and_the_preview_before_the_release(client):
    network = make(Network, name="Testnetz")
    story = story_with_list("/netzwerke/")
    state = snapshots.take(story)
    (key,) = state["parts"]["parts"]
    state["parts"]["parts"][key]["fields"]["entries"] = f"{network.get_absolute_url()} – Neu gesagt."
    revision = actions.propose(record=story, snapshot=state, by=editor())
    actions.submit(record=story, by=revision.created_by)
    client.force_login(reviewer())

    compared = client.get(reverse("desk:change", args=[revision.pk])).content.decode()
    preview = client.get(reverse("desk:preview", args=[revision.pk])).content.decode()

    assert "Neu gesagt." in compared and "Einträge der Liste" in compared
    assert "Neu gesagt." in preview and "Neu gesagt." not in text_of(client, story)


def test_a_picture_that_waits_with_its_story_is_seen_by_editors_alone(client):
    author = editor()
    picture, story = make(Picture, state=State.DRAFT), make(Story, state=State.DRAFT)
    make(Part, story=story, kind="bild", heading="Am Stand", picture=picture, entries="")
    for one in (picture, story):
        actions.record_new(one, by=author)
    client.force_login(author)

    preview = client.get(reverse("desk:record_preview", args=["stories.story", story.pk])).content.decode()

    assert "Am Stand" in preview and f"/redaktion/bilder/{picture.file}/" in preview
    assert client.get(story.get_absolute_url()).status_code == 404


def test_a_preview_shows_what_is_released_together(client):
    """A source and a picture that wait with the story stand there, before it is handed in and after."""
    author = editor()
    source, picture = (
        make(SourceDocument, state=State.DRAFT, short_title="Messebericht"),
        make(Picture, state="entwurf", description="Ein Stand auf der Messe."),
    )
    story = make(Story, title="Zusammen", state=State.DRAFT, body="Text.", office=make(Organisation))
    cite(story, source)
    make(Part, story=story, kind="bild", picture=picture)
    foreign = make(Network, name="Fremder Entwurf", state=State.DRAFT)
    story.networks.add(foreign)
    for one in (source, picture, story):
        actions.record_new(one, by=author)
    client.force_login(author)
    url = reverse("desk:record_preview", args=["stories.story", story.pk])

    before = client.get(url).content.decode()
    handed = hand_in(record=story, others=(), by=author, why="")
    assert handed.done, handed.said
    after = client.get(url).content.decode()

    for page in (before, after):
        banner, _, shown = page.partition("Vorschau – nicht öffentlich.")[2].partition("<main")
        assert "Messebericht" in shown and "Fremder Entwurf" not in shown
        assert "Zu prüfen sind Text und Bilder." in banner
        assert "Bildbeschreibung: Ein Stand auf der Messe." in shown, "what only some visitors are told is decided, too"
        assert "„Fremder Entwurf“ (es fehlt noch etwas)" in banner, "what stays behind is said"
        assert "Ohne Quelle" not in page, "what the editors say in their own words lacks no source"
    case = case_of(story)
    client.force_login(reviewer())
    assert f'href="{url}?' in client.get(case.get_absolute_url()).content.decode()


def test_a_new_story_is_decided_where_it_is_seen(client):
    """With its picture, by the form of the decision page; the author sees no button, and another state stays."""
    author = editor()
    picture = make(Picture, state=State.DRAFT)
    story = make(Story, title="Zusammen", state=State.DRAFT, body="Text.", office=make(Organisation))
    cite(story, make(SourceDocument))
    make(Part, story=story, kind="bild", picture=picture)
    for one in (picture, story):
        actions.record_new(one, by=author)
    url, onward = reverse("desk:record_preview", args=["stories.story", story.pk]), "/einreichen/"
    client.force_login(author)
    assert onward in client.get(url).content.decode()
    assert hand_in(record=story, others=(), by=author, why="").done
    case, page = case_of(story), client.get(url).content.decode()
    assert 'value="freigeben"' not in page and onward not in page

    client.force_login(reviewer())
    page = client.get(url).content.decode()
    form = page.partition('class="np-preview"')[2].partition("<main")[0]
    assert f'action="{case.get_absolute_url()}"' in form and 'value="freigeben"' in form
    assert f'href="{reverse("desk:record_preview", args=["pictures.picture", picture.pk])}"' in page
    seen = re.search(r'name="gesehen" value="([^"]+)"', form)[1]
    client.post(case.get_absolute_url(), {"schritt": "freigeben", "gesehen": "another state"})
    story.refresh_from_db()
    assert story.state != State.PUBLISHED
    client.post(case.get_absolute_url(), {"schritt": "freigeben", "gesehen": seen})

    for one in (story, picture):
        one.refresh_from_db()
    assert story.state == picture.state == State.PUBLISHED
    public, today = text_of(Client(), story), timezone.localdate()
    head = public.partition("<h1")[2].partition('id="kontakt"')[0]
    assert str(story.office) in head and f">{today:%d.%m.%Y}</time>" in head
    assert f'"datePublished":"{today.isoformat()}"' in public and '"image":"http' in public
