"""The page of an entry: read first, each part with its pencil, numbers put right in place."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from contacts.models import Channel, Person, Responsibility
from core.kinds import record_models
from desk.pages import entry_url, form_url
from networks.models import Event, Network, Organisation
from publishing import actions, history
from publishing.models import Milestone, Revision, SourceDocument
from regions.models import Region
from reports.enums import ReportKind
from reports.models import Report
from stories.models import Part as StoryPart
from stories.models import Story
from tests.admin_pages import admin_url, opened, shown
from tests.factories import make
from tests.roles import administrator, change, editor, reviewer, signed_in

pytestmark = pytest.mark.django_db


def read(response) -> str:
    return " ".join(response.content.decode().split())


def blocks_of(client, record) -> list:
    """All blocks that the page of an entry offers to change, by their addresses."""
    context = client.get(entry_url(record)).context
    return [part.edit_url for part in context["parts"] if part.edit_url]


@pytest.fixture
def person() -> Person:
    person = make(Person, given_name="Katharina", family_name="Fox", state="freigegeben")
    make(Channel, person=person, kind="mobil", value="01512 7698412", locator="S. 3")
    return person


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)
def test_every_kind_is_read_and_each_block_saves_itself_alone(model):
    record = make(model, state="entwurf")
    if model is Network:
        record.regions.set([make(Region)])
    client = signed_in(administrator())

    urls = blocks_of(client, record)

    assert len(urls) > 4
    before = history.token(record)
    for url in urls:
        data = shown(client, url)
        response = client.post(url, data | {"_save": "1"})
        assert response.status_code == 302 and response.url.startswith(f"{entry_url(record)}#"), url
    assert history.token(record) == before


def test_hours_are_those_of_the_house():
    network = make(Network, created_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert "02.07.2026, 00:30 Uhr" in read(signed_in(administrator()).get(entry_url(network)))


def test_what_happened_is_asked_before_everything_there_is_to_read():
    network = make(Network)
    page = read(signed_in(editor()).get(entry_url(network)))
    ask = f'<a href="{reverse("jobs:entry", args=["networks.network", network.pk])}">Was ist passiert?</a>'
    assert page.count(ask) == 1 and page.index(ask) < page.index("Stammdaten")


def test_block_has_only_its_own_fields_and_leaves_the_others_alone():
    network = make(Network, name="Alpha", state="entwurf", summary="Alt", description="Bleibt")
    make(Milestone, subject=network, text="Bleibt auch")
    client = signed_in(editor())
    url = f"{form_url(network)}?block=stammdaten"

    data, context = opened(client, url)

    assert "summary" not in data and context["inline_admin_formsets"] == []
    client.post(url, data | {"name": "Beta", "_save": "1"})
    network.refresh_from_db()
    assert (network.name, network.summary, network.description) == ("Beta", "Alt", "Bleibt")
    assert network.milestones.count() == 1


def test_unknown_block_is_no_page():
    network = make(Network)

    assert signed_in(editor()).get(f"{form_url(network)}?block=gibt-es-nicht").status_code == 404


def test_lists_lead_to_the_page_where_entries_are_read():
    network = make(Network, name="Alpha")

    page = read(signed_in(editor()).get(admin_url(Network, "changelist")))

    assert f'<a href="{entry_url(network)}">Alpha</a>' in page


def test_number_of_a_contact_is_put_right_on_the_page_of_its_network(person):
    network = make(Network, name="Alpha", state="freigegeben")
    make(Responsibility, person=person, network=network, task="Ansprechperson")
    client = signed_in(editor())
    (way,) = client.get(entry_url(network)).context["ways"]
    assert way.words == "Ansprechperson" and way.can_edit
    data = {"_opened": way.token, **_sent(way.formset), "channels-0-value": "0621 293-9978"}

    response = client.post(way.edit_url, data | {"_submit": "1"}, follow=True)

    assert response.redirect_chain[-1][0] == f"{entry_url(network)}#kontakt"
    assert "Zur Freigabe gegeben. Öffentlich bleibt der bisherige Stand bis zur Freigabe." in read(response)
    (waiting,) = person_changes(person)
    assert [(one["field"], one["new"]) for one in waiting.changes] == [("value", "0621 293-9978")]
    assert waiting.state == "pruefung"
    assert person.channels.get().locator == "S. 3", "public until it is released"
    assert "Zu diesem Eintrag wartet eine Änderung" in read(client.get(entry_url(network)))
    assert "0621 293-9978" in read(client.get(entry_url(person)))


def _sent(formset) -> dict:
    """What the small form on the page sends."""
    bound = [field for form in [formset.management_form, *formset] for field in form if field.name != "DELETE"]
    return {one.html_name: "" if one.value() is None else one.value() for one in bound}


def person_changes(person):
    return Revision.objects.of(person).open()


def test_what_is_only_saved_says_that_it_must_still_be_handed_in():
    network = make(Network, name="Alpha", state="freigegeben")
    client = signed_in(editor())
    data = shown(client, f"{form_url(network)}?block=stammdaten")

    page = read(
        client.post(f"{form_url(network)}?block=stammdaten", data | {"name": "Beta", "_save": "1"}, follow=True)
    )

    assert "ist gesichert. Öffentlich bleibt der bisherige Stand: Geben Sie die Änderung noch zur Freigabe." in page


def test_refused_number_comes_back_with_what_was_typed(person):
    client = signed_in(editor())
    (way,) = client.get(entry_url(person)).context["ways"]

    response = client.post(way.edit_url, {"_opened": way.token, **_sent(way.formset), "channels-0-value": "keine"})

    page = read(response)
    assert response.status_code == 200 and 'value="keine"' in page
    (problem,) = response.context["problems"]
    assert problem.anchor == "id_channels-0-value" and 'href="#id_channels-0-value"' in page


def test_open_change_is_read_as_its_form_has_it():
    network = make(Network, name="Alpha", state="freigegeben", summary="Alt")
    by = editor()
    change(network, by, submit=False, summary="Neu gefasst")

    page = signed_in(by).get(entry_url(network))

    assert "Neu gefasst" in read(page) and "öffentlich ist noch der bisherige Stand" in read(page)
    assert [part.block.key for part in page.context["parts"] if part.is_changed] == ["kurztext"]
    assert Network.objects.get().summary == "Alt"


def test_where_rows_are_from_is_said_once_where_all_say_the_same_and_own_words_lack_no_source():
    network, story, source = make(Network), make(Story), make(SourceDocument, short_title="Jahresbericht")
    client = signed_in(editor())
    for number in range(3):
        make(Milestone, subject=network, note=f"Schritt {number}", source=None)
        make(StoryPart, story=story, text="Unsere Worte.", source=None)

    page = read(client.get(entry_url(network)))
    assert page.count("ohne Quelle") == 1 and "Alle 3: ohne Quelle" in page
    assert "ohne Quelle" not in read(client.get(entry_url(story)))

    Milestone.objects.filter(note="Schritt 1").update(source=source, locator="S. 3")
    page = read(client.get(entry_url(network)))
    assert page.count("ohne Quelle") == 2 and page.count("Jahresbericht, S. 3") == 1


def test_only_who_may_decide_about_a_change_is_told_to():
    """Who wrote it is told what there is to do for now."""
    network = make(Network, name="Alpha", state="freigegeben")
    author, decide, for_now = editor(), "ansehen und entscheiden", "können Sie sie zurückholen"

    def told(by) -> list[bool]:
        page = read(signed_in(by).get(entry_url(network)))
        assert "Offene Änderung ansehen" in page
        return [words in page for words in (decide, for_now)]

    waiting = change(network, author, submit=False, summary="Neu")
    assert told(author) == told(reviewer()) == [False, False], "nobody decides before it is handed in"
    actions.submit(record=network, by=waiting.created_by)

    assert told(author) == [False, True]
    assert told(reviewer()) == [True, False]


def test_who_may_not_edit_reads_without_pencils(person):
    here, there = make(Region, name="Hier"), make(Region, name="Dort")
    network = make(Network, name="Alpha", state="freigegeben")
    network.regions.set([here])
    make(Responsibility, person=person, network=network, task="Ansprechperson")

    response = signed_in(editor(regions=[there])).get(entry_url(network))

    assert blocks_of(signed_in(editor(regions=[there])), network) == []
    assert "01512 7698412" in read(response) and '<form method="post" action="/redaktion/contacts' not in read(response)


def test_what_is_missing_leads_to_where_it_is_written():
    network = make(Network, name="Alpha", state="entwurf", summary="")
    client = signed_in(editor())

    page = read(client.get(entry_url(network)))

    assert f'<a href="{form_url(network)}?block=kurztext">Kurztext</a>' in page
    assert f'<a href="{form_url(network)}?block=zustandigkeiten">Ein Kontakt' in page
    assert '<a href="#id_summary">Kurztext</a>' in read(client.get(form_url(network)))


@pytest.mark.once
@pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)
def test_new_entry_says_what_its_release_takes_with_links_that_lead_somewhere(model):
    response = signed_in(administrator()).get(admin_url(model, "add"))
    page = read(response)

    assert "Für die Freigabe" in page
    for answer, url in response.context["checklist"]():
        assert answer.met or f'id="{url[1:]}"' in page, answer


def test_empty_form_is_short_and_begins_with_the_contact():
    data, context = opened(signed_in(editor()), admin_url(Network, "add"))

    inputs = [name for name in data if not name.endswith("_FORMS")]
    assert len(inputs) < 50
    first = context["inline_admin_formsets"][0]
    assert first.opts.follows


@pytest.mark.once
def test_problems_of_a_form_stand_on_top_with_links_and_the_focus():
    network = make(Network, name="Alpha", state="entwurf")
    network.regions.set([make(Region)])
    client = signed_in(editor())
    url = form_url(network)

    response = client.post(url, shown(client, url) | {"name": "", "summary": "x" * 161})

    page = read(response)
    assert {problem.anchor for problem in response.context["problems"]} == {"id_name", "id_summary"}
    summary = page[page.index('id="fehler"') : page.index('id="id_name"')]
    assert "autofocus" in summary and 'href="#id_summary"' in summary and "2 Angaben" in summary
    assert "<title>Fehler: " in page


def test_nothing_is_cut_off_by_the_browser():
    """A text that is too long is refused in words, not shortened in the middle of one."""
    page = read(signed_in(editor()).get(admin_url(Network, "add")))

    assert 'data-hoechstens="160"' in page
    assert 'maxlength="160"' not in page


def test_page_of_an_entry_asks_little(django_assert_max_num_queries, person):
    network = make(Network, name="Alpha", state="freigegeben")
    for number in range(4):
        make(Responsibility, person=person, network=network, task=f"Aufgabe {number}")
        make(Milestone, subject=network, text=f"Schritt {number}")
    client = signed_in(editor())
    client.get(entry_url(network))

    with django_assert_max_num_queries(45):
        client.get(entry_url(network))


def test_what_there_is_to_do_stands_on_top(person):
    network = make(Network, name="Alpha", state="freigegeben", checked_on=date(2020, 1, 1))
    about = {"content_type": history.type_of(network), "object_id": network.pk}
    report = Report.objects.create(kind=ReportKind.CONTACT, text="Die Nummer ist alt.", **about)

    page = signed_in(administrator()).get(entry_url(network))

    texts = dict(page.context["tasks"])
    assert texts[f"Meldung {report}"] == report.get_absolute_url()
    assert any(text.startswith("Prüfung überfällig") for text in texts)


def test_events_of_an_entry_are_read_with_it_drafts_too():
    network, office = make(Network, name="Alpha"), make(Organisation)
    make(Event, name="Lichttag", start="2026-12-01", networks=[network], organisations=[office])
    make(Event, name="Schattentag", frequency="jährlich", networks=[network], state="entwurf")
    make(Event, name="Anderswo", networks=[make(Network)])
    client = signed_in(editor())

    page = read(client.get(entry_url(network)))
    assert 'Lichttag</a> <span class="np-origin">01.12.2026</span>' in page
    assert "jährlich, Entwurf" in page and "Anderswo" not in page
    assert "Lichttag" in read(client.get(entry_url(office)))


@pytest.mark.once
def test_what_is_long_or_seldom_changed_is_folded_but_not_what_is_proposed(person):
    network = make(Network, name="Alpha", state="freigegeben")
    for number in range(3):
        make(Milestone, subject=network, text=f"Schritt {number}")
    client = signed_in(administrator())

    def folded() -> set[str]:
        return {
            part.block.title for part in client.get(entry_url(network)).context["parts"] if part.is_folded_on_phones
        }

    assert {"Meilensteine", "Stand und Prüfung"} <= folded() and "Stammdaten" not in folded()
    page = read(client.get(entry_url(network)))
    assert "<summary>3 zeigen</summary>" in page and 'aria-labelledby="h-noch-leer"' in page
    assert page.count("Schritt 2") == 1
    change(network, administrator(), submit=False, advice="Bitte anrufen.")
    assert "Hinweise" not in folded()
