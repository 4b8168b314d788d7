"""What waits for release, as the address of a list asks for it, and what of it can be decided in the list itself."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst

from accounts.models import Editor
from core.keys import typed_key
from core.kinds import record_models
from pages.changes_table import ChangesTable, Row
from publishing import actions, together
from publishing.enums import RevisionKind, RevisionState, Risk
from publishing.locking import Gone, locked
from publishing.models import Revision
from publishing.permissions import editable_of, is_reviewer, releasable
from releasing.living import of_living

MOST = 50  # released at once
ORDER = ("-risk", "changed_at", "pk")
SEEN_WHOLE = 4  # rows of a change that a list can show
LONGEST = 240  # characters of a value there


@dataclass(frozen=True)
class Wanted:
    """`mine`: only what the account can release; `label`: of one kind of record; `risk`; `author`: key of an account;
    `instead`: what somebody could release who is away. Nonsense is ignored."""

    mine: bool = False
    label: str = ""
    risk: int = 0
    author: int = 0
    instead: Editor | None = None

    @classmethod
    def of(cls, query: QueryDict, absent: Iterable[Editor] = ()) -> "Wanted":
        """`absent`: for whom the account stands in."""
        labels = {model._meta.label_lower for model in record_models()}
        label, risk = query.get("art", ""), typed_key(query.get("gewicht", "")) or 0
        away = typed_key(query.get("vertretung", ""))
        instead = next((editor for editor in absent if editor.pk == away), None)
        return cls(
            query.get("meine") == "ja" and instead is None,
            label if label in labels else "",
            risk if risk in Risk.values else 0,
            typed_key(query.get("von", "")) or 0,
            instead,
        )

    def query(self, **other: Any) -> str:
        """As the address says it; `other`: with these instead."""
        values = {"meine": "ja" if self.mine else "", "vertretung": self.instead.pk if self.instead else ""}
        values |= {"art": self.label, "gewicht": self.risk, "von": self.author}
        return urlencode({key: value for key, value in (values | other).items() if value})

    @property
    def filters(self) -> bool:
        return bool(self.label or self.risk or self.author)


def waiting(by: Editor, wanted: Wanted) -> QuerySet[Revision]:
    """The gravest first, then the oldest. What belongs to a case is decided with it; what is gone, not at all."""
    rows: QuerySet[Revision] = Revision.objects.filter(state=RevisionState.REVIEW)
    if wanted.instead:
        rows = releasable(wanted.instead, rows)
    rows = of_living(together.alone(releasable(by, rows) if wanted.mine else rows)).order_by(*ORDER)
    if wanted.label:
        model = next(one for one in record_models() if one._meta.label_lower == wanted.label)
        rows = rows.filter(content_type=ContentType.objects.get_for_model(model))
    if wanted.risk:
        rows = rows.filter(risk=wanted.risk)
    return rows.filter(changed_by=wanted.author) if wanted.author else rows


@dataclass(frozen=True)
class Choice:
    title: str
    number: int
    query: str
    is_chosen: bool


def choices(by: Editor, wanted: Wanted) -> list[tuple[str, list[Choice]]]:
    """What the list can be narrowed to, with numbers; one query. A question with one answer is not asked."""
    everything = waiting(by, Wanted(mine=wanted.mine, instead=wanted.instead)).order_by()
    rows = everything.values_list("content_type", "risk", "changed_by", "changed_by__username").annotate(n=Count("pk"))
    kinds: Counter = Counter()
    risks: Counter = Counter()
    authors: Counter = Counter()
    for type_id, risk, author, name, number in rows:
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        kinds[model._meta.label_lower, str(capfirst(model._meta.verbose_name_plural))] += number
        risks[risk, str(Risk(risk).label)] += number
        if author:
            authors[author, name] += number
    asked = (
        ("Gewicht", "gewicht", wanted.risk, sorted(risks.items(), reverse=True)),
        ("Art", "art", wanted.label, sorted(kinds.items(), key=lambda one: one[0][1])),
        ("Von", "von", wanted.author, sorted(authors.items(), key=lambda one: one[0][1])),
    )
    return [
        (title, [_choice(wanted, param, chosen, *one) for one in found])
        for title, param, chosen, found in asked
        if len(found) > 1 or chosen
    ]


def _choice(wanted: Wanted, param: str, chosen: Any, named: tuple[Any, str], number: int) -> Choice:
    key, title = named
    is_chosen = key == chosen
    return Choice(title, number, wanted.query(**{param: "" if is_chosen else key}), is_chosen)


@dataclass
class Line:
    """A change in the list. `rows`: what changes, where that fits; `name`: of what can be released here, with the state
    that the list shows."""

    revision: Revision
    answer: str
    can_release: bool
    rows: list[Row]
    is_whole: bool
    name: str = ""


def lines(by: Editor, revisions: list[Revision]) -> list[Line]:
    """With whether the account can release each, and if not, why; a few queries for each kind of record."""
    found = []
    for type_id in dict.fromkeys(revision.content_type_id for revision in revisions):
        some = [revision for revision in revisions if revision.content_type_id == type_id]
        pks = editable_of(by, some[0].model, [one.object_id for one in some], decides=True)
        table = ChangesTable(some[0].model, *(one.changes for one in some))
        found += [_line(by, one, pks, table.rows(one.changes)) for one in some]
    order = {revision.pk: place for place, revision in enumerate(revisions)}
    return sorted(found, key=lambda line: order[line.revision.pk])


def _line(by: Editor, revision: Revision, mine: set[int], rows: list[Row]) -> Line:
    can_release, answer = _answer(by, revision, mine)
    is_whole = len(rows) <= SEEN_WHOLE and all(len(row.before) + len(row.after) <= LONGEST for row in rows)
    line = Line(revision, answer, can_release, rows if is_whole else [], is_whole)
    if can_release and is_whole and _is_light(revision):
        line.name = _name(revision)
    return line


def _name(revision: Revision) -> str:
    """The change as it is now, in the boxes of the list."""
    return f"{revision.pk}:{revision.token}"


def _is_light(revision: Revision) -> bool:
    """No contact, nobody's data, nothing that was never public: each of those is looked at by itself."""
    return revision.risk <= Risk.STATUS and revision.kind == RevisionKind.EDIT


def _answer(by: Editor, revision: Revision, mine: set[int]) -> tuple[bool, str]:
    if not is_reviewer(by):
        return False, "wartet auf eine Freigabe"
    if revision.object_id not in mine:
        return False, "nicht Ihre Regionen oder Bereiche"
    if by in revision.authors.all():
        return False, "von Ihnen geschrieben, braucht ein zweites Konto"
    return True, "Sie können freigeben"


def release_ticked(by: Editor, names: list[str]) -> tuple[int, list[str]]:
    """Releases each as the list showed it; returns how many, and about each other a sentence."""
    shown = {key: name for name in names[:MOST] if (key := typed_key(name.partition(":")[0])) is not None}
    done, refused = 0, []
    for revision in Revision.objects.filter(pk__in=shown).order_by(*ORDER).defer("snapshot", "changes"):
        try:
            _release(by, revision, shown[revision.pk])
        except (PermissionDenied, ValidationError) as error:
            words = str(error) if isinstance(error, PermissionDenied) else " ".join(error.messages)
            refused.append(f"„{revision.label}“ nicht: {words}")
        else:
            done += 1
    return done, refused


@transaction.atomic
def _release(by: Editor, revision: Revision, shown: str) -> None:
    if revision.record is None:
        raise Gone([revision.label])
    locked(revision.record)
    now = Revision.objects.get(pk=revision.pk)
    if _name(now) != shown or not _is_light(now):
        raise ValidationError("Daran wurde inzwischen gearbeitet; bitte noch einmal ansehen.", code="stale")
    actions.release(revision=now, by=by)


def next_after(by: Editor, wanted: Wanted, revision: Revision | None = None) -> Revision | None:
    """What the account can release next in this order; from the beginning where nothing follows."""
    rows = waiting(by, replace(wanted, mine=True))
    if revision is None:
        return rows.defer("snapshot").first()
    rows = rows.exclude(pk=revision.pk)
    later = Q(changed_at__gt=revision.changed_at) | Q(changed_at=revision.changed_at, pk__gt=revision.pk)
    behind = rows.filter(Q(risk__lt=revision.risk) | Q(later, risk=revision.risk))
    return behind.defer("snapshot").first() or rows.defer("snapshot").first()
