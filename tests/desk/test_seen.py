"""What somebody decides upon is what the page showed; otherwise it is shown again, and nothing typed is lost."""

import re

import pytest
from django.urls import reverse

from publishing import actions, history, snapshots
from publishing.enums import RevisionKind, RevisionState, Stage, State, Verb
from publishing.models import Release, Revision, Transition
from stories.models import Story
from tests.admin_pages import admin_url
from tests.desk_pages import decide, move, token_of
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import change, editor, reviewer
from tests.writing import recorded

pytestmark = pytest.mark.django_db


def change_url(revision: Revision) -> str:
    return reverse("desk:change", args=[revision.pk])


def token_in(page: str) -> str:
    return re.search(r'name="gesehen" value="([^"]+)"', page)[1]


def rewrite(revision: Revision, by, text: str) -> None:
    state = snapshots.take(revision.record)
    state["fields"]["body"] = text
    actions.propose(record=revision.record, snapshot=state, by=by, revise=revision)


def test_text_exchanged_after_the_page_was_opened_is_not_released(client):
    author = editor(username="ada")
    revision = change(make(Story), author, body="Geprüfter Satz.")
    client.force_login(reviewer())
    seen = token_in(client.get(change_url(revision)).content.decode())
    rewrite(revision, author, "Untergeschobener Satz.")

    data = {"schritt": "freigeben", "gesehen": seen, "gueltig_bis": "2099-03-31", "grund": ""}
    refused = client.post(change_url(revision), data)

    page = refused.content.decode()
    assert refused.status_code == 400
    assert "hat ada gesichert" in page and "Bitte noch einmal ansehen" in page
    assert "<ins>Untergeschobener Satz.</ins>" in page and 'value="2099-03-31"' in page
    assert not Release.objects.exists()
    released = client.post(change_url(revision), data | {"gesehen": token_in(page)})
    assert released.status_code == 302 and str(Release.objects.get().valid_until) == "2099-03-31"


def test_comment_is_kept_when_the_change_became_another_one_or_was_decided(client):
    author = editor()
    revision = change(make(Story), author, body="Neu.")
    client.force_login(reviewer())
    seen = token_of(revision.record)
    rewrite(revision, author, "Neuer.")

    data = {"schritt": "zurueckgeben", "gesehen": seen, "grund": "Bitte kürzer fassen."}
    again = client.post(change_url(revision), data)
    assert again.status_code == 400 and ">Bitte kürzer fassen.</textarea>" in again.content.decode()

    actions.release(revision=revision, by=reviewer())
    late = client.post(change_url(revision), data)
    page = late.content.decode()
    assert late.status_code == 400 and "geht dort nicht" in page
    assert "geschrieben hatten: Bitte kürzer fassen." in page
    assert not Transition.objects.filter(verb=Verb.SEND_BACK).exists()


@pytest.mark.parametrize("sent", ["", "x", "1.1.entwurf/freigegeben", "9" * 400, "..//.."])
def test_page_that_does_not_say_what_it_showed_decides_nothing(client, sent):
    revision = change(make(Story), editor(), body="Neu.")
    client.force_login(reviewer())

    for step in ("freigeben", "zurueckgeben"):
        refused = client.post(change_url(revision), {"schritt": step, "gesehen": sent, "grund": "Grund."})
        assert refused.status_code == 400 and "noch einmal ansehen" in refused.content.decode()
    assert client.post(change_url(revision), {"schritt": "freigeben"}).status_code == 400
    revision.refresh_from_db()
    assert revision.state == RevisionState.REVIEW


STEPS = {
    Verb.SUBMIT: Stage.CHANGED, Verb.RECALL: Stage.CHANGE_REVIEW, Verb.SEND_BACK: Stage.CHANGE_REVIEW,
    Verb.DISCARD: Stage.CHANGED, Verb.RENEW: Stage.PUBLISHED, Verb.WITHDRAW: Stage.PUBLISHED,
    Verb.ARCHIVE: Stage.PUBLISHED, Verb.RESUME: Stage.ARCHIVED,
}  # fmt: skip


def topic_in(stage: Stage, author) -> Story:
    if stage == Stage.ARCHIVED:
        return make(Story, state=State.ARCHIVED, archive_reason="Ende.")
    topic = make(Story)
    if stage != Stage.PUBLISHED:
        change(topic, author, submit=stage == Stage.CHANGE_REVIEW, body="Satz der Änderung.")
    return topic


@pytest.mark.parametrize("verb", [verb for verb in STEPS if verb != Verb.SEND_BACK])
def test_step_waits_until_its_page_was_seen_as_the_entry_is_now(client, verb):
    author = editor(username="ada")
    topic = topic_in(STEPS[verb], author)
    client.force_login(reviewer())
    url = reverse("desk:move", args=[topic._meta.label_lower, topic.pk, verb])
    page = client.get(url).content.decode()
    assert token_in(page) == token_of(topic)
    assert ("Satz der Änderung." in page) is (STEPS[verb] in (Stage.CHANGED, Stage.CHANGE_REVIEW))
    with recorded(record=topic, by=author):
        Story.objects.filter(pk=topic.pk).update(summary="Dazwischen.")
    stage = history.stage(topic)

    for seen in (token_in(page), ""):
        refused = client.post(url, {"gesehen": seen, "grund": "Mein Grund."})
        again = refused.content.decode()
        assert refused.status_code == 400 and ">Mein Grund.</textarea>" in again
        assert ("hat ada gesichert" in again) is bool(seen)
    assert history.stage(topic) == stage

    assert client.post(url, {"gesehen": token_in(again), "grund": "Mein Grund."}).status_code == 302


def test_earlier_state_is_compared_with_what_the_page_showed(client):
    author, topic = editor(username="ada"), make(Story, body="Alt.")
    past = actions.record_new(topic, by=author)
    with recorded(record=topic, by=author):
        Story.objects.filter(pk=topic.pk).update(body="Neu.")
    client.force_login(author)
    url = reverse("past:restore", args=[past.pk])
    seen = token_in(client.get(url).content.decode())
    with recorded(record=topic, by=author):
        Story.objects.filter(pk=topic.pk).update(body="Noch neuer.")

    refused = client.post(url, {"gesehen": seen, "grund": "Mein Grund."})

    page = refused.content.decode()
    assert refused.status_code == 400 and "hat ada gesichert" in page
    assert "Noch neuer." in page and ">Mein Grund.</textarea>" in page
    assert not Revision.objects.filter(kind=RevisionKind.RESTORE).exists()
    assert client.post(url, {"gesehen": token_in(page)}).status_code == 302


def test_what_is_gone_is_said_and_leads_back_to_the_list(client, monkeypatch):
    """Between the page's first look and the lock."""
    topic = make(Story)
    client.force_login(reviewer())
    token = token_of(topic)
    monkeypatch.setattr("publishing.locking.locked_rows", lambda wanted, **options: {})
    response = client.post(
        reverse("desk:move", args=[topic._meta.label_lower, topic.pk, "archivieren"]),
        {"gesehen": token, "grund": "Ende."},
        follow=True,
    )

    assert response.redirect_chain == [(admin_url(Story, "changelist"), 302)]
    assert "gibt es nicht mehr" in response.content.decode()


def test_form_knows_what_was_decided_since_it_was_opened(client):
    """A discarded change does not come back with the form in which it had been proposed."""
    author, topic = editor(username="ada"), make(Story)
    change(topic, author, submit=False, body="Verworfener Satz.")
    second = editor()
    client.force_login(second)
    opened = form_data(client.get(admin_url(topic, "change")).content.decode(), "story_form")
    move(client, topic, "verwerfen")

    response = client.post(admin_url(topic, "change"), opened | {"summary": "Mein Satz.", "_why": "Genauer"})

    page = response.content.decode()
    assert response.status_code == 200 and "Änderung verworfen" in page and "Mein Satz." in page
    assert 'value="Genauer"' in page
    assert history.open_change(topic) is None


def test_form_without_a_token_writes_nothing(client):
    topic = make(Story, state=State.DRAFT, summary="Alt.")
    client.force_login(editor())
    data = form_data(client.get(admin_url(topic, "change")).content.decode(), "story_form")
    del data["_opened"]

    for target in (topic, make(Story)):
        page = client.post(admin_url(target, "change"), data | {"summary": "Mein Satz."}).content.decode()
        assert "nicht gesagt, welchen Stand sie zeigt" in page and "Mein Satz." in page
    assert not Revision.objects.exists() and not Story.objects.filter(summary="Mein Satz.").exists()


def test_who_releases_second_reads_that_it_is_done(client):
    revision = change(make(Story), editor(), body="Neu.")
    client.force_login(reviewer())
    seen = token_of(revision.record)
    assert decide(client, revision, "freigeben").status_code == 302

    refused = client.post(change_url(revision), {"schritt": "freigeben", "gesehen": seen})

    assert refused.status_code == 400 and "schon entschieden: Freigegeben" in refused.content.decode()
    assert Release.objects.count() == 1
