"""Who may change the state of records: whoever may change them. One rule for buttons and actions."""

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied

from publishing.models import Editor, Record


def can_change(by: Editor, model: type[Record]) -> bool:
    codename = get_permission_codename("change", model._meta)
    return by.has_perm(f"{model._meta.app_label}.{codename}")


def check_change(by: Editor, model: type[Record]) -> None:
    if not can_change(by, model):
        raise PermissionDenied(f"Dieses Konto darf {model._meta.verbose_name_plural} nicht ändern.")
