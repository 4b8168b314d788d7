"""Pages of a list whose length is known."""

from dataclasses import dataclass

from django.http import Http404

from core.words import _

PAGE_SIZE = 20


@dataclass(frozen=True)
class Page:
    """One page; numbers count from 1."""

    number: int
    count: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def numbers(self) -> list[int | None]:
        """1 … 4 5 6 … 12; None stands for a gap."""
        wanted = sorted({1, self.number - 1, self.number, self.number + 1, self.pages} & set(range(1, self.pages + 1)))
        numbers: list[int | None] = []
        for number in wanted:
            if numbers and number - (numbers[-1] or 0) > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def page_of(raw: str | None, count: int, size: int = PAGE_SIZE, *, nearest: bool = False) -> Page:
    """The page a query string asks for. Nonsense means page 1; beyond the last is a 404, or with `nearest` the last."""
    number = int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
    page = Page(max(1, number), count, size)
    if page.number > page.pages:
        if nearest:
            return Page(page.pages, count, size)
        raise Http404(_("Diese Seite der Liste gibt es nicht (mehr)."))
    return page
