"""Is a network alive? The rule of `pages.alive`, with what sources state of its end and with the ends of fundings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from core.fuzzy_dates import bounds
from core.words import _, language, ngettext
from networks.enums import ACTIVE_STATES, StatedStatus, Status
from networks.models import Network
from pages.alive import HOLDS, NAMING, RECENT, Alive, Said, alive, checked_words, is_confirmed, last_said, said_by
from publishing.models import Citation, SourceDocument

STATUS = "stated_status"
SOON = timedelta(days=183)  # how long before its end a funding is announced
_DAYS = timedelta(days=60)  # the last of it is told in days
_SHAPES = {
    Status.UNCLEAR: ("offen", "open"),
    Status.FUNDING_ENDED: ("offen", "open"),
    Status.CONVERTED: ("leer", "over"),
    Status.ENDED: ("leer", "over"),
}


def network_alive(
    stated: str, funding_ends: Iterable[date | None], checked_on: date | None, said: Said, today: date
) -> Alive:
    """What pages say of a network. `funding_ends`: the latest possible last day of each funding, None for one without
    a known end; `said`: when its sources said last that it works."""
    ends = [end for end in funding_ends if end]
    return _alive_in(language(), stated, max(ends, default=None), checked_on, said, today)


@lru_cache(maxsize=4096)
def _alive_in(
    language: str, stated: str, last_end: date | None, checked_on: date | None, said: Said, today: date
) -> Alive:
    shown = shown_status(stated, (last_end,), checked_on, said, today)
    if shown in ACTIVE_STATES:
        found = alive(checked_on, said, today)
        return Alive(*found[:-1], _ends_soon(last_end, today)) if last_end else found
    day, when = said.day, _("Stand {as_of}").format(as_of=said.words) if said.words else ""
    if checked_on and is_confirmed(checked_on, today):
        day, when = checked_on, checked_words(checked_on)
    words = f"{shown.label} ({when})" if when else str(shown.label)
    return Alive(shown, words, _SHAPES[shown][0], day, _SHAPES[shown][1])


def _ends_soon(last_end: date, today: date) -> str:
    left = last_end - today
    if left < timedelta() or left > SOON:
        return ""
    if left <= _DAYS:
        text = ngettext("Förderung endet in {n} Tag", "Förderung endet in {n} Tagen", left.days)
        return text.format(n=left.days) if left.days else _("Förderung endet heute")
    return _("Förderung endet in {n} Monaten").format(n=round(left.days / 30.44))


def shown_status(
    stated: str, funding_ends: Iterable[date | None], checked_on: date | None, said: Said, today: date
) -> Status:
    """A passed funding end makes an active network UNCLEAR until a check after it; it never ends a network."""
    if stated == StatedStatus.PLANNED:
        return Status.UNCLEAR
    if stated != StatedStatus.ACTIVE:
        return Status(stated)
    last = passed_funding_end(funding_ends, today)
    if last and not (checked_on and checked_on > last):
        return Status.UNCLEAR
    return Status(alive(checked_on, said, today).state)


def shown_as(status: Status, fundings: QuerySet, today: date) -> Q:
    """The networks that `shown_status` gives a status, as a condition; it depends on the day, so no column keeps it.

    `fundings`: those that count.
    """
    if status in ACTIVE_STATES:
        checked, recent = Q(checked_on__gte=today - HOLDS), _said_since(today - RECENT)
        by_state = {
            Status.CHECKED: checked,
            Status.STATED: ~(Q(checked_on__isnull=False) & checked) & recent,
            Status.MENTIONED: ~(Q(checked_on__isnull=False) & checked) & ~recent,
        }
        return Q(stated_status=StatedStatus.ACTIVE) & ~is_lapsed(fundings, today) & by_state[status]
    stated = Q(stated_status=status.value)
    if status == Status.UNCLEAR:
        over = is_lapsed(fundings, today)
        return stated | Q(stated_status=StatedStatus.PLANNED) | Q(stated_status=StatedStatus.ACTIVE) & over
    return stated


def is_lapsed(fundings: QuerySet, today: date) -> Q:
    """All known funding ends of a network have passed, and nobody has checked after the last."""
    last = fundings.order_by().values("network").annotate(last=Max("end_latest"))
    passed = Q(pk__in=last.filter(last__lt=today).values("network"))
    own = Subquery(last.filter(network=OuterRef("pk")).values("last"))
    return passed & (Q(checked_on=None) | Q(checked_on__lte=own))


def passed_funding_end(funding_ends: Iterable[date | None], today: date) -> date | None:
    """The last funding end when all known ends have passed, else None."""
    known = [end for end in funding_ends if end]
    return max(known) if known and max(known) < today else None


def mentions(sources: Mapping[int, SourceDocument]) -> dict[int, Said]:
    """network → when a public source named it last, also by a new name; only one that is cited for its status says that
    it works."""
    found: dict[int, list[Said]] = defaultdict(list)
    usual = {pk: said_by(source) for pk, source in sources.items()}
    cited = _citations().filter(source__in=list(sources))
    for pk, field, source, as_of, wording in cited.values_list(
        "object_id", "field", "source_id", "as_of", "as_of_wording"
    ):
        said = said_by(sources[source], as_of, wording) if as_of else usual[source]
        found[pk].append(Said(said.day, said.words, is_active=field == STATUS))
    return {pk: last_said(said) for pk, said in found.items()}


def _citations() -> QuerySet:
    about = ContentType.objects.get_for_model(Network)
    return Citation.objects.filter(content_type=about, field__in=[STATUS, *NAMING], value="").order_by()


def _said_since(day: date) -> Q:
    """The same for the database: networks whose last mention is not older than a day."""
    public = _citations().filter(source__in=SourceDocument.objects.published().order_by().values("pk"))
    own = [pk for pk, as_of in public.exclude(as_of="").values_list("pk", "as_of") if _first(as_of) < day]
    late = Q(source__as_of_earliest__gte=day) | Q(source__as_of_earliest=None, source__as_of_latest__gte=day)
    recent = public.filter(late).exclude(pk__in=own)
    return Q(pk__in=recent.values("object_id"))


def _first(as_of: str) -> date:
    first, last = bounds(as_of)
    return first or last or date.max
