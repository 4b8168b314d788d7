"""The weekly mail of an editor: what has to be checked, what runs out, what waits. Nothing to say, no mail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Editor
from cases.models import Case
from cases.permissions import releasable as releasable_cases
from contacts.models import Person
from core.mail import link, send_now
from core.tasks import gave_up, task
from desk.together import further
from networks.models import Network
from programmes.models import Funding
from publishing.enums import Verb
from publishing.models import Record, Revision
from publishing.permissions import editable, is_administrator, releasable
from team.models import StandIn
from team.notices import Line as NoticeLine
from team.notices import Told, noted
from team.standing_in import represented
from worklist.handovers import given_up
from worklist.models import DigestSetting, Handover
from worklist.own import number_begun
from worklist.tasks import BY_AGE, CHECK, EVERY, SOON_DUE, TASKS, Ground
from worklist.tokens import DAYS, tokens_for

MOST = 20


@dataclass(frozen=True)
class Line:
    """A record to check, with its links by answer."""

    record: Record
    overdue: bool
    links: dict[str, str]

    @property
    def kind(self) -> str:
        return str(self.record._meta.verbose_name)

    @property
    def when(self) -> str:
        if not self.record.checked_on:
            return "noch nie geprüft"
        return f"{'überfällig seit' if self.overdue else 'gilt noch bis'} {self.record.check_due_on:%d.%m.%Y}"


@dataclass
class Digest:
    editor: Editor
    lines: list[Line] = field(default_factory=list)
    due: int = 0
    fundings: list[Funding] = field(default_factory=list)
    ending: int = 0
    waiting: int = 0
    handovers: int = 0
    stands_in: list[tuple[StandIn, int]] = field(default_factory=list)
    notices: Told = field(default_factory=Told)

    @property
    def told(self) -> list[tuple[str, list[NoticeLine]]]:
        """What happened to the account's own things; what waits for release has its own number."""
        return [(heading, lines) for heading, lines in self.notices.parts if lines[0].notice.verb != Verb.SUBMIT]

    @property
    def more(self) -> int:
        return self.due - len(self.lines)

    @property
    def more_ending(self) -> int:
        return self.ending - len(self.fundings)

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.ending or self.waiting or self.handovers or self.told or self.stands_in)


def build(editor: Editor, today: date | None = None) -> Digest:
    """What there is to say to an account."""
    today = today or timezone.localdate()
    digest = Digest(editor)
    for key, rows in _due(editor, Ground(today)):
        if not (due := rows.count()):
            continue
        digest.due += due
        for record in rows[: MOST - len(digest.lines)]:
            digest.lines.append(Line(record, key == CHECK, _links(editor, record)))
    ending = _ending(editor, Ground(today))
    digest.ending, digest.fundings = ending.count(), list(ending[:MOST])
    cases = releasable_cases(editor, Case.objects.all()).count()
    others = sum(rows.count() for rows in further(editor, True))
    digest.waiting = releasable(editor, Revision.objects.all()).count() + cases + others
    digest.stands_in = [(row, number) for row in represented(editor) if (number := number_begun(row.editor, editor))]
    digest.notices = noted(editor)
    digest.handovers = Handover.objects.filter(done_at=None).count() if is_administrator(editor) else 0
    return digest


def _due(editor: Editor, ground: Ground) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Contacts first, then what is overdue, then what soon will be; what they gave up is not asked again."""
    others = [model for model in EVERY if model is not Person]
    for model, key in [
        (Person, CHECK),
        (Person, SOON_DUE),
        *((model, CHECK) for model in others),
        *((model, SOON_DUE) for model in others),
    ]:
        rows = editable(editor, model._base_manager.filter(TASKS[key].condition(model, ground)))
        yield key, rows.exclude(pk__in=given_up(editor, model)).order_by(*BY_AGE)


def _ending(editor: Editor, ground: Ground):
    networks = editable(editor, Network.objects.filter(TASKS["laeuft-aus"].condition(Network, ground)))
    ends = Q(end_latest__gte=ground.today, network__in=networks.order_by().values("pk"))
    return Funding.objects.filter(ends).select_related("network", "programme").order_by("end_latest", "pk")


def _links(editor: Editor, record: Record) -> dict[str, str]:
    tokens = tokens_for(editor, record)
    return {answer.label: link(reverse("feedback", args=[token])) for answer, token in tokens.items()}


def written(digest: Digest) -> tuple[str, str]:
    """Subject and text of the mail."""
    words = {
        "digest": digest,
        "days": DAYS,
        "site_name": settings.SITE_NAME,
        "home_url": link(reverse("admin:index")),
        "checks_url": link(reverse("check_list")),
        "queue_url": link(reverse("desk:queue")),
        "tasks_url": link(reverse("own_tasks")),
        "wishes_url": link(reverse("account_mails")),
    }
    return f"{settings.SITE_NAME}: {_subject(digest)}", render_to_string("worklist/email/digest.txt", words)


def _subject(digest: Digest) -> str:
    if digest.due:
        return "1 Eintrag zu prüfen" if digest.due == 1 else f"{digest.due} Einträge zu prüfen"
    if digest.waiting:
        return "1 Änderung wartet auf Freigabe" if digest.waiting == 1 else f"{digest.waiting} warten auf Freigabe"
    return "was in Ihrem Bereich ansteht"


def recipients(today: date, again: bool = False) -> list[Editor]:
    """Active accounts with an address that want the mail and had none in this week."""
    editors = Editor.objects.filter(is_active=True, is_staff=True).exclude(email="")
    editors = editors.exclude(digest_setting__is_wanted=False)
    if not again:
        editors = editors.exclude(digest_setting__last_sent_on__gte=_monday(today))
    return list(editors.order_by("pk"))


@transaction.atomic
def send(editor: Editor, today: date, again: bool = False) -> bool:
    """Have the mail of this week sent; of two runs at the same moment only one does. False when it was another."""
    setting, _ = DigestSetting.objects.get_or_create(editor=editor)
    free = Q() if again else Q(last_sent_on=None) | Q(last_sent_on__lt=_monday(today))
    if not DigestSetting.objects.filter(free, pk=setting.pk, is_wanted=True).update(last_sent_on=today):
        return False
    send_digest.enqueue(editor.pk, today.isoformat())
    return True


@task(takes_context=True)
def send_digest(context, pk: int, day: str) -> None:
    """Written only now: what waits in the queue holds none of the links."""
    editor = Editor.objects.filter(pk=pk, is_active=True, is_staff=True).exclude(email="").first()
    if editor is None or (digest := build(editor)).is_empty:
        return
    send_now(context, editor.email, *written(digest))
    digest.notices.done()


@receiver(gave_up)
def free_the_week(sender, task_path, args, **kwargs) -> None:
    """The mail never went out: the next run tries again."""
    if task_path == send_digest.module_path:
        DigestSetting.objects.filter(editor=args[0], last_sent_on=args[1]).update(last_sent_on=None)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
