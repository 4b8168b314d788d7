"""Accounts by invitation: made in the admin, opened by a link that is good once and for a week."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import mail as django_mail
from django.utils import timezone

from accounts import invitations
from accounts.models import Editor, Invitation
from tests.accounts.conftest import is_signed_in, sign_in
from tests.admin_pages import admin_url, errors, save

pytestmark = pytest.mark.django_db
NEW = {"password1": "acht-gelbe-Vögel!", "password2": "acht-gelbe-Vögel!"}


@pytest.fixture
def invite(admin_client, django_capture_on_commit_callbacks):
    """Invites through the admin; returns the account and the link of the mail."""

    def invite(username="neu", **more) -> tuple[Editor, str]:
        with django_capture_on_commit_callbacks(execute=True):
            response = save(admin_client, Editor, username=username, email=f"{username}@amt.example", **more)
        assert response.status_code == 302, errors(response)
        return Editor.objects.get(username=username), link()

    return invite


def link() -> str:
    return re.search(r"http://testserver(\S+)", django_mail.outbox[-1].body)[1]


def step(admin_client, editor, key, capture):
    with capture(execute=True):
        return admin_client.post(f"/redaktion/accounts/editor/{editor.pk}/konto/{key}/", follow=True)


def test_invited_person_chooses_a_password_and_signs_in(client, invite):
    group = Group.objects.create(name="Redaktion-Test")
    editor, url = invite(first_name="Ada", last_name="Docht", groups=[group.pk])
    [message] = django_mail.outbox
    assert message.to == ["neu@amt.example"] and "Guten Tag Ada Docht" in message.body and "gilt bis" in message.body
    assert editor.is_staff and not editor.is_superuser and not editor.has_usable_password()
    assert list(editor.groups.all()) == [group] and editor.invitation.is_open

    page = client.get(url).content.decode()
    assert "<strong>neu</strong>" in page and editor.invitation.is_open
    assert "mindestens 12 Zeichen" in page
    assert client.post(url, NEW).url == "/redaktion/konto/anmelden/"

    assert not is_signed_in(client)
    sign_in(client, "neu", NEW["password1"])
    assert is_signed_in(client)
    editor.invitation.refresh_from_db()
    assert editor.invitation.accepted_at


def test_weak_or_different_passwords_keep_the_link(client, invite):
    _, url = invite()
    for wrong in ({"password1": "kurz", "password2": "kurz"}, NEW | {"password2": "anders-und-lang"}, {}):
        assert client.post(url, wrong).status_code == 200

    assert client.post(url, NEW).status_code == 302


def closed(client, url) -> bool:
    responses = [client.get(url), client.post(url, NEW)]
    return all(r.status_code == 410 and "gilt nicht mehr" in r.content.decode() for r in responses)


def test_link_is_good_once(client, invite):
    editor, url = invite()
    client.post(url, NEW)
    again = {"password1": "neun-rote-Füchse", "password2": "neun-rote-Füchse"}

    assert closed(client, url) and client.post(url, again).status_code == 410
    editor.refresh_from_db()
    assert editor.check_password(NEW["password1"])


def test_link_is_good_for_seven_days(client, invite, monkeypatch):
    _, url = invite()
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=6, hours=23))
    assert client.get(url).status_code == 200
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=7, seconds=1))

    assert closed(client, url)


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.swapcase(), lambda t: "a:b:c"])
def test_changed_link_is_refused(client, invite, change):
    _, url = invite()
    token = url.split("/")[-2]

    assert closed(client, url.replace(token, change(token)))


def test_link_of_another_account_or_purpose_is_refused(client, invite):
    from django.core import signing

    editor, url = invite()
    for payload in ([editor.pk, editor.invitation.nonce], [editor.invitation.pk, "x"], "x", [1], {"a": 1}, None):
        salt = invitations.SALT if payload != [editor.pk, editor.invitation.nonce] else "anders"
        assert closed(client, f"/redaktion/konto/einladung/{signing.dumps(payload, salt=salt)}/"), payload
    assert client.get(url).status_code == 200


def test_sending_again_replaces_the_link(client, invite, admin_client, django_capture_on_commit_callbacks):
    editor, old = invite()
    page = step(admin_client, editor, "einladen", django_capture_on_commit_callbacks).content.decode()

    assert "Einladung an neu@amt.example geht gleich hinaus" in page and link() != old
    assert closed(client, old)
    assert client.post(link(), NEW).status_code == 302
    page = step(admin_client, editor, "einladen", django_capture_on_commit_callbacks).content.decode()
    assert "nicht (mehr) möglich" in page and len(django_mail.outbox) == 2


def test_revoked_invitation_leads_nowhere_and_forgetting_does_not_help(
    client, invite, admin_client, django_capture_on_commit_callbacks
):
    editor, url = invite()
    step(admin_client, editor, "zurueckziehen", django_capture_on_commit_callbacks)

    assert closed(client, url)
    client.post("/redaktion/konto/passwort/vergessen/", {"email": editor.email})
    assert len(django_mail.outbox) == 1
    messages = [entry.get_change_message() for entry in LogEntry.objects.filter(object_id=str(editor.pk))]
    assert "Einladung zurückgezogen." in messages


def test_blocked_account_cannot_accept(client, invite):
    editor, url = invite()
    editor.is_active = False
    editor.save()

    assert closed(client, url)


def test_list_shows_what_is_pending(admin_client, account, invite):
    until = f"{timezone.localtime() + timedelta(days=7):%d.%m.%Y}"
    states = {"offen": {}, "abgelaufen": {"sent_at": timezone.now() - timedelta(days=8)}}
    states |= {"angenommen": {"accepted_at": timezone.now()}, "zurueckgezogen": {"revoked_at": timezone.now()}}
    for state, values in states.items():
        Invitation.objects.create(editor=account(state), **values)
    page = admin_client.get(admin_url(Editor, "changelist")).content.decode()
    for words in (f"eingeladen bis {until}", "Einladung abgelaufen", "angenommen", "Einladung zurückgezogen"):
        assert words in page

    for state in states:
        result = admin_client.get(admin_url(Editor, "changelist"), {"einladung": state}).context["cl"].result_list
        assert [editor.username for editor in result] == [state]
    response = admin_client.get(admin_url(Editor, "changelist"), {"einladung": "unsinn"})
    assert response.status_code == 200 and response.context["cl"].result_count == 5


def test_address_is_needed_and_belongs_to_one_account(admin_client, account):
    account()
    assert "zwingend erforderlich" in errors(save(admin_client, Editor, username="neu"))
    assert "gibt es schon ein Konto" in errors(save(admin_client, Editor, username="neu", email="ADA@amt.example"))


def test_nobody_sets_the_password_of_another(admin_client, account):
    editor = account()
    url = f"/redaktion/accounts/editor/{editor.pk}/password/"

    assert admin_client.get(url).status_code == admin_client.post(url, NEW).status_code == 403
    assert "password" not in admin_client.get(admin_url(editor, "change")).content.decode().replace(
        "password_change", ""
    )


def test_steps_of_nobody_and_nothing_are_missing(admin_client, account):
    editor = account()
    for path in (f"{editor.pk}/konto/unsinn/", "99999/konto/abmelden/"):
        assert admin_client.get(f"/redaktion/accounts/editor/{path}").status_code == 404
