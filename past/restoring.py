"""Back to an earlier state, or without one change, after a look at what that means: a new change like any other."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.requests import EditorRequest
from desk import earlier
from desk.earlier import Aim, wanted, ways_back
from desk.pages import desk_page, entry_url, find_revision, seen_token, show, still_to_do
from desk.views import to_list
from pages.changes_table import ChangesTable
from publishing import history
from publishing.locking import Gone
from publishing.models import Revision
from publishing.permissions import check_edit


@dataclass(frozen=True)
class Words:
    """How the page of an aim speaks."""

    title: str
    button: str
    why: str
    intro: str


WORDS = {
    Aim.AFTER: Words(
        "Stand wiederherstellen",
        "Stand nach Änderung {number} wiederherstellen",
        "Stand nach Änderung {number} vom {day:%d.%m.%Y} wiederhergestellt",
        "Der Eintrag wird wieder, wie er nach Änderung {number} von {who} am {day:%d.%m.%Y, %H:%M} Uhr war. Alles, was "
        "seitdem geändert wurde, gilt dann nicht mehr.",
    ),
    Aim.BEFORE: Words(
        "Stand wiederherstellen",
        "Stand vor Änderung {number} wiederherstellen",
        "Stand vor Änderung {number} vom {day:%d.%m.%Y} wiederhergestellt",
        "Der Eintrag wird wieder, wie er vor Änderung {number} von {who} am {day:%d.%m.%Y, %H:%M} Uhr war. Diese "
        "Änderung und alles, was seitdem geändert wurde, gilt dann nicht mehr.",
    ),
    Aim.WITHOUT: Words(
        "Änderung zurücknehmen",
        "Änderung {number} zurücknehmen",
        "Änderung {number} vom {day:%d.%m.%Y} zurückgenommen",
        "Wo Änderung {number} von {who} am {day:%d.%m.%Y, %H:%M} Uhr etwas geschrieben hat, steht wieder, was vorher "
        "dort stand. Was seitdem an anderen Stellen geändert wurde, bleibt.",
    ),
}


@desk_page
def restore(request: EditorRequest, pk: int, aim: Aim) -> HttpResponse:
    revision = find_revision(request, pk)
    record = revision.record
    if record is None:
        raise Http404("Diesen Eintrag gibt es nicht mehr.")
    check_edit(request.user, record)
    if aim is Aim.WITHOUT and not ways_back(revision).can_take_back:
        raise Http404("Diese Änderung lässt sich nicht zurücknehmen.")
    words, error = WORDS[aim], ""
    token = history.token(record)
    goal = wanted(revision, record, aim)
    if request.method == "POST":
        why = request.POST.get("grund", "") or said(words.why, revision)
        seen = seen_token(request)
        try:
            restored = earlier.restore(revision=revision, by=request.user, why=why, seen=seen, snapshot=goal.snapshot)
        except Gone as gone:
            return to_list(request, record, gone)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            done = "Das ist als neue Änderung gesichert." if restored else "Das ist schon der Stand."
            messages.success(request, f"„{record}“: {done} {still_to_do(restored)}".strip())
            return redirect(entry_url(record))
    table = ChangesTable(revision.model, goal.changes, goal.clashing)
    context = {
        "record": record,
        "intro": said(words.intro, revision),
        "button": said(words.button, revision),
        "rows": table.rows(goal.changes),
        "clashing": table.rows(goal.clashing),
        "form_url": entry_url(record),
        "token": token,
        "error": error,
        "reason": request.POST.get("grund", ""),
    }
    return show(request, "past/restore.html", f"{words.title}: {record}", context, 400 if error else 200)


def said(words: str, revision: Revision) -> str:
    who = revision.changed_by or revision.created_by or "System"
    return words.format(number=revision.number, who=who, day=timezone.localtime(revision.changed_at))
