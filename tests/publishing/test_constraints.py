"""Every named constraint of every model: a human German message in full_clean, and the database agrees."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accounts.models import Editor
from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Branch, Event, Network, NetworkMarket, Organisation, Participation, Relation
from pictures.models import Picture
from programmes.models import Financing, Funding, Programme
from publishing.enums import RevisionState, State
from publishing.models import Figure, Name, Release, Revision, SlugHistory, SourceDocument
from regions.models import Postcode, Region
from stories.models import Series, Story
from tests.factories import RECORDS, make
from tests.roles import change, editor

pytestmark = pytest.mark.django_db
PACKAGES = ("regions", "accounts", "publishing", "pictures", "networks", "programmes", "contacts", "stories")


def twin(row, *fields):
    """Makes another row of the same model take over what must be unique."""
    other = make(type(row), **({"subject": make(Network)} if isinstance(row, Name) else {}))
    for name in fields:
        setattr(other, name, getattr(row, name))
    return other


def changed(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def own_parent(model):
    row = make(model)
    return changed(row, parent=row)


def self_relation():
    row = make(Relation)
    return changed(row, to_network=row.from_network)


def sourced(model, **values):
    return make(model, source=make(SourceDocument), **values)


def former_address():
    row = SlugHistory(slug="frueher", object_id=1, content_type_id=content_type())
    row.save()
    return SlugHistory(slug="frueher", object_id=2, content_type_id=content_type())


def content_type():
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(Network).pk


def second_account_with_the_same_address():
    Editor.objects.create(username="erste", email="post@amt.example")
    return Editor(username="zweite", email="POST@amt.example", password="!")


def second_open_change():
    first = change(make(Network), editor(all_regions=True), summary="Neu.")
    return Revision(
        content_type=first.content_type, object_id=first.object_id, number=99, label="Zweite", state=first.state
    )


def second_change_of_that_number():
    first = change(make(Network), editor(all_regions=True), summary="Neu.")
    return Revision(
        content_type=first.content_type, object_id=first.object_id, number=first.number, label="Zweite",
        state=RevisionState.DISCARDED,
    )  # fmt: skip


def release_that_ended_before_it_began():
    return Release(
        content_type_id=content_type(), object_id=1, office="Amt", day=date(2026, 1, 2), valid_until=date(2026, 1, 1)
    )


def branch_twice():
    Branch.objects.create(edition="2025", code="62", title="Eins", slug="a", level=1)
    return Branch(edition="2025", code="62", title="Zwei", slug="b", level=1)


BREAKS = {
    "revision_one_open": (second_open_change, "schon eine offene Änderung"),
    "revision_number_once": (second_change_of_that_number, "Jemand hat diesen Eintrag gerade gesichert"),
    "release_valid_after_day": (release_that_ended_before_it_began, "Eine Freigabe gilt nicht rückwärts"),
    "person_objected_is_not_public": (
        lambda: changed(make(Person), objected_on=date(2026, 1, 2)),
        "Die Person hat der Veröffentlichung widersprochen",
    ),
    "branch_code_once_per_edition": (branch_twice, "existiert bereits"),
    "editor_email_once": (second_account_with_the_same_address, "Mit dieser E-Mail-Adresse gibt es schon ein Konto"),
    "region_nuts_has_version": (lambda: changed(make(Region), nuts="DE9"), "Ein NUTS-Code braucht seine Fassung"),
    "region_ags_unique": (lambda: twin(make(Region, ags="99"), "ags"), "Diesen AGS trägt schon"),
    "postcode_once_per_region": (
        lambda: twin(make(Postcode), "code", "region"),
        "Diese Postleitzahl ist für die Region schon eingetragen",
    ),
    "name_once_per_record_and_source": (
        lambda: twin(sourced(Name, subject=make(Network)), "content_type", "object_id", "kind", "name", "source"),
        "Dieser Name ist mit dieser Quelle schon eingetragen",
    ),
    "figure_of_another_counts_no_members": (
        lambda: changed(make(Figure, subject=make(Network)), about="Berlin", is_membership=True),
        "Eine Zahl zu etwas anderem zählt nicht die Mitglieder",
    ),
    "figure_range_has_both_ends": (
        lambda: changed(make(Figure, subject=make(Network)), qualifier="bis"),
        "braucht zwei Zahlen, die zweite größer",
    ),
    "slug_history_once": (former_address, "Diese frühere Adresse führt schon zu einem Eintrag"),
    "source_release_note_complete": (
        lambda: changed(make(SourceDocument), release_office="Amt"),
        "Ein Freigabevermerk besteht aus Stelle und Datum",
    ),
    "network_market_once_per_source": (
        lambda: twin(sourced(NetworkMarket), "network", "market", "source"),
        "Dieser Zielmarkt ist mit dieser Quelle schon eingetragen",
    ),
    "organisation_not_its_own_parent": (lambda: own_parent(Organisation), "kann nicht zu sich selbst gehören"),
    "picture_is_described": (lambda: changed(make(Picture), description=""), "Bitte beschreiben, was zu sehen ist"),
    "picture_licence_is_known": (
        lambda: changed(make(Picture), licence="andere"),
        "Bei „andere Lizenz“ bitte die Adresse angeben",
    ),
    "story_number_needs_series": (
        lambda: changed(make(Story), number=1),
        "Eine Nummer hat ein Beitrag nur in einer Serie",
    ),
    "story_number_once_a_series": (
        lambda: twin(make(Story, series=make(Series), number=1), "series", "number"),
        "Diesen Teil hat die Serie schon",
    ),
    "programme_not_its_own_parent": (lambda: own_parent(Programme), "kann nicht Teil von sich selbst sein"),
    "event_ends_after_start": (
        lambda: changed(make(Event), start="2020-05", end="2020-04"),
        "Die Veranstaltung endet, bevor sie beginnt",
    ),
    "participation_once_per_role_and_source": (
        lambda: twin(sourced(Participation), "network", "organisation", "role", "source"),
        "Diese Beteiligung ist mit dieser Quelle schon eingetragen",
    ),
    "relation_once_per_kind_and_source": (
        lambda: twin(sourced(Relation), "from_network", "to_network", "kind", "source"),
        "Diese Beziehung ist mit dieser Quelle schon eingetragen",
    ),
    "relation_not_to_itself": (self_relation, "keine Beziehung zu sich selbst"),
    "financing_names_one_body": (lambda: changed(make(Financing), body="Bund"), "Bitte genau eines angeben"),
    "funding_once_per_source": (
        lambda: twin(sourced(Funding), "network", "programme", "source"),
        "Diese Förderung ist mit dieser Quelle schon eingetragen",
    ),
    "funding_ends_after_start": (
        lambda: changed(make(Funding), start="2021", end="2020"),
        "Die Förderung endet, bevor sie beginnt",
    ),
    # The field itself is asked first.
    "responsibility_names_task": (lambda: changed(make(Responsibility), task=""), "Dieses Feld darf nicht leer sein"),
    "responsibility_has_one_holder": (
        lambda: changed(make(Responsibility), office=make(Organisation)),
        "Zuständig ist eine Person oder eine Stelle",
    ),
    "responsibility_fallback_is_office": (
        lambda: changed(make(Responsibility), is_fallback=True),
        "Eine Auffangstelle ist eine Stelle",
    ),
    "channel_has_one_owner": (
        lambda: changed(make(Channel), organisation=make(Organisation)),
        "gehört zu einer Person oder zu einer Organisation",
    ),
    "channel_fault_explained": (lambda: changed(make(Channel), is_faulty=True), "was an der Angabe nicht stimmt"),
    "mention_has_place": (lambda: changed(make(Mention), network=None), "wo die Person genannt ist"),
}


def archived(model):
    return lambda: changed(make(model), state=State.ARCHIVED)


BREAKS |= {
    f"{model._meta.model_name}_archived_has_reason": (archived(model), "Ein archivierter Eintrag braucht einen Grund")
    for model in RECORDS
}


def constraints() -> dict[str, models.BaseConstraint]:
    found = [model for label in PACKAGES for model in apps.get_app_config(label).get_models()]
    return {constraint.name: constraint for model in found for constraint in model._meta.constraints}


def test_every_constraint_is_tried_here():
    assert set(BREAKS) == set(constraints())


@pytest.mark.parametrize("name", BREAKS)
def test_full_clean_says_in_german_what_is_wrong(name):
    build, message = BREAKS[name]

    with pytest.raises(ValidationError) as refused:
        build().full_clean()
    assert message in " ".join(refused.value.messages)


@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses_it_too(name):
    row = BREAKS[name][0]()
    is_check = isinstance(constraints()[name], models.CheckConstraint)

    with pytest.raises(IntegrityError, match=name if is_check else None), transaction.atomic():
        row.save()


@pytest.mark.parametrize("number_to", [None, 7, 6])
def test_range_of_numbers_needs_a_larger_end(number_to):
    figure = changed(make(Figure, subject=make(Network)), qualifier="bis", number_to=number_to)

    with pytest.raises(ValidationError, match="zweite größer"):
        figure.full_clean()


def test_exact_number_has_no_second_one():
    figure = changed(make(Figure, subject=make(Network)), number_to=9)

    with pytest.raises(ValidationError, match="sonst bleibt „bis“ leer"):
        figure.full_clean()


@pytest.mark.parametrize("values", [{"body": ""}, {"organisation": None}], ids=str)
def test_financing_without_anybody_is_refused(values):
    row = changed(make(Financing), organisation=None, body="")

    with pytest.raises(ValidationError, match="genau eines"):
        row.full_clean()


def test_channel_of_nobody_is_refused():
    with pytest.raises(ValidationError, match="gehört zu einer Person"):
        changed(make(Channel), person=None).full_clean()


@pytest.mark.parametrize("start, end", [("2020-05", "2020-05"), ("", "2019"), ("2019", ""), ("XXXX-05", "2019")])
def test_event_may_end_when_it_begins_or_leave_it_open(start, end):
    event = changed(make(Event), start=start, end=end)

    event.full_clean()
    event.save()
