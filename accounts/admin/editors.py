"""Accounts and roles: who may do what, and where."""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group

from accounts.admin.german import NamesRights
from accounts.admin.steps import AccountAdminMixin
from accounts.models import Editor
from core.asks_again import AsksAgain
from core.autocomplete import AutocompleteAdminMixin
from core.change_log import LogsValuesMixin
from core.kinds import record_models

admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(NamesRights, LogsValuesMixin, GroupAdmin):
    """What a role may do. The roles belong to the portal, which restores them with every migration."""

    menu = "Konten"

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def package_choices() -> list[tuple[str, str]]:
    """The packages that have records, by their German names."""
    labels = sorted({model._meta.app_label for model in record_models()})
    return [(label, str(apps.get_app_config(label).verbose_name)) for label in labels]


class EditorForm(UserChangeForm):
    packages = forms.MultipleChoiceField(
        label="Bereiche",
        required=False,
        choices=package_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Welche Arten von Einträgen; nichts gewählt heißt: alle.",
    )


@admin.register(Editor)
class EditorAdmin(NamesRights, LogsValuesMixin, AccountAdminMixin, AsksAgain, AutocompleteAdminMixin, UserAdmin):
    """Accounts, their roles (groups) and what they are in charge of."""

    form = EditorForm
    list_display = ["username", "first_name", "last_name", "email", "role_names", "region_names", "is_active"]
    list_per_page = 50
    autocomplete_fields = ["regions"]
    fieldsets = [
        (None, {"fields": ["username"]}),
        UserAdmin.fieldsets[1],
        ("Zuständigkeit", {"fields": ["all_regions", "regions", "packages"]}),
        ("Freigabevermerk", {"fields": ["office", "public_name"]}),
        *UserAdmin.fieldsets[2:],
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("regions", "groups")

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives themselves more than their role."""
        fixed = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_change_permission(self, request, obj=None):
        """The account of the operator is not for administrators to change."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    def has_delete_permission(self, request, obj=None):
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_delete_permission(request, obj) and not is_above

    @admin.display(description="Rolle")
    def role_names(self, editor):
        return ", ".join(group.name for group in editor.groups.all()) or ("Betrieb" if editor.is_superuser else "keine")

    @admin.display(description="Regionen")
    def region_names(self, editor):
        names = ", ".join(region.name for region in editor.regions.all())
        return "alle" if editor.is_superuser or editor.all_regions else names or "keine"
