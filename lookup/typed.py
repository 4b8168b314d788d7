"""What somebody typed into the search of the desk: words, a telephone number, an address, or the number of an entry."""

import re
from dataclasses import dataclass
from functools import cached_property

from inputs.text import one_line

LONGEST = 100
MOST_WORDS = 8
_FEWEST_DIGITS = 4
_LABEL = re.compile(r"^(?:tel(?:efon)?|fon|mobil|handy|fax)\b[.: ]*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s()+/.–-]+")
_BEFORE = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)
_KEY = re.compile(r"(?:nr\.?\s*|#)?(\d{1,9})", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9-]+")
_AFTER_A_WORD = re.compile(r"[\s#-]*+(?:\d{4}-)?(\d{1,9})")
_DESK_PAGE = re.compile(r"/(?:eintrag/([a-z]+\.[a-z]+)|([a-z]+/[a-z]+))/(\d{1,9})/")


@dataclass(frozen=True)
class Typed:
    text: str

    @classmethod
    def of(cls, text: str) -> "Typed":
        return cls(one_line(text)[:LONGEST].strip())

    @cached_property
    def words(self) -> list[str]:
        return self.text.split()[:MOST_WORDS]

    @cached_property
    def digits(self) -> str:
        """Of a telephone number in any notation what all notations have: no country, no leading nought."""
        text = _LABEL.sub("", self.text)
        digits = re.sub(r"\D", "", text) if _NUMBER.fullmatch(text) else ""
        abroad = text.lstrip("( ").startswith(("+", "00"))
        local = digits.removeprefix("00").removeprefix("49") if abroad else digits
        local = local.lstrip("0")
        return local if len(local) >= _FEWEST_DIGITS else ""

    @cached_property
    def address(self) -> str:
        """Of a mail or web address what stands in every spelling of it; empty for other words."""
        is_one = "." in self.text and " " not in self.text and not _NUMBER.fullmatch(self.text)
        return _BEFORE.sub("", self.text).rstrip("/") if is_one or "@" in self.text else ""

    @cached_property
    def key(self) -> int | None:
        """„Nr. 12“, „#12“, „12“"""
        found = _KEY.fullmatch(self.text)
        return int(found[1]) if found else None

    @cached_property
    def own_page(self) -> tuple[str, str]:
        """The kind and the entry that a copied address of a public page names."""
        path = self.text.partition("?")[0].partition("#")[0]
        *before, kind, slug = ["", *path.removesuffix("/").split("/")]
        return (kind, slug) if len(before) > 1 and _SLUG.fullmatch(kind) and _SLUG.fullmatch(slug) else ("", "")

    @cached_property
    def desk_page(self) -> tuple[str, int]:
        """The kind, as „app.model“, and the key of an entry whose address on the desk was copied."""
        found = _DESK_PAGE.search(self.text)
        return ((found[1] or found[2].replace("/", ".")), int(found[3])) if found else ("", 0)

    def numbered(self, *before: str) -> int | None:
        """„Vorgang 12“, „vorgang-12“, „FM-2026-0012“: the number behind one of these words."""
        for word in before:
            if self.text.lower().startswith(word.lower()) and (
                found := _AFTER_A_WORD.fullmatch(self.text[len(word) :])
            ):
                return int(found[1])
        return None
