"""Who may make drafts of a text, of which kinds and where, and whose they are afterwards."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import Editor
from contacts.models import Person
from drafting.models import DraftRun
from networks.models import Network, Organisation
from publishing.enums import RevisionKind, State, Verb
from publishing.models import Figure, Revision, SourceDocument, Transition
from publishing.permissions import can_edit
from regions.models import Region
from tests.articles.articles import ARTICLE
from tests.drafting.pages import SOURCE, URL, create, ids, review
from tests.factories import make
from tests.roles import editor, signed_in

pytestmark = pytest.mark.django_db


def test_post_without_token_of_the_form_is_refused():
    client = Client(enforce_csrf_checks=True)
    client.force_login(Editor.objects.create_superuser("chefin", password="x"))

    assert client.post(URL, {"text": ARTICLE, **SOURCE}).status_code == 403


def test_visitors_have_to_sign_in(client):
    assert client.get(URL).url.startswith("/redaktion/login/")
    assert client.post(URL, {"text": "x"}).url.startswith("/redaktion/konto/anmelden/")


def editor_with(*codenames: str) -> Client:
    editor = Editor.objects.create_user("redaktion", password="x", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(editor)
    return client


def test_account_without_rights_sees_nothing():
    client = editor_with("view_network")

    assert client.get(URL).status_code == 403
    assert client.post(URL, {"text": ARTICLE, **SOURCE}).status_code == 403


def test_account_creates_only_kinds_of_its_packages():
    source = make(SourceDocument, title="Textilbrief 2")
    client = signed_in(editor(packages=["contacts"]))
    page = review(client, source=source.pk)

    assert "Ihr Konto darf diese Art von Angaben nicht anlegen" in page.content.decode()
    assert create(client, page, "IHK Chemnitz").status_code == 403
    assert create(client, page, "Heike Lorenz", **{f"zu-{ids(page)['Heike Lorenz']}": ""}).status_code == 302
    assert not Organisation.objects.exists()
    assert Person.objects.get().state == State.DRAFT


def test_account_without_the_package_of_sources_is_told_to_choose_one():
    client = signed_in(editor(packages=["networks"]))

    assert "Ihr Konto darf keine neue Quelle anlegen" in review(client).content.decode()


def test_drafts_begin_a_history_and_stay_with_who_made_them():
    region = make(Region)
    by = editor(regions=[region])
    client = signed_in(by)
    page = review(client)

    create(client, page, "Netzwerk TexNet Erzgebirge e. V.", "über 60")

    network, source = Network.objects.get(), SourceDocument.objects.get()
    first = Revision.objects.of(network).get()
    assert (first.kind, first.number, first.created_by) == (RevisionKind.NEW, 1, by)
    assert first.why == "Aus einem Text, Quelle: Textilbrief 3"
    assert [row["fields"]["counted"] for row in first.snapshot["parts"]["figures"].values()] == ["Mitglieder"]
    assert Transition.objects.filter(verb=Verb.CREATE, revision=first).count() == 1
    assert Revision.objects.of(source).get().created_by == by
    assert can_edit(by, network)


def test_statement_about_an_existing_draft_is_a_line_in_its_history(admin_client):
    network = make(Network, name="TexNet Erzgebirge", state=State.DRAFT)
    page = review(admin_client)

    create(admin_client, page, "über 60", "Herbst 2019")

    revision = Revision.objects.of(network).get()
    assert {change["part"] for change in revision.changes} == {"figures", "milestones"}
    assert revision.why == "Aus einem Text, Quelle: Textilbrief 3"


def test_draft_of_another_region_gets_no_statement():
    network = make(Network, name="TexNet Erzgebirge", state=State.DRAFT)
    network.regions.add(make(Region))
    client = signed_in(editor(regions=[make(Region)]))
    page = review(client)

    response = create(client, page, "über 60")

    assert "gehört nicht zu den Regionen und Bereichen Ihres Kontos" in response.content.decode()
    assert not Figure.objects.exists()
    assert not DraftRun.objects.exists()


def test_person_at_an_organisation_elsewhere_stays_with_the_account_until_release():
    make(Organisation, name="Textilforschungsinstitut", region=make(Region))
    by = editor(regions=[make(Region)])
    client = signed_in(by)
    page = review(client)
    key = ids(page)["Heike Lorenz"]

    create(client, page, "Heike Lorenz", **{f"zu-{key}": "Textilforschungsinstitut"})

    assert can_edit(by, Person.objects.get(family_name="Lorenz"))
