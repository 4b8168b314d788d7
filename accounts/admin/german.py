"""Rights by German names, and chosen in plain lists: Django names them in English, and so do its lists with arrows."""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission

_VERBS = {"add": "anlegen", "change": "ändern", "delete": "löschen", "view": "ansehen"}


def right_words(permission: Permission) -> str:
    """„Netzwerke: ansehen“; a right of our own has a German name."""
    verb, _, _ = permission.codename.partition("_")
    model: Any = permission.content_type.model_class()
    kind = str(model._meta.verbose_name_plural) if model else permission.content_type.name
    is_djangos = permission.codename == f"{verb}_{permission.content_type.model}"
    return f"{kind}: {_VERBS[verb] if is_djangos and verb in _VERBS else permission.name}"


class RightsField(forms.ModelMultipleChoiceField):
    widget = forms.SelectMultiple(attrs={"size": 15})

    def label_from_instance(self, obj):
        return right_words(obj)


class NamesRights:
    """For the admin of accounts and roles."""

    filter_horizontal: Any = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.related_model is Permission:
            rights = Permission.objects.select_related("content_type")
            help_text = "Mehrere mit gedrückter Strg-Taste (auf dem Mac: Befehlstaste)."
            return RightsField(rights, label=db_field.verbose_name, required=False, help_text=help_text)
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = "Was das Konto darf."
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]
