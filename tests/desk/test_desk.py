"""The editors' desk as people use it: change, hand in, look, release, look back."""

import re

import pytest
from django.urls import reverse

from accounts.models import Editor
from contacts.models import Responsibility
from networks.models import Network, Participation
from publishing import actions, history
from publishing.enums import RevisionState, Stage, State
from publishing.models import Name, Release, Revision, SourceDocument, Transition
from regions.models import Region
from tests.admin_pages import admin_url, errors, save
from tests.desk_pages import decide, move, restore
from tests.factories import RECORDS, make
from tests.html_forms import form_data
from tests.roles import administrator, change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return releasable(Network, name="Lichtnetz", summary="Ein Netz.", regions=[make(Region)])


def desk(name: str, *args) -> str:
    return reverse(f"desk:{name}", args=args)


def move_url(record, verb: str) -> str:
    return desk("move", record._meta.label_lower, record.pk, verb)


def public(client, record) -> str:
    client.logout()
    return client.get(record.get_absolute_url()).content.decode()


def test_editors_change_becomes_public_only_when_another_account_releases(client, network):
    author, boss = editor(), reviewer()
    client.force_login(author)
    response = save(client, network, summary="Ein besseres Netz.", _why="Genauer")
    assert response.status_code == 302
    network.refresh_from_db()
    assert network.summary == "Ein Netz."
    revision = Revision.objects.get()
    assert (revision.state, revision.why, revision.created_by) == (RevisionState.DRAFT, "Genauer", author)

    form = client.get(admin_url(network, "change")).content.decode()
    assert "Ein besseres Netz." in form and "Öffentlich ist noch der bisherige Stand" in form
    move(client, network, "einreichen")
    assert "Ein besseres Netz." not in public(client, network)

    client.force_login(boss)
    queue = client.get(desk("queue")).content.decode()
    assert "Lichtnetz" in queue and "Sie können freigeben" in queue
    table = client.get(desk("change", revision.pk)).content.decode()
    assert "<del>Ein Netz.</del>" in table and "<ins>Ein besseres Netz.</ins>" in table and "geändert" in table
    assert decide(client, revision, "freigeben").status_code == 302

    assert "Ein besseres Netz." in public(client, network)
    client.force_login(author)
    story = client.get(admin_url(network, "history")).content.decode()
    assert "Genauer" in story and str(boss) in story and "Freigegeben" in story


def test_rows_below_a_public_record_wait_as_well(client, network):
    kept, dropped = make(Name, subject=network, name="Bleibt"), make(Name, subject=network, name="Fällt weg")
    client.force_login(editor())
    prefix = "publishing-name-content_type-object_id"
    save(
        client,
        network,
        **{f"{prefix}-0-name": "Bleibt anders", f"{prefix}-1-DELETE": "on"},
        **{f"{prefix}-2-kind": "auch", f"{prefix}-2-name": "Kommt dazu"},
        **{f"{prefix}-2-certainty": "erschlossen"},
    )
    assert {*network.names.values_list("name", flat=True)} == {"Bleibt", "Fällt weg"}
    html = client.get(admin_url(network, "change")).content.decode()
    assert "Bleibt anders" in html and "Kommt dazu" in html and "Fällt weg" not in html

    # Opened and saved again with another row: the proposed one is still there once.
    another = {f"{prefix}-2-kind": "auch", f"{prefix}-2-name": "Noch einer", f"{prefix}-2-certainty": "erschlossen"}
    assert save(client, network, **another, _submit="1").status_code == 302
    client.force_login(reviewer())
    revision = history.open_change(network)
    decide(client, revision, "freigeben")

    assert sorted(network.names.values_list("name", flat=True)) == ["Bleibt anders", "Kommt dazu", "Noch einer"]
    assert network.names.get(name="Bleibt anders").pk == kept.pk
    assert not Name.objects.filter(pk=dropped.pk).exists()
    revision.refresh_from_db()
    assert set(revision.snapshot["parts"]["names"]) == {str(pk) for pk in network.names.values_list("pk", flat=True)}


def test_unchanged_form_of_a_public_record_leaves_no_change(client, network):
    make(Participation, network=network)
    client.force_login(editor())

    assert save(client, network).status_code == 302

    assert not Revision.objects.exists()
    assert "unverändert" in client.get(admin_url(network, "change")).content.decode()


def test_faulty_form_of_a_public_record_shows_the_errors(client, network):
    client.force_login(editor())

    response = save(client, network, name="")

    assert response.status_code == 200 and "erforderlich" in errors(response) or "Pflichtfeld" in errors(response)
    assert not Revision.objects.exists()


def test_draft_is_saved_at_once_and_has_a_history(client):
    client.force_login(editor())
    response = save(client, Network, name="Neunetz", kind="netzwerk", summary="Neu.", regions=[make(Region).pk])
    assert response.status_code == 302, errors(response)
    network = Network.objects.get()
    save(client, network, summary="Neuer.", _why="Kürzer")

    network.refresh_from_db()
    assert (network.state, network.summary) == (State.DRAFT, "Neuer.")
    assert [revision.number for revision in Revision.objects.of(network)] == [2, 1]
    page = client.get(admin_url(network, "history")).content.decode()
    assert "Kürzer" in page and "<del>Neu.</del>" in page


def test_who_saves_second_sees_what_the_first_did_and_loses_nothing(client, network):
    first, second = editor(username="ada"), editor(username="bert")
    client.force_login(second)
    opened = client.get(admin_url(network, "change")).content.decode()
    token = re.search(r'name="_opened" value="([^"]*)"', opened)[1]
    client.force_login(first)
    save(client, network, summary="Von Ada.")
    client.force_login(second)

    response = save(client, network, summary="Von Bert.", _opened=token)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Seit Sie die Seite geöffnet haben, hat ada gesichert" in page
    assert "<ins>Von Ada.</ins>" in page and 'value="Von Bert."' in page or "Von Bert.</textarea>" in page
    assert Revision.objects.get().changes[0]["new"] == "Von Ada."
    assert save(client, network, summary="Von Bert.").status_code == 302
    assert Revision.objects.get().changes[0]["new"] == "Von Bert."


def test_preview_shows_the_page_of_the_pending_state_to_editors_only(client, network):
    revision = change(network, editor(), summary="Nur in der Vorschau.")
    for url in (desk("preview", revision.pk), desk("record_preview", "networks.network", network.pk)):
        client.logout()
        assert client.get(url).status_code == 302
        client.force_login(editor())
        response = client.get(url)
        page = response.content.decode()
        assert response.status_code == 200
        assert "Nur in der Vorschau." in page and "Vorschau – nicht öffentlich" in page
        assert "noindex" in response["X-Robots-Tag"] and "no-store" in response["Cache-Control"]
        assert 'content="noindex' in page
    assert "Nur in der Vorschau." not in public(client, network)


def test_preview_of_a_draft_and_of_a_person_without_task(client):
    client.force_login(editor())
    network = make(Network, state=State.DRAFT, name="Entwurfsnetz")
    from contacts.models import Person

    person = make(Person)

    assert "Entwurfsnetz" in client.get(desk("record_preview", "networks.network", network.pk)).content.decode()
    missing = client.get(desk("record_preview", "contacts.person", person.pk))
    assert missing.status_code == 200 and "keine öffentliche Seite" in missing.content.decode()
    network.refresh_from_db()
    assert network.state == State.DRAFT


def test_preview_leaves_nothing_in_memory(client, network):
    """The list of public sources is kept per process; a source tried out in a preview must not get into it."""
    source = network.citations.first().source
    hidden = make(SourceDocument, state=State.DRAFT, title="Geheimes Heft")
    client.force_login(editor())
    client.get(desk("record_preview", "publishing.sourcedocument", hidden.pk))
    revision = change(source, editor(), submit=False, short_title="Heimlich umbenannt")
    client.get(desk("preview", revision.pk))

    page = public(client, network)
    assert source.short_title in page or source.title in page
    assert "Heimlich umbenannt" not in page and "Geheimes Heft" not in page
    assert client.get("/quellen/").status_code == 200


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_kind_of_record_has_form_history_and_preview(client, model):
    record = make(model, **({"regions": [make(Region)]} if model is Network else {}))
    if model._meta.model_name == "person":
        make(Responsibility, person=record)
    client.force_login(editor())

    form, told = (client.get(admin_url(record, page)) for page in ("change", "history"))
    for page in (form, told):
        assert page.status_code == 200
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", page.content.decode())
    assert client.get(desk("record_preview", model._meta.label_lower, record.pk)).status_code == 200
    drawn = form_data(form.content.decode(), f"{model._meta.model_name}_form")
    assert client.post(admin_url(record, "change"), drawn | {"_continue": "1"}).status_code == 302
    assert not Revision.objects.exists(), Revision.objects.get().changes


def test_sent_back_with_a_comment_that_the_author_reads(client, network):
    revision = change(network, editor(), summary="Neu.")
    client.force_login(reviewer())

    refused = decide(client, revision, "zurueckgeben", grund=" ")
    assert refused.status_code == 400 and "braucht einen Grund" in refused.content.decode()
    decide(client, revision, "zurueckgeben", grund="Bitte Quelle nennen.")

    client.force_login(editor())
    assert "Bitte Quelle nennen." in client.get(admin_url(network, "change")).content.decode()
    assert history.stage(network) == Stage.CHANGED


def test_four_eyes_at_the_page_and_by_hand(client, network):
    boss = reviewer()
    revision = change(network, boss, summary="Neu.")
    client.force_login(boss)

    page = client.get(desk("change", revision.pk)).content.decode()
    assert "Vier Augen" in page and 'value="freigeben"' not in page
    assert "von Ihnen geschrieben" in client.get(desk("queue")).content.decode()
    assert decide(client, revision, "freigeben").status_code == 403
    assert not Release.objects.exists()


def test_what_is_missing_stops_the_release_in_words(client, network):
    draft = releasable(Network, state=State.DRAFT, regions=network.regions.all())
    revision = actions.submit(record=draft, by=editor())
    draft.citations.all().delete()
    client.force_login(reviewer())

    page = client.get(desk("change", revision.pk)).content.decode()
    assert "Mindestens eine Quelle</a>: fehlt" in page
    refused = decide(client, revision, "freigeben")
    assert refused.status_code == 400 and "Vor der Freigabe fehlt: Mindestens eine Quelle" in refused.content.decode()


@pytest.mark.parametrize("day", ["31.03.", "03/2027", "2020-01-01", "x" * 500])
def test_nonsense_as_validity_is_explained(client, network, day):
    revision = change(network, editor(), summary="Neu.")
    client.force_login(reviewer())

    assert decide(client, revision, "freigeben", gueltig_bis=day).status_code == 400


def test_conflict_is_named_on_the_page(client, network):
    revision = change(network, editor(), summary="Neu.")
    Network.objects.filter(pk=network.pk).update(summary="Inzwischen.")
    client.force_login(reviewer())

    page = client.get(desk("change", revision.pk)).content.decode()
    assert "inzwischen an denselben Stellen geändert" in page
    refused = decide(client, revision, "freigeben")
    assert refused.status_code == 400 and "an denselben Stellen" in refused.content.decode()


def test_archive_asks_for_a_reason(client, network):
    client.force_login(reviewer())
    url = move_url(network, "archivieren")
    assert "Statt der Seite steht dort auf Dauer der Grund" in client.get(url).content.decode()

    assert move(client, network, "archivieren", grund="").status_code == 400
    move(client, network, "archivieren", grund="Aufgelöst.")

    client.logout()
    assert client.get(network.get_absolute_url()).status_code == 410


def test_earlier_state_is_restored_as_a_change(client, network):
    author = editor()
    for words in ("Erste Fassung.", "Zweite Fassung."):
        client.force_login(author)
        save(client, network, summary=words, _submit="1")
        client.force_login(reviewer())
        decide(client, history.open_change(network), "freigeben")
    first = Revision.objects.get(number=1)
    client.force_login(author)
    assert "<ins>Erste Fassung.</ins>" in client.get(reverse("past:restore", args=[first.pk])).content.decode()

    restore(client, first)

    waiting = history.open_change(network)
    assert waiting.changes == [{"field": "summary", "old": "Zweite Fassung.", "new": "Erste Fassung."}]
    again = restore(client, first)
    assert again.status_code == 400 and "schon eine offene Änderung" in again.content.decode()


def test_checked_button_confirms_what_is_public_and_nothing_that_waits(client, network):
    """Otherwise what somebody has just corrected would be shown as confirmed until the release."""
    by = editor()
    client.force_login(by)
    for _ in range(2):  # the second time nothing is changed any more, but the form shows what waits
        save(client, network, summary="Neu.", _mark_checked="1")

        network.refresh_from_db()
        assert not network.checked_on and network.summary == "Ein Netz."
        assert "Nicht als geprüft markiert" in client.get(admin_url(network, "change")).content.decode()
    assert {*Transition.objects.values_list("verb", flat=True)} == {"aendern"}

    actions.discard(record=network, by=by)
    save(client, network, _mark_checked="1")
    network.refresh_from_db()
    assert network.checked_on


def test_deleted_in_the_admin_stays_in_the_history(client, network):
    client.force_login(administrator())

    client.post(admin_url(network, "delete"), {"post": "yes"})

    assert not Network.objects.exists()
    revision = Revision.objects.get()
    assert revision.kind == "loeschung" and revision.snapshot["fields"]["name"] == "Lichtnetz"
    assert client.get(desk("change", revision.pk)).status_code == 200
    assert client.get(desk("preview", revision.pk)).status_code == 404


def test_queue_begins_with_the_gravest(client):
    from contacts.models import Person

    author = editor()
    text = change(releasable(Network), author, summary="Neu.")
    person = make(Person)
    make(Responsibility, person=person)
    grave = change(person, author, function="Leitung")
    status = change(releasable(Network), author, stated_status="beendet")
    client.force_login(author)

    page = client.get(desk("queue")).content.decode()

    assert re.findall(r"/aenderung/(\d+)/", page) == [str(row.pk) for row in (grave, status, text)]


@pytest.mark.once
def test_pages_of_the_desk_keep_their_budget(client, django_assert_max_num_queries):
    author = editor()
    for _ in range(4):
        change(releasable(Network, regions=[make(Region)]), author, summary="Neu.")
    network = releasable(Network, regions=[make(Region)])
    for _ in range(5):
        make(Name, subject=network)
        make(Responsibility, network=network)
    revision = change(network, author, summary="Neu.")
    client.force_login(reviewer(regions=[network.regions.get()]))
    client.get(desk("queue"))

    with django_assert_max_num_queries(16):  # with whom the account stands in for
        client.get(desk("queue"))
    with django_assert_max_num_queries(51):  # with what visitors lack already, its case, what it names that is a draft
        client.get(desk("change", revision.pk))
    # With what visitors said about reaching it, what they miss already, the case that the change may be part of, and
    # whether the account decides about it.
    with django_assert_max_num_queries(52):
        client.get(admin_url(network, "change"))
    with django_assert_max_num_queries(15):
        client.get(admin_url(network, "history"))
    with django_assert_max_num_queries(15):
        client.get(admin_url(Network, "changelist"))
    # All of it was written just now; with what goes along, what not, and whether the account decides about it there.
    with django_assert_max_num_queries(73):
        client.get(desk("preview", revision.pk))


@pytest.mark.parametrize(
    "url",
    [
        "/redaktion/eintrag/networks.network/999/vorschau/",
        "/redaktion/eintrag/auth.group/1/vorschau/",
        "/redaktion/eintrag/gibt.es.nicht/1/vorschau/",
        "/redaktion/eintrag/nichts/1/archivieren/",
        "/redaktion/aenderung/999/",
        "/redaktion/vorschau/999/",
        "/redaktion/freigabe/?seite=99",
    ],
)
def test_address_of_nothing_is_not_found(client, url):
    client.force_login(Editor.objects.create_superuser("alles"))

    assert client.get(url).status_code == 404


def test_stranger_sees_nothing_of_the_desk(client, network):
    revision = change(network, editor(), summary="Neu.")
    client.force_login(Editor.objects.create_user("fremd", is_staff=True))

    for url in (desk("change", revision.pk), desk("preview", revision.pk), admin_url(network, "history")):
        assert client.get(url).status_code == 403
