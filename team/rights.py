"""What one account may do and another may not: said before somebody stands in or takes over."""

from django.apps import apps

from accounts.models import Editor
from core.kinds import record_models
from publishing.permissions import can_change, is_administrator, is_reviewer
from publishing.territory import is_unbounded


def lacking(deputy: Editor, editor: Editor) -> list[str]:
    """What `editor` may do and `deputy` may not, in words; nothing where they may do the same."""
    found = []
    if is_reviewer(editor) and not is_reviewer(deputy):
        found.append("Freigeben")
    if is_administrator(editor) and not is_administrator(deputy):
        found.append("Verwaltung: Konten, Regionen, Begriffe")
    if not is_unbounded(deputy):
        missing = [region.name for region in editor.regions.all() if region.pk not in deputy.regions_inside]
        found += ["alle Regionen"] if is_unbounded(editor) else [f"Region {name}" for name in sorted(missing)]
    kinds = {model._meta.app_label for model in record_models() if _lacks(deputy, editor, model)}
    found += [f"Bereich {apps.get_app_config(label).verbose_name}" for label in sorted(kinds)]
    return found


def _lacks(deputy: Editor, editor: Editor, model) -> bool:
    return can_change(editor, model) and not can_change(deputy, model)
