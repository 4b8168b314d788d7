"""The second factor is demanded of whoever has the power, whatever the group that gives it is called."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts import second_factor
from accounts.models import Editor
from desk.roles import EDITOR

pytestmark = pytest.mark.django_db
POWERS = (
    "publishing.release_revision", "accounts.add_editor", "accounts.change_editor", "accounts.delete_editor",
    "auth.change_group", "publishing.add_removedpage", "regions.change_region", "taggit.change_tag",
    "search.change_synonymgroup",
)  # fmt: skip
HARMLESS = ("accounts.view_editor", "networks.add_network", "contacts.change_person", "networks.delete_event")


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.MFA_REQUIRED = "reviewers"


def permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)


@pytest.mark.parametrize(("name", "is_demanded"), [*((n, True) for n in POWERS), *((n, False) for n in HARMLESS)])
def test_by_permission(account, name, is_demanded):
    direct, by_group = account("direkt"), account("gruppe")
    direct.user_permissions.add(permission(name))
    group = Group.objects.create(name="Wirtschaftsförderung")
    group.permissions.add(permission(name))
    by_group.groups.add(group)

    for editor in (direct, by_group):
        assert second_factor.must_have(editor) is second_factor.lacks(editor) is is_demanded


def test_renaming_a_group_takes_nothing_away(account):
    editor = account(groups=["Freigabe"])
    Group.objects.filter(name="Freigabe").update(name="Gutachten")

    assert second_factor.must_have(editor)


def test_a_name_alone_demands_nothing(account):
    """The powers count: a group that only happens to be called like that has none."""
    Group.objects.filter(name="Verwaltung").update(name="Verwaltung (alt)")
    assert not second_factor.must_have(account(groups=["Verwaltung", EDITOR]))


def test_one_query_for_each_request(account, django_assert_num_queries):
    editor = account(groups=["Freigabe"])
    with django_assert_num_queries(1):
        assert second_factor.lacks(editor)
    Editor.objects.filter(pk=editor.pk).update(is_superuser=True)
    with django_assert_num_queries(1):
        assert second_factor.lacks(editor)
