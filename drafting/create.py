"""Makes drafts of what an editor accepted: records, their statements and where each comes from, all or nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import Editor
from contacts.enums import NamedAs
from contacts.models import Channel, Mention, Person, Responsibility
from core import fuzzy_dates
from drafting import ties
from drafting.choices import Choice
from drafting.known import RECORD_KINDS, Directory
from drafting.models import DraftRun
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing import actions, snapshots
from publishing.enums import Certainty, MilestoneKind, NameKind, State
from publishing.locking import locked
from publishing.models import Citation, Figure, Link, Milestone, Name, Record, SourceDocument
from publishing.permissions import can_add, can_change, can_edit
from texts.document import Document
from texts.enums import ProposalKind
from texts.people import CONTACT
from texts.proposal import name_key

COPIED_WORDS = 10
_OWN_RECORDS = (ProposalKind.PERSON, ProposalKind.EVENT)
_NOT_NAMED = ("kind", "start", "end", "location")
# What a statement of a kind may be about; any entry unless it is listed.
_OWNERS: dict[ProposalKind, tuple[type[Record], ...]] = {
    ProposalKind.PHONE: (Person, Organisation),
    ProposalKind.EMAIL: (Person, Organisation),
    ProposalKind.ADDRESS: (Person, Organisation),
    ProposalKind.MEMBER: (Network,),
    ProposalKind.FUNDING: (Network,),
}
_TITLE = re.compile(r"^((?:(?:Prof|Dr|Dipl|PD|Mag|Ing|h\. ?c|med|rer|nat|phil|jur|mult)\.?(?:-\w+\.?)? )+)")


class DraftError(Exception):
    """Nothing was created; says in German what is wrong with which choice."""

    def __init__(self, messages: list[str]):
        self.messages = messages
        super().__init__(" ".join(messages))


class AlreadyCreated(Exception):
    """This form was sent before; `run` is what it led to."""

    def __init__(self, run: DraftRun):
        self.run = run


def may_add(by: Editor, kind: ProposalKind) -> bool:
    """May this account create what a proposal of this kind becomes: the entry, or a statement about one?"""
    if record := RECORD_KINDS.get(kind):
        return can_add(by, record)
    return any(can_add(by, model) or can_change(by, model) for model in _OWNERS.get(kind, RECORD_KINDS.values()))


def create_drafts(
    *,
    choices: list[Choice],
    document: Document,
    source: SourceDocument,
    address: str,
    directory: Directory,
    token: str,
    by: Editor,
    basis: str = "",
) -> DraftRun:
    """Store everything in one transaction. A new source becomes a draft, too. `basis`: why new people may stand there.

    Raises PermissionDenied, DraftError with what is wrong, or AlreadyCreated when the token is spent.
    """
    if not choices:
        raise DraftError(["Es ist nichts ausgewählt. Bitte mindestens einen Vorschlag ankreuzen."])
    if any(not may_add(by, choice.proposal.kind) for choice in choices) or (
        source.pk is None and not can_add(by, SourceDocument)
    ):
        raise PermissionDenied("Dieses Konto darf nicht alles anlegen, was ausgewählt ist.")
    if run := DraftRun.objects.filter(token=token).first():
        raise AlreadyCreated(run)
    try:
        with transaction.atomic():
            run = DraftRun.objects.create(token=token, created_by=by)
            return _Creation(document, source, directory, by, basis).run(choices, address, run)
    except IntegrityError:
        if run := DraftRun.objects.filter(token=token).first():  # the same form, sent twice at once
            raise AlreadyCreated(run) from None
        raise


@dataclass
class _Creation:
    document: Document
    source: SourceDocument
    directory: Directory
    by: Editor
    basis: str
    records: list[Record] = field(default_factory=list)
    by_key: dict[str, list[Record]] = field(default_factory=dict)
    before: dict[Record, snapshots.Snapshot] = field(default_factory=dict)  # of drafts that were there already
    ties: set[tuple] = field(default_factory=set)  # who belongs to whom, what pays for whom
    statements: int = 0
    problems: list[str] = field(default_factory=list)

    def run(self, choices: list[Choice], address: str, run: DraftRun) -> DraftRun:
        self._source(address)
        kinds = list(ProposalKind)
        for choice in sorted(choices, key=lambda choice: kinds.index(choice.proposal.kind)):
            try:
                with transaction.atomic():
                    self._create(choice)
            except (ValidationError, fuzzy_dates.FuzzyDateError) as error:
                messages = error.messages if isinstance(error, ValidationError) else [str(error)]
                self.problems.append(f"„{choice.value or choice.proposal.value}“: {' '.join(messages)}")
        self._note_history()
        if self.problems:
            raise DraftError(self.problems)
        run.source, run.statements = self.source, self.statements
        run.records = [[record._meta.label_lower, record.pk] for record in self.records]
        run.save()
        return run

    def _note_history(self) -> None:
        """The first line of every new entry, a further one of the drafts that got a statement."""
        why = f"Aus einem Text, Quelle: {self.source}"
        for record in self.records:
            actions.record_new(record, by=self.by, why=why)
            if not can_edit(self.by, record):
                self.problems.append(f"„{record}“: gehörte danach nicht zu den Regionen und Bereichen Ihres Kontos.")
        for record, before in self.before.items():
            actions.note_applied(record, before, by=self.by, why=why)
        LogEntry.objects.log_actions(self.by.pk, self.records, ADDITION, change_message=f"{why}.")

    def _source(self, address: str) -> None:
        if self.source.pk:
            return
        self.source.state = State.DRAFT
        self.source.taken_over_on = timezone.localdate()
        try:
            self.source.full_clean()
            self.source.save()
            self.records.append(self.source)
            if address:
                link = Link(subject=self.source, url=address, label=self.source.short_title)
                link.full_clean(exclude=["content_type", "object_id", "source"])
                link.save()
        except ValidationError as error:
            raise DraftError([f"Quelle: {message}" for message in error.messages]) from error

    def _create(self, choice: Choice) -> None:
        kind = choice.proposal.kind
        if kind == ProposalKind.PERSON:
            self._person(choice)
        elif kind == ProposalKind.EVENT:
            self._event(choice)
        elif kind in RECORD_KINDS:
            self._named(choice)
        else:
            {
                ProposalKind.DATE: self._milestone,
                ProposalKind.FIGURE: self._figure,
                ProposalKind.LINK: self._link,
                ProposalKind.MEMBER: self._member,
                ProposalKind.FUNDING: self._funding,
            }.get(kind, self._channel)(choice)

    # Records

    def _named(self, choice: Choice) -> None:
        found, model = choice.proposal, RECORD_KINDS[choice.proposal.kind]
        key = name_key(choice.value)
        if any(type(record) is model for record in self.by_key.get(key, [])):
            raise ValidationError("Dieser Name ist zweimal ausgewählt.")
        record = model(name=choice.value, kind=choice.variant, state=State.DRAFT)
        also = list(found.also)
        if isinstance(record, Programme) and also and len(also[0]) <= 20:
            record.abbreviation = also.pop(0)
        # A summary is the editors' own sentence: the form asks for it before anything is released.
        record.full_clean(exclude=["summary"])
        record.save()
        self._remember(record, key, *map(name_key, found.also))
        self._cite(record, "name", choice, self._certainty(choice))
        self._cite(record, "kind", choice, Certainty.IMPLIED)
        for name in also:
            kind = NameKind.ABBREVIATION if len(name) <= 12 and " " not in name else NameKind.OTHER
            self._add(Name(subject=record, kind=kind, name=name), choice)

    def _person(self, choice: Choice) -> None:
        found = choice.proposal
        if choice.variant == CONTACT and found.variant != CONTACT:
            raise ValidationError("Der Text nennt diese Person nur; zuständig ist sie danach nicht.")
        title = match[1].strip() if (match := _TITLE.match(choice.value)) else ""
        given, _, family = choice.value.removeprefix(title).strip().partition(" ")
        if not family:
            raise ValidationError("Bitte Vor- und Nachnamen angeben.")
        target = self._target(choice, required=False)
        person = Person(title=title, given_name=given, family_name=family, function=found.label, state=State.DRAFT)
        person.basis = self.basis
        if isinstance(target, Organisation):
            person.organisation = target
        person.full_clean()
        person.save()
        self._remember(person, name_key(choice.value), name_key(found.value))
        self._cite(person, "family_name", choice, self._certainty(choice))
        if choice.variant == CONTACT:
            task = choice.text or (f"Kontakt für {target}" if target else "Kontakt laut Quelle")
            self._add(Responsibility(person=person, task=task, **_scope(target)), choice)
        else:
            place = _scope(target, Network, Organisation) or {"document": self.source}
            named_as = choice.variant if choice.variant in NamedAs else NamedAs.MENTIONED
            self._add(Mention(person=person, named_as=named_as, role=found.label, **place), choice)

    def _event(self, choice: Choice) -> None:
        target = self._target(choice, Network, Organisation, required=False)
        record = ties.event(choice)
        record.full_clean(exclude=["summary"])
        record.save()
        if isinstance(target, Network):
            record.networks.add(target)
        elif isinstance(target, Organisation):
            record.organisations.add(target)
        self._remember(record, name_key(choice.value))
        for name in ("name", "kind", *(name for name in ("start", "end", "location") if getattr(record, name))):
            self._cite(record, name, choice, Certainty.IMPLIED if name == "kind" else self._certainty(choice))

    def _remember(self, record: Record, *keys: str) -> None:
        self.records.append(record)
        for key in {*keys} - {""}:
            self.by_key.setdefault(key, []).append(record)

    # Statements

    def _member(self, choice: Choice) -> None:
        network, organisation = self._target(choice, Network), self._named_as(choice.value, Organisation)
        assert isinstance(network, Network) and isinstance(organisation, Organisation)
        self._once(network, organisation, choice.variant)
        self._add(ties.participation(choice, network, organisation), choice)

    def _funding(self, choice: Choice) -> None:
        network, programme = self._target(choice, Network), self._named_as(choice.value, Programme)
        assert isinstance(network, Network) and isinstance(programme, Programme)
        self._once(network, programme)
        self._add(ties.funding(choice, network, programme), choice)

    def _once(self, *tie) -> None:
        """A text that gives a tie two times, such as a funding with two periods, is one source: the editor chooses."""
        if tie in self.ties:
            raise ValidationError(
                "Diese Verbindung ist zweimal ausgewählt; aus einer Quelle gibt es sie nur einmal. "
                "Bitte nur eine ankreuzen."
            )
        self.ties.add(tie)

    def _named_as(self, name: str, model: type[Record]) -> Record:
        """The other side of a tie: one of these drafts, else whatever the directory has of that name."""
        rows = [*self.by_key.get(name_key(name), []), *self.directory.named(name)]
        if found := next((row for row in rows if isinstance(row, model)), None):
            return found
        raise ValidationError(
            f"{model._meta.verbose_name} „{name}“ ist weder ausgewählt noch vorhanden; bitte auch ankreuzen."
        )

    def _channel(self, choice: Choice) -> None:
        owner = self._target(choice, Person, Organisation)
        fault = " ".join(one.text for one in choice.proposal.faults if one.code in ("phone", "postcode"))
        scope = {"person": owner} if isinstance(owner, Person) else {"organisation": owner}
        channel = Channel(kind=choice.variant, value=choice.value, is_faulty=bool(fault), fault=fault, **scope)
        self._add(channel, choice)

    def _milestone(self, choice: Choice) -> None:
        found = choice.proposal
        if choice.value == found.value:
            date = fuzzy_dates.FuzzyDate(found.normalised, found.value)
            date = fuzzy_dates.parse(found.value) if fuzzy_dates.reads_as(found.value, found.normalised) else date
        else:
            date = fuzzy_dates.parse(choice.value)
        text = choice.text
        if not text and choice.variant != MilestoneKind.OTHER:
            text = str(dict(MilestoneKind.choices).get(choice.variant, ""))
        self._own_words(text)
        row = Milestone(subject=self._target(choice), kind=choice.variant, date=date.edtf, text=text)
        row.date_wording = date.wording
        self._add(row, choice)

    def _figure(self, choice: Choice) -> None:
        amount = choice.proposal.amount
        assert amount
        self._own_words(choice.value)
        row = Figure(
            subject=self._target(choice),
            qualifier=amount.qualifier,
            number=amount.number,
            number_to=amount.number_to,
            unit=amount.unit,
            counted=choice.value,
            is_membership=amount.is_membership,
        )
        self._add(row, choice)

    def _link(self, choice: Choice) -> None:
        found = choice.proposal
        title = found.also[0] if found.also else ""
        note = " ".join(fault.text for fault in found.faults)[:400]
        row = Link(
            subject=self._target(choice),
            kind=choice.variant,
            url=found.value,
            label=choice.value,
            target_title=title[:200],
            note=note,
        )
        self._add(row, choice)

    def _add(self, row: models.Model, choice: Choice) -> None:
        """Saves a statement with its source and place."""
        row.source, row.locator = self.source, choice.proposal.locator
        if not choice.is_in_text:
            row.certainty = Certainty.INFERRED
        row.full_clean(exclude=["content_type", "object_id"])
        row.save()
        self.statements += 1

    def _cite(self, record: Record, name: str, choice: Choice, certainty: Certainty) -> None:
        printed = " ".join(self.document.text[choice.proposal.start : choice.proposal.end].split())
        differs = name not in _NOT_NAMED and printed and printed != choice.value
        note = f"In der Quelle: „{printed}“."[:400] if differs else ""
        self._add(Citation(subject=record, field=name, certainty=certainty, note=note), choice)

    @staticmethod
    def _certainty(choice: Choice) -> Certainty:
        """A name that the editor changed to another one is no longer the text's."""
        same = choice.is_in_text and name_key(choice.value) == name_key(choice.proposal.value)
        return Certainty.STATED if same else Certainty.INFERRED

    def _own_words(self, text: str) -> None:
        """Facts carry over, sentences do not."""
        words = text.split()
        plain = " ".join(self.document.text.split())
        runs = (" ".join(words[i : i + COPIED_WORDS]) for i in range(len(words) - COPIED_WORDS + 1))
        if any(run in plain for run in runs):
            raise ValidationError("Bitte mit eigenen Worten: Hier sind zehn Wörter in Folge aus dem Text übernommen.")

    def _target(self, choice: Choice, *types: type[Record], required: bool = True) -> Record | None:
        """The record that „gehört zu“ names: one of these drafts, else an existing draft.

        A person or an event, itself a draft that nobody sees, may belong to any entry.
        """
        if not choice.target.strip():
            if required:
                raise ValidationError("Bitte sagen, wozu die Angabe gehört.")
            return None
        created = [one for one in self.by_key.get(name_key(choice.target), []) if not types or isinstance(one, types)]
        if created:
            return created[0]
        existing = [one for one in self.directory.named(choice.target) if not types or isinstance(one, types)]
        if not existing:
            raise ValidationError(f"„{choice.target}“ ist weder ausgewählt noch vorhanden.")
        return existing[0] if choice.proposal.kind in _OWN_RECORDS else self._existing(existing[0])

    def _existing(self, record: Record) -> Record:
        """A draft of the directory that gets a statement: as it was before, for its history."""
        if record in self.before:
            return record
        locked(record, wait=False)
        if record.state != State.DRAFT:
            raise ValidationError(f"„{record}“ ist kein Entwurf ({record.get_state_display()}); bitte dort eintragen.")
        if not can_edit(self.by, record):
            raise ValidationError(f"„{record}“ gehört nicht zu den Regionen und Bereichen Ihres Kontos.")
        self.before[record] = snapshots.take(record)
        return record


def _scope(target: Record | None, *types: type[Record]) -> dict[str, Record]:
    """The foreign key that a target fills."""
    names: Iterable[tuple[type[Record], str]] = (
        (Network, "network"),
        (Organisation, "organisation"),
        (Programme, "programme"),
    )
    return {name: target for model, name in names if isinstance(target, model) and (not types or model in types)}
