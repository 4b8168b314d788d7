"""Proposals for entries of others: who sees them, adopts or refuses them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Editor
from cases.teams import Deciders, Teams
from core.fuzzy_dates import FuzzyDate, as_input
from core.words import Words
from desk.together import Waiting
from jobs.enums import ProposalState
from jobs.forms import JobForm
from jobs.models import Proposal
from jobs.table import FROM_TABLE, JOBS, Job
from jobs.writing import Written, title_of, write
from jobs.written import table
from publishing import history
from publishing.enums import Risk, Verb
from publishing.models import Record, SourceDocument
from publishing.permissions import about_editable, check_edit, check_enter, twin
from publishing.signals import stepped
from sourcing.form import existing_source
from tables.columns import KINDS
from tables.places import places_of
from team.leaving import Holder, Holding
from team.notices import Subject

_TOKEN = "import"
SHOWN = 200
SHOWN_LEAVING = 20


@transaction.atomic
def propose(job: Job, form: JobForm, by: Editor) -> Proposal:
    """A valid form waits for those in charge of its entry. Nothing of the entry changes."""
    check_enter(by)
    record = form.record
    assert record
    proposal = Proposal.objects.create(
        content_type=history.type_of(record),
        object_id=record.pk,
        job=job.key,
        title=title_of(job, form)[:250],
        typed=form.typed_values(),
        by=by,
    )
    stepped.send(sender=Proposal, about=proposal, verb=Verb.SUBMIT, by=by)
    return proposal


class FromTables:
    """Keeps what the rows of an import say about entries of others (releasing.suggesting)."""

    @staticmethod
    @transaction.atomic
    def suggest(
        *,
        record: Record,
        texts: dict[str, str],
        by: Editor,
        source: SourceDocument | None,
        as_of: FuzzyDate,
        why: str,
        token: str,
    ) -> None:
        typed = (
            table.cells(KINDS[record._meta.label_lower], texts) | existing_source(source) | {"why": why, _TOKEN: token}
        )
        typed |= {"as_of": as_input(as_of.edtf, as_of.wording)} if as_of.edtf else {}
        proposal = Proposal.objects.create(
            content_type=history.type_of(record), object_id=record.pk, job=FROM_TABLE,
            title=f"{JOBS[FROM_TABLE].title}: {record}"[:250], typed=typed, by=by,
        )  # fmt: skip
        stepped.send(sender=Proposal, about=proposal, verb=Verb.SUBMIT, by=by)

    @staticmethod
    def withdraw(*, record: Record, token: str) -> bool:
        waiting = Proposal.objects.filter(
            content_type=history.type_of(record), object_id=record.pk, state=ProposalState.OPEN
        )
        return bool(waiting.filter(**{f"typed__{_TOKEN}": token}).delete()[0])


@transaction.atomic
def adopt(proposal: Proposal, form: JobForm, by: Editor) -> Written:
    """Writes it as a case of both. Raises PermissionDenied or ValidationError; then it goes on waiting."""
    proposal = _held(proposal)
    check_decide(by, proposal)
    written = write(JOBS[proposal.job], form, by)
    if proposal.by:
        written.case.authors.add(proposal.by)  # neither of the two releases it
    proposal.case, proposal.typed = written.case, {}  # the case says it from now on
    _decide(proposal, ProposalState.ADOPTED, by)
    return written


@transaction.atomic
def refuse(proposal: Proposal, by: Editor, why: str) -> None:
    proposal = _held(proposal)
    check_decide(by, proposal)
    if not (why := why.strip()):
        raise ValidationError("Bitte sagen Sie, warum: Wer es vorgeschlagen hat, liest es.", code="reason")
    proposal.comment = why[:500]
    _decide(proposal, ProposalState.REFUSED, by)
    stepped.send(sender=Proposal, about=proposal, verb=Verb.SEND_BACK, by=by)


def check_decide(by: Editor, proposal: Proposal) -> None:
    """Those in charge of the entry; not whoever proposed it."""
    record = proposal.record
    if record is None:
        raise PermissionDenied("Den Eintrag gibt es nicht mehr.")
    check_edit(by, record)
    if proposal.by == by:
        raise PermissionDenied("Das haben Sie selbst vorgeschlagen; jemand anderes entscheidet darüber.")


can_decide = twin(check_decide)


def deciders(proposal: Proposal, record: Record) -> str:
    """Whom it waits for, in words."""
    model = type(record)
    team = Teams(model).of(places_of(model, [record.pk])[record.pk])
    return Deciders(proposal.by).of_team(team) if proposal.is_open else ""


def own(by: Editor) -> QuerySet[Proposal]:
    return Proposal.objects.filter(by=by).select_related("case")


def decidable(by: Editor) -> QuerySet[Proposal]:
    """Those that wait and about which the account may decide; the rule of `check_decide` in one query."""
    return Proposal.objects.filter(about_editable(by, "object_id"), state=ProposalState.OPEN).exclude(by=by)


def rows(by: Editor, only_mine: bool) -> QuerySet[Proposal]:
    """All that wait, or those to decide about."""
    return decidable(by) if only_mine else Proposal.objects.filter(state=ProposalState.OPEN)


def waiting(by: Editor, only_mine: bool) -> list[Waiting]:
    """In the queue of the desk: for those in charge."""
    found = list(rows(by, only_mine).select_related("by").order_by("created_at", "pk")[:SHOWN])
    asks = found and not only_mine  # what is asked then is as long as the rights of an account
    mine = set(decidable(by).values_list("pk", flat=True)) if asks else {proposal.pk for proposal in found}
    return [_row(proposal, proposal.pk in mine) for proposal in found]


def _row(proposal: Proposal, mine: bool) -> Waiting:
    risk: Words = str(Risk.STATUS.label)
    return Waiting(
        url=proposal.get_absolute_url(),
        title=proposal.title,
        kind="Vorschlag",
        risk=risk,
        why=proposal.why,
        number=1,
        by=proposal.by,
        since=proposal.created_at,
        answer="Sie können übernehmen oder ablehnen" if mine else "wartet auf die Zuständigen",
        decidable=mine,
    )


def _held(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if row is None or not row.is_open:
        raise ValidationError("Über diesen Vorschlag ist schon entschieden.", code="decided")
    return row


def _decide(proposal: Proposal, state: ProposalState, by: Editor) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()


def said(proposal: Proposal, verb: str) -> str:
    """What a mail calls it."""
    return f"{'Vorschlag abgelehnt' if verb == Verb.SEND_BACK else 'Vorschlag'}: {proposal.title}"


def _authors(proposal: Proposal) -> list[Editor]:
    return [proposal.by] if proposal.by else []


SUBJECT = Subject(
    Proposal,
    lambda by, proposal: can_decide(by, proposal),
    _authors,
    ProposalState.OPEN,
    ProposalState.ADOPTED,
    said,
    {Verb.SUBMIT: "„{}“ wartet auf Ihre Entscheidung", Verb.SEND_BACK: "„{}“"},
)


def _open_of(editor: Editor) -> QuerySet[Proposal]:
    return Proposal.objects.filter(by=editor, state=ProposalState.OPEN).order_by("-pk")


def _listed(title: str, found: QuerySet[Proposal]) -> Holding:
    return Holding(title, found.count(), [(one.title, one.get_absolute_url()) for one in found[:SHOWN_LEAVING]])


def held(editor: Editor) -> Holding:
    return _listed("Eigene Vorschläge, über die noch nicht entschieden ist", _open_of(editor))


def move(leaving: Editor, successor: Editor, by: Editor) -> None:
    """What becomes of them, the successor hears; and decides no more than whoever proposed them."""
    _open_of(leaving).update(by=successor)


def to_decide(editor: Editor) -> Holding:
    words = "Vorschläge anderer zu entscheiden; sie kommen mit Regionen und Bereichen zur Nachfolge"
    return _listed(words, decidable(editor).order_by("-pk"))


HOLDERS = (Holder(held, move), Holder(to_decide, lambda leaving, successor, by: None))
