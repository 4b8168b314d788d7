"""Whoever objects to standing in the directory is gone from it at once, whatever editors do."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from contacts.models import Channel, Person, Responsibility
from contacts.objections import lift_objection, note_objection
from duplicates.merge import check_pair
from networks.models import Network
from publishing import actions, history
from publishing.criteria import Lacking, checklist
from publishing.enums import RevisionState, State
from publishing.models import Transition
from publishing.snapshots import take
from regions.models import Region
from tests.factories import make
from tests.roles import change, editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 3)


@pytest.fixture
def person():
    network = make(Network, name="Lichtnetz", regions=[make(Region, kind="land")])
    person = releasable(Person, given_name="Ada", family_name="Wunderlich")
    make(Channel, person=person, kind="telefon", value="0711 12345")
    make(Responsibility, person=person, network=network, task="Beratung", concern="beitreten")
    return person


def everywhere(client) -> dict[str, str]:
    """What visitors and the lists of editors say, by address."""
    network = Network.objects.get()
    pages = (
        network.get_absolute_url(), f"{network.get_absolute_url()}kontakt.vcf", "/ansprechpersonen/",
        "/suche/?q=Wunderlich", "/foerderkontakt/?anliegen=beitreten", f"/regionen/{network.regions.get().slug}/",
    )  # fmt: skip
    said = {url: client.get(url).content.decode() for url in pages}
    for url in ("networks.network/?format=druck", "contacts.person/?format=druck"):
        said[url] = signed_in(editor()).get(f"/redaktion/listen/{url}").content.decode()
    return said


def test_objection_hides_at_once_everywhere(client, person):
    before = everywhere(client)
    assert sum("Wunderlich" in page for page in before.values()) >= 5
    anybody = signed_in(editor(regions=[make(Region)]))  # it does not wait for the account in charge
    url = reverse("objection", args=[person.pk])
    assert "Wirkt sofort" in anybody.get(url).content.decode()

    anybody.post(url, {"tag": "2026-11-03", "grund": "Mail vom selben Tag."})

    assert [url for url, page in everywhere(client).items() if "Wunderlich" in page.replace("?q=Wunderlich", "")
            and not url.startswith("/suche/")] == []  # fmt: skip
    assert "Ada Wunderlich" not in everywhere(client)["/suche/?q=Wunderlich"]
    assert client.get(person.get_absolute_url()).status_code == 404
    assert client.get(f"{person.get_absolute_url()}kontakt.vcf").status_code == 404
    assert "Widerspruch gegen die Veröffentlichung vom 03.11.2026" in Transition.objects.get().why
    page = signed_in(reviewer()).get(f"/redaktion/eintrag/contacts.person/{person.pk}/").content.decode()
    assert "Widerspruch vom 03.11.2026: nicht öffentlich" in page


def test_change_that_waits_is_discarded_and_kept_in_the_history(person):
    waiting = change(person, editor(), function="Leitung")

    note_objection(person=person, on=DAY, by=editor())

    waiting.refresh_from_db()
    assert waiting.state == RevisionState.DISCARDED and history.open_change(person) is None


def test_no_editor_makes_public_who_has_objected(person):
    before = take(person)
    note_objection(person=person, on=DAY, by=editor())
    with pytest.raises(Lacking, match="Kein Widerspruch"):
        actions.submit(record=person, by=editor())
    with pytest.raises(PermissionDenied):
        lift_objection(person=person, by=editor(), why="Doch.")
    actions.propose(record=person, snapshot=before | {"fields": before["fields"] | {"function": "Neu"}}, by=editor())
    person.refresh_from_db()
    assert person.objected_on == DAY and person.state == State.DRAFT
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(state=State.PUBLISHED)
    preview = signed_in(editor()).get(reverse("desk:record_preview", args=["contacts.person", person.pk]))
    assert "Keine Vorschau" in preview.text


def test_what_waits_for_its_first_release_is_refused_in_words():
    person = releasable(Person, family_name="Neu", state=State.DRAFT)
    make(Responsibility, person=person, network=make(Network))
    request = actions.submit(record=person, by=editor())

    note_objection(person=person, on=DAY, by=editor())

    with pytest.raises(Lacking, match="Kein Widerspruch"):
        actions.release(revision=request, by=reviewer())


def test_reviewer_ends_it_with_a_reason_and_a_release_makes_public(person):
    note_objection(person=person, on=DAY, by=editor())
    boss = signed_in(reviewer())
    url = reverse("objection", args=[person.pk])
    assert signed_in(editor()).post(url, {"schritt": "aufheben", "grund": "Doch."}).status_code == 403
    assert boss.post(url, {"schritt": "aufheben", "grund": " "}).status_code == 400

    assert boss.post(url, {"schritt": "aufheben", "grund": "Mail vom 9.11."}).status_code == 302

    person.refresh_from_db()
    assert person.objected_on is None and person.state == State.DRAFT
    actions.release(revision=actions.submit(record=person, by=editor()), by=reviewer())


def test_day_must_have_come(person):
    tomorrow = date.today() + timedelta(days=2)
    page = signed_in(editor()).post(reverse("objection", args=[person.pk]), {"tag": tomorrow.isoformat()})
    assert page.status_code == 400 and "nicht in der Zukunft" in page.content.decode()
    person.refresh_from_db()
    assert person.objected_on is None


def test_another_entry_of_the_same_person_is_noticed_and_not_merged_away(person):
    other = make(Person, given_name="Ada", family_name="Wunderlich")
    note_objection(person=person, on=DAY, by=editor())
    words = "Niemand gleichen Namens hat der Veröffentlichung widersprochen"

    assert [answer.met for answer in checklist(other) if str(answer.text) == words] == [False]
    assert [answer.met for answer in checklist(person) if str(answer.text) == words] == [True]
    with pytest.raises(ValidationError, match="widersprochen"):
        check_pair(reviewer(), other, person)


def test_basis_and_days_are_for_editors_only(client, person):
    snapshot = take(person)
    snapshot["fields"] |= {"basis": "einwilligung", "informed_on": "2026-10-01", "open_data_on": "2026-10-02"}
    revision = actions.propose(record=person, snapshot=snapshot, by=editor())
    actions.submit(record=person, by=editor())
    actions.release(revision=revision, by=reviewer())
    page = client.get(person.get_absolute_url()).content.decode()
    page += client.get(f"{person.get_absolute_url()}verlauf/").content.decode()
    assert not [word for word in ("Einwilligung", "Grundlage", "informiert", "offene Daten") if word in page]
    by = signed_in(editor())
    url = "/redaktion/listen/contacts.person/?format=csv&spalte=family_name"

    def rows(address: str) -> list[list[str]]:
        text = b"".join(by.get(address).streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";"))

    assert rows(f"{url}&spalte=basis&spalte=informed_on")[1] == ["Wunderlich", "Einwilligung der Person", "01.10.2026"]
    assert "Grundlage" not in str(rows("/redaktion/listen/contacts.person/?format=csv"))
    read = by.get(f"/redaktion/eintrag/contacts.person/{person.pk}/").content.decode()
    assert "Einwilligung der Person" in read and "1. Oktober 2026" in read
    assert "ohne Grundlage" in by.get("/redaktion/contacts/person/").content.decode()
