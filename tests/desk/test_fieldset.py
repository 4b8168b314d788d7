"""Our template of the admin's fieldsets is a quicker one that gives what Django's gives."""

from pathlib import Path

import pytest
from django.contrib import admin
from django.template import engines
from django.template.loader import get_template
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual

from networks.models import Network
from publishing.models import Milestone, Name
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NAME = "admin/includes/fieldset.html"


@pytest.fixture
def djangos():
    file = Path(admin.__file__).parent / "templates" / NAME
    return engines["django"].from_string(file.read_text())


def fieldsets(response):
    yield from response.context["adminform"]
    for formset in response.context["inline_admin_formsets"]:
        for form in formset:
            yield from form


@pytest.mark.parametrize("data", [None, {"summary": "Ohne Namen", "website": "nicht://so"}])
def test_same_html_as_djangos_own(admin_client, djangos, data):
    network = make(Network, name="Alpha")
    make(Name, subject=network)
    make(Milestone, subject=network)
    url = reverse("admin:networks_network_change", args=[network.pk])
    if data is not None:
        form = admin_client.get(url).context["inline_admin_formsets"]
        data |= {f"{one.formset.prefix}-TOTAL_FORMS": 2 for one in form}
        data |= {f"{one.formset.prefix}-INITIAL_FORMS": 0 for one in form}
        data |= {f"{one.formset.prefix}-0-note": "Zeile ohne das Nötige" for one in form}
    response = admin_client.get(url) if data is None else admin_client.post(url, data)
    assert response.status_code == 200

    shown = list(fieldsets(response))
    assert len(shown) > 20
    assert any(fieldset.form.errors for fieldset in shown) is (data is not None)
    ours = get_template(NAME)
    for fieldset in shown:
        context = {"fieldset": fieldset, "prefix": "p", "id_prefix": 1, "id_suffix": 2}
        assertHTMLEqual(ours.render(context), djangos.render(context))
