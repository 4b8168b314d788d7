"""The three roles as groups, kept complete after every migration.

What a role may do with which record is decided in publishing.permissions; the groups only say that somebody is
an editor, a reviewer or an administrator.
"""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.models import Group, Permission

from accounts.models import Editor
from publishing.models import Record

EDITOR, REVIEWER, ADMINISTRATOR = "Redaktion", "Freigabe", "Verwaltung"


def ensure_roles(sender: AppConfig, **kwargs) -> None:
    """After an app's permissions are there: editors see all and write records, administrators keep the rest."""
    is_ours = Path(sender.path).parent == settings.BASE_DIR
    if not is_ours and sender.label not in ("auth", "taggit"):
        return
    mine: dict[str, list[Permission]] = {EDITOR: [], REVIEWER: [], ADMINISTRATOR: []}
    for permission in Permission.objects.filter(content_type__app_label=sender.label).select_related("content_type"):
        model = permission.content_type.model_class()
        mine[ADMINISTRATOR].append(permission)
        if model is None or sender.label == "auth":
            continue
        if permission.codename == "release_revision":
            mine[REVIEWER].append(permission)
        elif issubclass(model, Record) or permission.codename.startswith("view_") and model is not Editor:
            mine[EDITOR].append(permission)
            mine[REVIEWER].append(permission)
    for name, permissions in mine.items():
        Group.objects.get_or_create(name=name)[0].permissions.add(*permissions)
