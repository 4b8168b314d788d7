"""What one account writes from one source: which one that is, in its session."""

from collections.abc import MutableMapping
from copy import copy
from typing import Any

from django.utils import timezone

from publishing.models import Record, SourceDocument
from sourcing.documents import living

_KEY = "sitting"


class Sitting:
    """Ends with the day: what somebody heard yesterday is not where today's news come from.

    `about`: the entry that is written at.
    """

    def __init__(self, session: MutableMapping[str, Any], about: Record | None = None):
        self._session = session
        self._about = f"{about._meta.label_lower}-{about.pk}" if about else ""
        self._found: SourceDocument | None = None

    def apart(self) -> "Sitting":
        """The same for what is only tried out: it remembers nothing beyond that."""
        found = copy(self)
        found._session = {_KEY: self._session[_KEY]} if _KEY in self._session else {}
        return found

    @property
    def _kept(self) -> dict[str, Any]:
        kept = self._session.get(_KEY, {})
        return kept if kept.get("day") == timezone.localdate().isoformat() else {}

    @property
    def source(self) -> SourceDocument | None:
        if self._kept and (self._found is None or self._found.pk != self._kept["source"]):
            self._found = living().filter(pk=self._kept["source"]).first()
        return self._found if self._kept else None

    @property
    def goes_on(self) -> bool:
        """Whether its source is to be assumed: at the same entry, or once it was named for a second one.

        What is true of one entry is not by itself where the news of the next one come from.
        """
        return bool(self._kept.get("carried") or self._about and self._kept.get("about") == self._about)

    def remember(self, source: SourceDocument, said: str = "") -> None:
        """`said`: what was answered to make it."""
        day = timezone.localdate().isoformat()
        last = self._kept if self._kept.get("source") == source.pk else {}
        self._session[_KEY] = {
            "source": source.pk,
            "said": said or last.get("said", ""),
            "day": day,
            "about": self._about,
            "carried": bool(last) and (last["carried"] or last["about"] != self._about),
        }

    def of(self, said: str) -> SourceDocument | None:
        """The source that the same answer made before, so that one call does not become two."""
        return self.source if said and self._kept.get("said") == said else None
