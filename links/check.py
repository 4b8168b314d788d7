"""Checking the links of the directory a portion at a time, and writing down what came of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from links.ask import Answer, Asker
from links.models import LinkResult
from publishing.enums import LinkCheck
from publishing.models import Link

KEPT_DAYS = 365


def due(older_than: int, most: int) -> list[str]:
    """Addresses without a result of the last days, those never asked first; hosts take turns."""
    since = timezone.localdate() - timedelta(days=older_than)
    recent = LinkResult.objects.filter(url=OuterRef("url"), day__gt=since)
    rows = Link.objects.filter(~Exists(recent)).order_by().values_list("url", "checked_at")
    oldest: dict[str, float] = {}
    for url, at in rows:
        oldest[url] = min(oldest.get(url, float("inf")), at.timestamp() if at else 0)
    return _in_turns(sorted(oldest, key=lambda url: (oldest[url], url))[:most])


def _in_turns(urls: Iterable[str]) -> list[str]:
    """So that waiting for one host is spent asking others."""
    places: dict[str, int] = defaultdict(int)
    ranked = []
    for at, url in enumerate(urls):
        host = url.split("/")[2] if url.count("/") >= 2 else url
        ranked.append((places[host], at, url))
        places[host] += 1
    return [url for *_, url in sorted(ranked)]


def check_links(
    *, most: int, older_than: int, asker: Asker | None = None, tell: Callable[[LinkResult], None] = lambda result: None
) -> list[LinkResult]:
    """Ask what is due, keep the answers for a year; each is written down at once, so nothing is asked twice."""
    asker = asker or Asker()
    LinkResult.objects.filter(day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS)).delete()
    results = []
    for url in due(older_than, most):
        result = note(url, asker.ask(url))
        results.append(result)
        tell(result)
    return results


def note(url: str, answer: Answer) -> LinkResult:
    """Keep an answer and say so at the links; that is no check of the entry, and no change of its content.

    Link by link, so that who saves an entry with several of them never waits for one in a circle.
    """
    now = timezone.now()
    result, _ = LinkResult.objects.update_or_create(
        url=url,
        day=timezone.localdate(now),
        defaults={
            "at": now,
            "outcome": answer.outcome,
            "status": answer.status,
            "final_url": answer.final_url,
            "suggestion": answer.suggestion[:500],
            "error": answer.error[:250],
        },
    )
    verdict = _verdict(result)
    for pk in list(Link.objects.filter(url=url).order_by("pk").values_list("pk", flat=True)):
        Link.objects.filter(pk=pk, url=url).update(check_result=verdict, checked_at=now)
    return result


def _verdict(result: LinkResult) -> LinkCheck:
    """A site may be down for a day: broken is only what failed on two days in a row, until then nobody knows."""
    if result.outcome != LinkCheck.BROKEN:
        return LinkCheck(result.outcome)
    before = LinkResult.objects.filter(url=result.url, day__lt=result.day).order_by("-day").first()
    return LinkCheck.BROKEN if before and before.outcome == LinkCheck.BROKEN else LinkCheck.UNSURE
