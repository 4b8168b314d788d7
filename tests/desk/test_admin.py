import re
from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts.models import Editor
from contacts.models import Responsibility
from networks.models import Branch, Field, Market, Network, Organisation
from publishing.enums import NameKind, State
from publishing.models import Citation, Milestone, Name, SlugHistory, SourceDocument
from regions.models import Region
from stories.models import Story
from tests.admin_pages import admin_url, errors, save

pytestmark = pytest.mark.django_db

OURS = {"regions", "publishing", "networks", "programmes", "contacts", "taggit"}
READ_ONLY = {SlugHistory, Responsibility, Branch}
MODELS = [model for model in admin.site._registry if model._meta.app_label in OURS]


@pytest.fixture
def berlin():
    return Region.objects.create(name="Berlin", slug="berlin", kind="land", ags="11")


@pytest.fixture
def network(berlin):
    network = Network.objects.create(name="it’s.BB e. V.", kind="netzwerk", summary="IT-Sicherheit.")
    network.regions.add(berlin)
    return network


@pytest.fixture
def source():
    return SourceDocument.objects.create(title="Ein Artikel", short_title="Artikel", kind="artikel")


@pytest.mark.once
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_pages_open_within_their_budget(admin_client, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        response = admin_client.get(admin_url(model, "changelist"), {"q": "xyz"})
    assert response.status_code == 200
    if model not in READ_ONLY:
        with django_assert_max_num_queries(40):
            response = admin_client.get(admin_url(model, "add"))
        assert response.status_code == 200
    html = response.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", html)


def test_index_is_german_and_carries_the_name(admin_client):
    html = admin_client.get(reverse("admin:index")).content.decode()

    assert "Netzwerkportal – Redaktion" in html
    assert "Schlagwörter" in html and not re.search(r"Taggit|>\s*Tags?\s*<", html)


FUZZY_DATES = [  # typed, EDTF, wording
    ("Ende 2018", "2018-10~/2018-12~", "Ende 2018"),
    ("10/2021", "2021-10", ""),
    ("Sommer 2023", "2023-22", ""),
    ("seit Oktober", "XXXX-10", "seit Oktober"),
    ("2018-10~/2018-12~", "2018-10~/2018-12~", ""),
    ("201X", "201X", ""),
]


def test_fuzzy_dates_are_saved_and_survive_saving_again(admin_client, network):
    prefix = "publishing-milestone-content_type-object_id"
    rows = {f"{prefix}-TOTAL_FORMS": str(len(FUZZY_DATES))}
    for number, (typed, _, _) in enumerate(FUZZY_DATES):
        rows |= {f"{prefix}-{number}-kind": "gruendung", f"{prefix}-{number}-date": typed}
        rows |= {f"{prefix}-{number}-text": f"Gegründet {number}", f"{prefix}-{number}-position": "0"}
        rows |= {f"{prefix}-{number}-certainty": "erschlossen"}
    response = save(admin_client, network, **rows)
    assert response.status_code == 302, errors(response)
    for _ in range(2):
        saved = Milestone.objects.order_by("text").values_list("date", "date_wording")
        assert list(saved) == [(edtf, wording) for _, edtf, wording in FUZZY_DATES]
        assert save(admin_client, network).status_code == 302
    assert not LogEntry.objects.filter(change_message__contains="Meilenstein").exclude(change_message__contains="added")


def test_wording_that_no_form_can_show_stays(admin_client, network):
    milestone = Milestone.objects.create(
        subject=network, kind="plan", date="2021-09", date_wording="nach der Sommerpause", text="Auftakt"
    )
    save(admin_client, network)

    milestone.refresh_from_db()
    assert (milestone.date, milestone.date_wording) == ("2021-09", "nach der Sommerpause")


def test_unreadable_date_is_explained(admin_client, network):
    prefix = "publishing-milestone-content_type-object_id-0"
    response = save(admin_client, network, **{f"{prefix}-date": "irgendwann", f"{prefix}-text": "Etwas"})

    assert "keine verständliche Zeitangabe" in errors(response)
    assert "Ende 2018" in errors(response)


def test_unchanged_form_changes_nothing(admin_client, network, source):
    Name.objects.create(subject=network, kind=NameKind.SPELLING, name="it´s.BB", source=source)
    Citation.objects.create(subject=network, field="names", source=source)
    network.tags.add("Vernetzung")
    before = Network.objects.values().get()

    assert save(admin_client, network).status_code == 302

    after = Network.objects.values().get()
    assert before | {"changed_at": None} == after | {"changed_at": None}
    assert Name.objects.count() == Citation.objects.count() == 1
    assert list(network.tags.names()) == ["Vernetzung"]
    assert LogEntry.objects.get().change_message == "[]"


def test_slug_follows_from_the_name(admin_client, berlin):
    response = save(admin_client, Network, name="Öko+ Netz", kind="netzwerk", summary="Öko.", regions=[berlin.pk])
    assert response.status_code == 302, errors(response)
    network = Network.objects.get()
    assert network.slug == "oeko-plus-netz"


def test_region_slug_may_stay_empty(admin_client):
    save(admin_client, Region, name="Thüringen", kind="land")

    assert Region.objects.get().slug == "thueringen"


def test_form_cannot_set_the_state(admin_client, network):
    html = admin_client.get(admin_url(network, "change")).content.decode()
    assert 'name="state"' not in html and 'name="archive_reason"' not in html

    save(admin_client, network, state=State.PUBLISHED)

    network.refresh_from_db()
    assert network.state == State.DRAFT


def test_same_name_twice_is_refused(admin_client, network, source):
    Name.objects.create(subject=network, kind=NameKind.SPELLING, name="itsBB", source=source)
    prefix = "publishing-name-content_type-object_id-1"
    response = save(
        admin_client,
        network,
        **{f"{prefix}-kind": NameKind.SPELLING, f"{prefix}-name": "itsBB", f"{prefix}-source": source.pk},
    )
    assert "schon eingetragen" in errors(response)


def test_citation_offers_the_records_fields_in_german(admin_client, network):
    html = admin_client.get(admin_url(network, "change")).content.decode()

    assert '<option value="legal_form">Rechtsform</option>' in html
    assert "Eintrag als Ganzes" in html
    assert '<option value="checked_on">' not in html


def test_site_link_only_for_published_records(admin_client, network):
    url = admin_url(network, "change")
    assert "Auf der Seite ansehen" not in admin_client.get(url).content.decode()

    network.state = State.PUBLISHED
    network.save()

    assert f'href="{network.get_absolute_url()}"' in admin_client.get(url).content.decode()


@pytest.mark.parametrize("typed", ["it's", "it´s.bb", "itʼs", "SUAB", "übersee", "ÜBERSEE"])
def test_autocomplete_finds_other_names(admin_client, network, typed):
    Name.objects.create(subject=network, kind=NameKind.ABBREVIATION, name="SUAB")
    Name.objects.create(subject=network, kind=NameKind.SEARCH, name="Überseenetz")
    Network.objects.create(name="Anderes Netz", kind="netzwerk", summary="Ein Netz.")

    response = admin_client.get(
        reverse("admin:autocomplete"),
        {"term": typed, "app_label": "networks", "model_name": "relation", "field_name": "to_network"},
    )
    assert [found["text"] for found in response.json()["results"]] == ["it’s.BB e. V."]


def test_action_of_the_list_marks_as_checked(admin_client, network):
    admin_client.post(admin_url(Network, "changelist"), {"action": "mark_checked", "_selected_action": [network.pk]})

    network.refresh_from_db()
    assert network.checked_on == date.today()
    assert LogEntry.objects.filter(object_id=network.pk).exists()


def test_button_saves_and_marks_as_checked(admin_client, admin_user, network):
    save(admin_client, network, summary="Neuer Text.", _mark_checked="1")

    network.refresh_from_db()
    assert (network.summary, network.checked_by, network.checked_on) == (
        "Neuer Text.",
        admin_user,
        date.today(),
    )


def test_list_filters_for_checks_and_sources(admin_client, network, source):
    Citation.objects.create(subject=network, source=source)
    old = Network.objects.create(
        name="Altes Netz", kind="hub", summary="Alt.", checked_on=date.today() - timedelta(days=800)
    )
    own = Network.objects.create(
        name="Geduldiges Netz", kind="hub", summary="Alt.", checked_on=old.checked_on, check_interval=60
    )

    def found(**query):
        return set(admin_client.get(admin_url(Network, "changelist"), query).context["cl"].result_list)

    assert found(pruefung="nie") == {network}
    assert found(pruefung="ueberfaellig") == {old}
    assert found(pruefung="aktuell") == {own}
    assert found(quelle=source.slug) == {network}
    assert found(quelle="ohne") == {old, own}
    assert found(region="berlin") == {network}
    assert found(region="ohne") == {old, own}
    assert found(region="gibt-es-nicht") == {network, old, own}
    html = admin_client.get(admin_url(Network, "changelist")).content.decode()
    assert "überfällig</strong>" in html


def test_circle_is_refused(admin_client):
    upper = Organisation.objects.create(name="Land", kind="ministerium")
    lower = Organisation.objects.create(name="Agentur", kind="behoerde", parent=upper)

    assert "Kreis" in errors(save(admin_client, upper, parent=lower.pk))
    assert "zu sich selbst" in errors(save(admin_client, upper, parent=upper.pk))


def test_vocabulary_keeps_two_levels(admin_client):
    upper, lower, other = (Field.objects.create(name=name) for name in ("IT", "Sicherheit", "Energie"))
    lower.parent = upper
    lower.save()

    assert "zwei Ebenen" in errors(save(admin_client, upper, parent=other.pk))


def test_protected_record_is_not_deleted(admin_client, network):
    market = Market.objects.create(name="Polen")
    network.market_goals.create(market=market)

    response = admin_client.post(admin_url(market, "delete"), {"post": "yes"})

    assert response.status_code == 200
    assert "Das steht dem Löschen entgegen" in response.content.decode()
    assert Market.objects.exists()


def test_source_says_what_it_supports(admin_client, network, source):
    Citation.objects.create(subject=network, source=source)
    network.offers.create(text="Beratung", source=source)

    html = admin_client.get(admin_url(source, "change")).content.decode()
    assert "1 Angebote und Ziele" in html and "1 Belege" in html
    [row] = admin_client.get(admin_url(SourceDocument, "changelist")).context["cl"].result_list
    assert row.statements == 2


def test_topic_and_editor_can_be_created(admin_client, berlin):
    save(admin_client, Story, title="Warum Netzwerke?", summary="Kurz.", body="Text.")
    response = save(admin_client, Editor, username="neu", email="neu@amt.example")
    assert response.status_code == 302
    assert Story.objects.get().slug == "warum-netzwerke"
    editor = Editor.objects.get(username="neu")
    save(admin_client, editor, regions=[berlin.pk])
    assert list(editor.regions.all()) == [berlin]


def test_account_without_rights_sees_no_records(client, network):
    client.force_login(Editor.objects.create_user("gast", is_staff=True))

    assert client.get(admin_url(network, "change")).status_code == 403
    assert client.post(admin_url(Network, "changelist"), {"action": "mark_checked"}).status_code == 403
