"""Every column of the editors' lists has something to say of a record, be it a dash."""

import pytest
from django.contrib import admin

from contacts.models import Responsibility
from tests.factories import RECORDS, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("model", [*RECORDS, Responsibility])
def test_every_column_answers(model, rf, admin_user):
    request, model_admin = rf.get("/"), admin.site.get_model_admin(model)
    request.user = admin_user
    row = model_admin.get_queryset(request).get(pk=make(model).pk)

    own = [name for name in model_admin.get_list_display(request) if hasattr(type(model_admin), name)]

    assert {name: getattr(model_admin, name)(row) for name in own if getattr(model_admin, name)(row) is None} == {}
