"""The list of all responsibilities is to look at: they are written at the person or the office, where release waits."""

import pytest
from django.contrib import admin

from contacts.models import Responsibility
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_nobody_writes_past_the_release(rf, admin_user, admin_client):
    task = make(Responsibility)
    request, model_admin = rf.get("/"), admin.site.get_model_admin(Responsibility)
    request.user = admin_user

    assert model_admin.has_view_permission(request)
    for may in (model_admin.has_add_permission, model_admin.has_change_permission, model_admin.has_delete_permission):
        assert not may(request)
    url = f"/redaktion/contacts/responsibility/{task.pk}/"
    assert admin_client.post(f"{url}delete/", {"post": "yes"}).status_code == 403
    assert admin_client.post("/redaktion/contacts/responsibility/add/", {"task": "Neu"}).status_code == 403
    assert Responsibility.objects.get().task == task.task
