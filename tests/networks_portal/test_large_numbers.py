"""Numbers that no column holds, wherever an address or a form may have a key: said to be none, never an error."""

from urllib.parse import urlencode

import pytest
from django import forms
from django.contrib import admin
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.module_loading import autodiscover_modules

from core.filters import RecordFilterSet
from networks.models import Network
from regions.models import Region
from tests.factories import make
from tests.roles import administrator, signed_in

pytestmark = pytest.mark.django_db
LARGE = ["9" * 19, "9" * 40, "-" + "9" * 40, "9" * 400, "9223372036854775808", "１" * 30]


def filter_sets() -> list[type[RecordFilterSet]]:
    autodiscover_modules("filters", "activity_filters")
    found, todo = [], [RecordFilterSet]
    while todo:
        below = todo.pop().__subclasses__()
        found += [one for one in below if one._meta.model]
        todo += below
    return sorted(found, key=lambda one: one.__name__)


@pytest.mark.parametrize("filter_set", filter_sets(), ids=lambda one: one.__name__)
def test_every_filter_of_every_list_understands_that_there_is_no_such_thing(filter_set):
    make(Network, name="Lichtnetz")
    said = {text[:40] + ("…" if len(text) > 40 else "") for text in LARGE}
    one_by_one = [{"q": text} for text in LARGE]  # of which only one is asked for
    for asked in (*({param: LARGE} for param in filter_set.base_filters if param != "q"), *one_by_one):
        query = QueryDict(urlencode(asked, doseq=True))
        given = filter_set(query, queryset=filter_set._meta.model.objects.all())
        list(given.qs[:1])
        assert "q" in asked or {one.value for one in given.unknown} == said, asked


def desk_fields():
    """Every field of every form of the desk that takes keys of several entries."""
    request = RequestFactory().get("/")
    request.user, request.session = administrator(), {}
    for model, options in admin.site._registry.items():
        sets = [
            options.get_form(request),
            *(one.get_formset(request).form for one in options.get_inline_instances(request)),
        ]
        for form in sets:
            for name, field in form.base_fields.items():
                if isinstance(field, forms.ModelChoiceField):
                    yield f"{model.__name__}.{name}", field


def test_every_choice_of_the_desk_refuses_it_in_words():
    seen = 0
    for where, field in desk_fields():
        for text in LARGE:
            several = isinstance(field, forms.ModelMultipleChoiceField)
            with pytest.raises(forms.ValidationError) as refused:
                field.clean([text] if several else text)
            assert refused.value.messages[0], where
            seen += several
    assert seen > 100


def test_form_with_such_a_key_comes_back_and_says_so():
    region = make(Region, name="Harz")
    network = make(Network, name="Lichtnetz", regions=[region])
    client = signed_in(administrator())
    page = f"/redaktion/networks/network/{network.pk}/change/"

    response = client.post(page, {"name": "Lichtnetz", "regions": [LARGE[1]]})

    assert response.status_code in (200, 400) and LARGE[1] in response.content.decode()
