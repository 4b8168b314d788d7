"""One entry out of two. Everything that belongs to the second goes over to the first; its address redirects.

It changes public pages at once, so for published entries one account proposes it and another that releases confirms
it (duplicates.proposals); the history of all that changed says who did it and why. What was done is kept step
by step, so that it can be undone.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from taggit.managers import TaggableManager

from accounts.models import Editor
from contacts.objections import check_kept_by_both
from duplicates.holding import check_compared, held
from duplicates.models import Merge, MergeProposal
from duplicates.names import plain
from duplicates.noting import note, note_end
from memory.trial import trial
from publishing import actions, history, others, snapshots
from publishing.enums import NameKind, State
from publishing.models import Citation, Name, Record, SlugHistory
from publishing.permissions import check_edit, is_reviewer
from publishing.references import Reference, around, many_reference, references_to
from publishing.signals import muted
from search import index

KEEP, DROP, BOTH = "behalten", "uebernehmen", "beide"
_RANK = {State.PUBLISHED: 2, State.ARCHIVED: 1}
# What the kept record has of its own: its address stays.
UNTOUCHED = frozenset({"slug"})


def check_pair(by: Editor, keep: Record, drop: Record) -> None:
    """The right to edit both; raises ValidationError where the two cannot become one."""
    check_edit(by, keep)
    check_edit(by, drop)
    if type(keep) is not type(drop) or keep.pk == drop.pk:
        raise ValidationError("Zusammengeführt werden zwei verschiedene Einträge derselben Art.", code="pair")
    if _RANK.get(drop.state, 0) > _RANK.get(keep.state, 0):
        raise ValidationError(
            f"„{drop}“ ist öffentlich, „{keep}“ nicht. Bitte den öffentlichen Eintrag behalten.", code="public"
        )
    check_kept_by_both(keep, drop)
    for record in (keep, drop):
        if history.open_change(record):
            raise ValidationError(
                f"Zu „{record}“ gibt es eine offene Änderung. Bitte erst freigeben, zurückgeben oder verwerfen.",
                code="open",
            )


def check_merge(by: Editor, keep: Record, drop: Record, proposal: MergeProposal | None = None) -> None:
    """As `check_pair`, and the right to release; four eyes where visitors see it."""
    check_pair(by, keep, drop)
    if not is_reviewer(by):
        raise PermissionDenied("Zusammenführen dürfen nur Freigabe und Verwaltung; andere schlagen es vor.")
    if proposal is None:
        if keep.state in _RANK or _share_a_public_page(keep, drop):  # what was archived answers visitors, too
            raise PermissionDenied("Das ändert öffentliche Seiten: Eine schlägt es vor, eine zweite bestätigt es.")
    elif proposal.by_id == by.pk:
        raise PermissionDenied("Vier Augen: Wer es vorgeschlagen hat, kann es nicht selbst bestätigen.")
    elif any(by in history.authors_since_release(record) for record in (keep, drop) if not record.is_published):
        raise PermissionDenied("Vier Augen: Wer an dem Entwurf geschrieben hat, kann es nicht selbst bestätigen.")


def _share_a_public_page(keep: Record, drop: Record) -> bool:
    """Of two rows that name a source each, one goes when the two are one: also where visitors see the row."""
    names = around(keep)
    return any(
        model._base_manager.filter(pk__in=pks & names.get(model, set()), state=State.PUBLISHED).exists()
        for model, pks in around(drop).items()
    )


def can_merge(by: Editor, keep: Record, drop: Record) -> bool:
    """Whether `check_merge` lets it pass without a proposal."""
    try:
        check_merge(by, keep, drop)
    except (PermissionDenied, ValidationError):
        return False
    return True


@transaction.atomic
def merge(
    *,
    keep: Record,
    drop: Record,
    choices: Mapping[str, str],
    by: Editor,
    why: str = "",
    proposal: MergeProposal | None = None,
    seen: str | None = None,
) -> Merge:
    """Make one of two. `choices`: by name of a field, whose value holds; lists can also be joined.

    `proposal`: what `by` confirms. `seen`: fingerprint of what a page showed. Raises PermissionDenied or
    ValidationError; then nothing has changed.
    """
    keep, drop = held(keep, drop)
    check_merge(by, keep, drop, proposal)
    check_compared(keep, drop, seen)
    was, others_before = snapshots.take(keep), others.before(keep, drop)
    done = Merge.objects.create(
        content_type=history.type_of(keep),
        kept_id=keep.pk,
        dropped_id=drop.pk,
        kept_label=str(keep)[:250],
        dropped_label=str(drop)[:250],
        why=why.strip()[:300],
        by=by,
        proposed_by=proposal.by if proposal else None,
        before={"keep": row_values(keep), "drop": row_values(drop), "released": drop.state == State.PUBLISHED},
    )
    writers = [] if drop.is_published else history.authors_since_release(drop)
    note_end(done, keep, drop)
    dependents = index.dependent_keys(drop)
    done.steps = _become_one(keep, drop, choices)
    done.after = row_values(keep)
    done.save(update_fields=["steps", "after"])
    about = f"Mit „{done.dropped_label}“ zusammengeführt. {done.why}".strip()
    note(done, keep, was, about, author=done.author, by=by, also=writers)
    said = f"{done} aufgegangen. {done.why}".strip()
    others.note(
        others_before,
        by=done.author,
        decided_by=by if keep.is_published else None,
        why=said,
        batch=done.batch,
        refresh=actions.refresh_request,
    )
    follow(keep, drop, dependents)
    return done


def try_out(keep: Record, drop: Record, choices: Mapping[str, str]) -> None:
    """Raises what merging would raise; leaves nothing behind. Both are locked."""
    with trial():
        _become_one(copy(keep), copy(drop), choices)


def _become_one(keep: Record, drop: Record, choices: Mapping[str, str]) -> list[list]:
    """Returns the steps that undo it."""
    names = {str(record): _cited_for_name(record) for record in (drop, keep)}
    with muted():
        steps = _Mover(keep, drop, choices).move()
        _take_values(keep, drop, choices)
        steps += _leave_address(keep, drop)
        _remove(drop)
        steps += _keep_names(keep, names)
        _check(keep)
    return steps


def row_values(row: models.Model) -> dict[str, Any]:
    """All columns of a row as JSON has them."""
    return {field.attname: snapshots.plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}


class _Mover:
    """Hangs rows of one record on another and writes down each step."""

    def __init__(self, keep: Record, drop: Record, choices: Mapping[str, str]):
        self.keep, self.drop, self.steps = keep, drop, []
        self.without = {KEEP: set(), DROP: set()}
        for field in snapshots.many_fields(type(keep)):
            choice = choices.get(field.name, BOTH)
            if choice in self.without:
                self.without[choice].add(many_reference(type(keep), field.name))

    def move(self) -> list[list]:
        for reference in references_to(type(self.keep)):
            if reference in self.without[DROP]:
                self._delete(reference, list(reference.rows(self.keep)))
            self._to_itself(reference)
            rows = list(reference.rows(self.drop))
            if reference in self.without[KEEP]:
                self._delete(reference, rows)
            else:
                self._hang(reference, rows)
        return self.steps

    def _hang(self, reference: Reference, rows: list[models.Model]) -> None:
        said, taken = set(), set()
        if rows:
            for row in reference.rows(self.keep):
                said.add(reference.same(row))
                taken.update(reference.unique_keys(row))
        moved, twice = [], []
        for row in rows:
            keys = set(reference.unique_keys(row))
            (twice if reference.same(row) in said or keys & taken else moved).append(row)
            taken |= keys
        self._delete(reference, twice)
        if moved:
            pks = [row.pk for row in moved]
            reference.model._base_manager.filter(pk__in=pks).update(**{reference.column: self.keep.pk})
            self.steps.append(["move", reference.model._meta.label, reference.column, pks])

    def _to_itself(self, reference: Reference) -> None:
        """What related the two would relate the one to itself."""
        model = reference.model
        own = type(self.keep)
        if model is own:
            for row in reference.rows(self.drop).filter(pk=self.keep.pk):
                model._base_manager.filter(pk=row.pk).update(**{reference.column: None})
                setattr(self.keep, reference.column, None)
            return
        links = [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is own]
        if all(field.null for field in links):
            return  # an office that is responsible for a task of its own is no relation between two
        for field in links:
            if field.attname != reference.column:
                self._delete(reference, list(reference.rows(self.drop).filter(**{field.attname: self.keep.pk})))

    def _delete(self, reference: Reference, rows: list[models.Model]) -> None:
        for row in rows:
            many = {
                field.name: list(getattr(row, field.name).values_list("pk", flat=True))
                for field in row._meta.many_to_many
                if not isinstance(field, TaggableManager) and field.remote_field.through._meta.auto_created
            }
            self.steps.append(["delete", reference.model._meta.label, row_values(row), many])
            row.delete()


def _take_values(keep: Record, drop: Record, choices: Mapping[str, str]) -> None:
    for field in snapshots.content_fields(type(keep)):
        choice = choices.get(field.name.removesuffix("_wording"), KEEP)
        if field.name in UNTOUCHED or choice == KEEP:
            continue
        value = getattr(drop, field.attname)
        if choice == BOTH and isinstance(field, models.TextField):
            value = "\n\n".join(filter(None, dict.fromkeys([getattr(keep, field.attname), value])))
        if field.is_relation and field.related_model is type(keep) and value in (keep.pk, drop.pk):
            value = None
        setattr(keep, field.attname, value)


def _leave_address(keep: Record, drop: Record) -> list[list]:
    """Former addresses have moved over with the other rows; the last one joins them, if anybody knows it."""
    if not history.was_public(drop):
        return []
    steps = []
    for row in SlugHistory.of(keep).filter(slug=drop.slug):
        steps.append(["delete", SlugHistory._meta.label, row_values(row), {}])
        row.delete()
    left = SlugHistory.objects.create(content_type=history.type_of(keep), object_id=keep.pk, slug=drop.slug)
    return [*steps, ["create", SlugHistory._meta.label, left.pk]]


def _remove(drop: Record) -> None:
    """Without the tombstone that a deleted page leaves: this one has moved."""
    drop.state, pk = State.DRAFT, drop.pk
    drop.delete()
    drop.pk = pk  # who asks the caller's copy still learns which one it was


def _cited_for_name(record: Record) -> Citation | None:
    """What is cited for its name, or else for the whole."""
    return record.citations.filter(field__in=("name", "")).exclude(source=None).order_by("-field", "pk").first()


def _keep_names(keep: Record, names: dict[str, Citation | None]) -> list[list]:
    """Who knows it by the other name finds it; the name cites what was cited for it."""
    known = {str(keep), *keep.names.values_list("name", flat=True)}
    steps = []
    for name, cited in names.items():
        if name in known:
            continue
        kind = NameKind.SPELLING if plain(name) == plain(str(keep)) else NameKind.OTHER
        row = Name(subject=keep, kind=kind, name=name[:200], position=keep.names.count())
        if cited:
            row.source_id, row.locator, row.certainty = cited.source_id, cited.locator, cited.certainty
        row.save()
        steps.append(["create", Name._meta.label, row.pk])
    return steps


def _check(keep: Record) -> None:
    """Nothing is written that a form would refuse, and nothing points to what is gone."""
    hidden = [field.name for field in keep._meta.concrete_fields if not field.editable]
    try:
        keep.full_clean(exclude=hidden)
        keep.save()
        connection.check_constraints()
    except IntegrityError as error:
        raise ValidationError(f"Das widerspricht einer Regel der Datenbank: {error}", code="rule") from error
    for field in keep._meta.concrete_fields:
        if field.is_relation and field.related_model is type(keep):
            _check_circle(keep, field)


def _check_circle(keep: Record, field: models.Field) -> None:
    seen, at = {keep.pk}, getattr(keep, field.attname)
    while at is not None:
        if at in seen:
            raise ValidationError(
                f"„{field.verbose_name}“ ginge dann im Kreis. Bitte vorher bei einem der beiden ändern.", code="circle"
            )
        seen.add(at)
        at = type(keep)._base_manager.values_list(field.attname, flat=True).get(pk=at)


def follow(keep: Record, drop: Record, dependents: index.Keys) -> None:
    """The search, once for all rows."""
    index.remove(drop)
    index.update(keep)
    for keys in (dependents, index.dependent_keys(keep)):
        index.follow(keys)
