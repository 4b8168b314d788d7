"""What a citation may support: a field of the record, the record as a whole, or that its source names no contact;
with a value also what a source says in words where others have rows."""

from typing import Any

from django.db import models
from django.utils.text import capfirst

from core.words import _

# What a citation supports when its source names no way to get in touch.
NO_CONTACT = "kontakt"
# Bookkeeping is nothing a source states.
_CHECK = {"checked_on", "check_interval"}
# Rows of a record that a source may contradict in words: it names no day, no partner, no address.
WORDED = ("milestones", "participations", "links")
_NOT_CITABLE = {"slug", "state", "archive_reason", "internal_note", "position", *_CHECK}


def citable_fields(model: type[models.Model]) -> list[tuple[str, str]]:
    """The record's own fields and its worded rows by name and German label, for the select of a citation."""
    fields = {
        field.name: str(capfirst(field.verbose_name))
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.editable and not field.primary_key and field.name not in _NOT_CITABLE
    }
    contact = [(NO_CONTACT, _("Kontakt: Die Quelle nennt keinen"))] if hasattr(model, "responsibilities") else []
    known: dict[str, Any] = {one.name: one for one in model._meta.get_fields() if one.name in WORDED}
    own = [one for one in known.values() if not one.auto_created or one.field.name in one.related_model.carriers]
    rows = [(one.name, str(one.related_model._meta.verbose_name_plural)) for one in own]
    return [("", _("Eintrag als Ganzes")), *fields.items(), *rows, *contact]
