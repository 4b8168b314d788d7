"""Who may do what. Each `check_…` raises PermissionDenied and says why; its twin `can_…` answers.

One rule for buttons, lists, forms, actions and addresses typed by hand. Seeing is for all editors, editing for
those in charge of the record (publishing.territory), what changes public pages for reviewers.
"""

from collections.abc import Callable, Collection

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet

from accounts.models import Editor
from core.kinds import record_models
from core.words import _
from publishing import history, together
from publishing.enums import RevisionState, Stage, State, Verb
from publishing.models import Record, Revision
from publishing.territory import has_package, in_charge, is_in_charge
from publishing.workflow import MOVES, Move, Right

RELEASE = "publishing.release_revision"


class WrongStage(ValidationError):
    """The record is not where this step begins; perhaps somebody was faster."""


class OnlyTogether(WrongStage):
    """The record is part of something that moves on as a whole; `whole` says of what."""

    def __init__(self, record: Record, whole: together.Whole):
        self.whole = whole
        words = _("„{record}“ gehört zum Vorgang „{title}“ und geht nur mit ihm zusammen weiter.")
        super().__init__(words.format(record=record, title=whole.title), code="together")


def twin(check: Callable[..., None]) -> Callable[..., bool]:
    """The `can_…` of a `check_…`; packages above make theirs with it, too."""

    def can(*args, **kwargs) -> bool:
        try:
            check(*args, **kwargs)
        except (PermissionDenied, WrongStage):
            return False
        return True

    can.__doc__ = f"Whether `{check.__name__}` lets it pass."
    return can


def _permitted(by: Editor, verb: str, model: type[Record]) -> bool:
    return by.is_active and by.has_perm(f"{model._meta.app_label}.{get_permission_codename(verb, model._meta)}")


def is_reviewer(by: Editor) -> bool:
    return by.is_active and by.has_perm(RELEASE)


def is_administrator(by: Editor) -> bool:
    """Keeps accounts, regions and vocabulary, and may delete what was public."""
    return by.is_active and by.has_perm("accounts.change_editor")


def check_enter(by: Editor) -> None:
    """The desk is for those who have a role; an account without one finds only its own pages."""
    if not any(can_see(by, model) for model in record_models()):
        raise PermissionDenied(_("Dieses Konto hat noch keine Rolle. Bitte wenden Sie sich an die Verwaltung."))


def check_see(by: Editor, model: type[Record]) -> None:
    """Editors see and find everything, drafts of others included."""
    if not (by.is_active and by.is_staff and (_permitted(by, "view", model) or _permitted(by, "change", model))):
        kinds = model._meta.verbose_name_plural
        raise PermissionDenied(_("Dieses Konto darf {kinds} nicht ansehen.").format(kinds=kinds))


def check_change(by: Editor, model: type[Record]) -> None:
    """May change records of this kind at all, wherever they are."""
    if not (by.is_staff and _permitted(by, "change", model) and has_package(by, model)):
        kinds = model._meta.verbose_name_plural
        raise PermissionDenied(_("Dieses Konto darf {kinds} nicht ändern.").format(kinds=kinds))


def check_add(by: Editor, model: type[Record]) -> None:
    if not (by.is_staff and _permitted(by, "add", model) and has_package(by, model)):
        kinds = model._meta.verbose_name_plural
        raise PermissionDenied(_("Dieses Konto darf {kinds} nicht anlegen.").format(kinds=kinds))


def check_edit(by: Editor, record: Record) -> None:
    check_change(by, type(record))
    if not is_in_charge(by, record):
        raise PermissionDenied(_("„{record}“ gehört nicht zu den Regionen dieses Kontos.").format(record=record))


def editable(by: Editor, records: QuerySet) -> QuerySet:
    """Those of a queryset that the account may edit; the same rule as `check_edit` in one query."""
    return in_charge(by, records) if can_change(by, records.model) else records.none()


def editable_of(by: Editor, model: type[Record], pks: Collection[int], *, decides: bool = False) -> set[int]:
    """Which of some records, by their keys, the account may edit, or decide about."""
    if not can_change(by, model):
        return set()
    records = model._base_manager.filter(pk__in=pks).order_by()
    return set(in_charge(by, records, pks, decides=decides).values_list("pk", flat=True))


def check_delete(by: Editor, record: Record) -> None:
    """Editors delete drafts that were never public; the rest is for administrators."""
    if not _permitted(by, "delete", type(record)):
        raise PermissionDenied(_("Dieses Konto darf nichts löschen."))
    if not is_administrator(by) and (record.state != State.DRAFT or history.was_public(record)):
        raise PermissionDenied(_("Was öffentlich war, wird archiviert; löschen darf es nur die Verwaltung."))
    check_edit(by, record)


def check_right(by: Editor, record: Record, move: Move) -> None:
    """The right that a step needs, whatever the stage of the record."""
    (check_decide if move.right is Right.RELEASE else check_edit)(by, record)


def check_decide(by: Editor, record: Record) -> None:
    """A reviewer who is in charge of the place of the record, not only of the draft that a colleague began."""
    check_change(by, type(record))
    if not is_in_charge(by, record, decides=True):
        check_edit(by, record)
        words = _("Über „{record}“ entscheidet, wer für die Regionen dieses Eintrags zuständig ist.")
        raise PermissionDenied(words.format(record=record))
    if not is_reviewer(by):
        raise PermissionDenied(_("Dazu braucht ein Konto das Recht zur Freigabe."))


def check_move(by: Editor, record: Record, verb: Verb, change: Revision | None = None, batch: str = "") -> None:
    """A step of the workflow. `change`: the open change of the record, where the caller has it at hand.

    `batch`: the word of the whole that takes the step (publishing.together).
    """
    move = MOVES[verb]
    check_right(by, record, move)
    change = change or history.open_change(record)
    stage = history.stage_of(record, change)
    if stage not in move.steps:
        words = _("„{record}“ ist im Stand „{stage}“; „{button}“ geht dort nicht.")
        raise WrongStage(words.format(record=record, stage=str(Stage(stage).label), button=move.button))
    if verb in together.STEPS and (whole := together.whole_of(record)) and whole.batch != batch:
        raise OnlyTogether(record, whole)
    if move.four_eyes and history.has_written(by, record, change):
        raise PermissionDenied(_("Vier Augen: Wer daran geschrieben hat, kann es nicht selbst freigeben."))


def check_release(by: Editor, revision: Revision, batch: str = "") -> None:
    """May this account release this change now? `batch`: as for `check_move`."""
    if revision.record is None:
        raise WrongStage(_("Den Eintrag zu dieser Änderung gibt es nicht mehr."))
    if not revision.is_open:
        raise WrongStage(_("Diese Änderung ist schon entschieden: {state}.").format(state=revision.get_state_display()))
    check_move(by, revision.record, Verb.RELEASE, revision, batch)


def releasable(by: Editor, revisions: QuerySet) -> QuerySet:
    """Those changes of a queryset that the account may release; the same rule as `check_release` in one query."""
    if not is_reviewer(by):
        return revisions.none()
    mine = about_editable(by, "object_id", decides=True)
    return together.alone(revisions).filter(mine, state=RevisionState.REVIEW).exclude(authors=by)


def about_editable(by: Editor, *columns: str, decides: bool = False) -> Q:
    """Rows with a content type and keys in these columns, all of records that the account may edit, or about whose
    release it may decide."""
    mine = Q(pk__in=[])
    for model in record_models():
        if can_change(by, model):
            pks = in_charge(by, model._base_manager.order_by(), decides=decides).values("pk")
            mine |= Q(content_type=history.type_of(model), **{f"{column}__in": pks for column in columns})
    return mine


can_see, can_add, can_change = twin(check_see), twin(check_add), twin(check_change)
can_edit, can_delete = twin(check_edit), twin(check_delete)
can_move, can_release = twin(check_move), twin(check_release)
