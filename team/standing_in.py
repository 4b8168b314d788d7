"""Who looks after the things of somebody who is away or has left."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Editor
from team.models import StandIn

STEPS = 5  # a deputy may be away, too


def represented(deputy: Editor) -> QuerySet[StandIn]:
    """Those for whom the account stands in today, by name."""
    rows = StandIn.objects.now().filter(deputy=deputy).select_related("editor")
    return rows.order_by("editor__last_name", "editor__username")


def present(editors: Iterable[Editor]) -> dict[Editor, bool]:
    """Active accounts to tell, and whether somebody else's things are meant: these and their deputies of today.

    Who is away hears of it, too: they may look all the same. A query for each step from one deputy to the next.
    """
    found = dict.fromkeys(editors, False)
    new = set(found)
    for _ in range(STEPS):
        rows = StandIn.objects.now().filter(editor__in=new).select_related("deputy")
        new = {row.deputy for row in rows} - found.keys()
        if not new:
            break
        found |= dict.fromkeys(new, True)
    return {editor: for_other for editor, for_other in found.items() if editor.is_active}
