"""Editors choose branches from the official list and keep umbrella brands themselves."""

import re

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from networks.models import Branch, Brand, Organisation
from networks_portal.loading.branches import load_branches
from publishing.enums import State
from tests.admin_pages import admin_url, save
from tests.factories import make
from tests.roles import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def software():
    load_branches(settings.BASE_DIR / "fixtures")
    return Branch.objects.get(slug="wz2008-62-01-9")


def test_organisation_gets_branch_and_brand(admin_client, software):
    office, brand = make(Organisation, state=State.DRAFT), make(Brand, name="Marke", slug="marke")
    save(admin_client, office, branches=[str(software.pk)], brands=[str(brand.pk)])

    assert [str(branch) for branch in office.branches.all()] == [
        "62.01.9 Sonstige Softwareentwicklung (WZ 2008)",
    ]
    assert list(office.brands.all()) == [brand]


def test_branches_are_found_by_code_and_title(admin_client, software):
    query = {"app_label": "networks", "model_name": "organisation", "field_name": "branches"}
    url = reverse("admin:autocomplete")
    by_code = admin_client.get(url, query | {"term": "62.01.9"}).json()["results"]
    by_title = admin_client.get(url, query | {"term": "Sonstige Softwareentw"}).json()["results"]

    assert {"id": str(software.pk), "text": str(software)} in by_code
    assert {"id": str(software.pk), "text": str(software)} in by_title


def test_the_classification_cannot_be_changed_by_hand(admin_client, software):
    page = admin_client.get(admin_url(software, "change")).content.decode()

    assert "Sonstige Softwareentwicklung" in page
    assert re.findall(r'name="(edition|code|title|level|parent|slug|synonyms)"', page) == ["synonyms"]
    assert admin_client.get(admin_url(Branch, "add")).status_code == 403
    assert admin_client.get(admin_url(software, "delete")).status_code == 403


def test_editors_add_only_the_everyday_names_of_a_branch(admin_client, software):
    save(admin_client, software, synonyms="Programmierer\nSoftwarehaus", title="Etwas anderes", code="99")
    software.refresh_from_db()

    assert software.synonyms.split() == ["Programmierer", "Softwarehaus"]
    assert (software.code, "Softwareentwicklung" in software.title) == ("62.01.9", True)
    assert "Softwarehaus" in LogEntry.objects.get(content_type__model="branch").get_change_message()


def test_brand_gets_its_address_from_its_name(admin_client):
    save(admin_client, Brand, name="Technik für Übermorgen")

    assert Brand.objects.get().slug == "technik-fuer-uebermorgen"


def test_organisations_are_filtered_by_section_brand_and_without_branch(admin_client, software):
    brand = make(Brand, name="Marke", slug="marke")
    make(Organisation, name="Alphawerk", branches=[software], brands=[brand])
    make(Organisation, name="Betawerk")

    def listed(query):
        page = admin_client.get(f"{admin_url(Organisation, 'changelist')}?{query}").content.decode()
        return [name for name in ("Alphawerk", "Betawerk") if f">{name}</a>" in page]

    assert listed("branche=wz2008-j") == listed(f"dachmarke={brand.slug}") == ["Alphawerk"]
    assert listed("branche=wz2025-j") == []
    assert listed("branche=ohne") == ["Betawerk"]


def test_lists_of_branches_and_brands(admin_client, software, django_assert_max_num_queries):
    make(Organisation, branches=[software], brands=[make(Brand, slug="marke")])
    for model in (Branch, Brand):
        with django_assert_max_num_queries(10):
            assert admin_client.get(admin_url(model, "changelist"), {"q": "62.01.9"}).status_code == 200


def test_who_writes_organisations_adds_a_brand_but_renames_none(client):
    brand = make(Brand, name="Alte Marke", slug="alt")
    client.force_login(editor())

    save(client, Brand, name="Neue Marke")

    assert {one.name for one in Brand.objects.all()} == {"Alte Marke", "Neue Marke"}
    assert client.post(admin_url(brand, "change"), {"name": "Anders"}).status_code == 403
