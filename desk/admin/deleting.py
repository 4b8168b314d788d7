"""Deleting records in the admin: who may is the record's own rule, and the page says what it means."""

from typing import Any

from desk.deletion import consequences


class SaysWhatGoes:
    """For ModelAdmin of records. Rows below a record need no permission of their own: they go with it."""

    delete_confirmation_template: Any = "admin/record_delete.html"
    delete_selected_confirmation_template: Any = "admin/record_delete.html"

    def get_deleted_objects(self, objs, request):
        found = consequences(list(objs), request.user)
        counts = {group.label: group.count for group in (*found.own, *found.shared)}
        return [found], counts, set(found.refused), found.against
