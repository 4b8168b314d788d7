"""The records that the cells of a table name."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial

from django.db import models

from core.kinds import kind_of
from core.text import fold
from memory.kept import remembered
from networks.branches import BranchTree
from networks.models import Branch
from regions.models import Region
from tables import branch_names


class CellError(ValueError):
    """What is wrong with a cell, in German."""


@dataclass
class Names:
    """The records that cells may name: by slug, official code, name."""

    kind: str
    labels: dict[int, str] = field(default_factory=dict)
    by_slug: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
    others: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, model: type[models.Model]) -> "Names":
        return remembered(f"names of {model._meta.label_lower}", _names_of(model))

    @classmethod
    def load(cls, model: type[models.Model]) -> "Names":
        """One query."""
        found, further = cls(str(model._meta.verbose_name)), _further(model)
        names = kind_of(model).names
        for pk, slug, *said in model._base_manager.values_list("pk", "slug", *names, *further):
            name = " ".join(said[: len(names)])
            found.by_slug[slug] = pk
            found.by_name.setdefault(fold(name), set()).add(pk)
            found.labels[pk] = slug if re.search(r"[|;]", name) else name
            for word in "\n".join(filter(None, said[len(names) :])).splitlines():
                found.others.setdefault(fold(word), set()).add(pk)
        slugs = {pk: slug for slug, pk in found.by_slug.items()}
        for pks in found.by_name.values():
            if len(pks) > 1:
                found.labels |= {pk: slugs[pk] for pk in pks}
        if model is Branch:
            found._tell_branches()
        return found

    def _tell_branches(self) -> None:
        """Titles stand there twice, in two editions and at several levels."""
        self.labels = branch_names.labels()
        said: dict[str, set[int]] = {}
        for row in BranchTree.current().rows.values():
            for text in branch_names.spellings(row):
                said.setdefault(text, set()).add(row.pk)
        self.by_name = {text: branch_names.one_of(pks) for text, pks in said.items()}

    def knows(self, text: str) -> bool:
        return text in self.by_slug or bool(self._called(text))

    def _called(self, text: str) -> set[int]:
        key = fold(text)
        return self.by_name.get(key) or self.others.get(key) or set()

    def find(self, text: str) -> int:
        if text in self.by_slug:
            return self.by_slug[text]
        pks = self._called(text)
        if not pks:
            raise CellError(f"{self.kind} „{text[:80]}“ gibt es im Verzeichnis nicht.")
        if len(pks) > 1:
            raise CellError(f"„{text[:80]}“ ist mehrdeutig. Bitte genauer schreiben: {'; '.join(self.several(text))}.")
        return next(iter(pks))

    def several(self, text: str) -> list[str]:
        """What a text may mean where that is not one, as it may be written instead."""
        pks = set() if text in self.by_slug else self._called(text)
        return sorted(self.labels[pk] for pk in pks)[:5] if len(pks) > 1 else []


@cache
def _names_of(model: type[models.Model]) -> Callable[[], Names]:
    """The same function every time: what is remembered under a name is made in one way."""
    return partial(Names.load, model)


def _further(model: type[models.Model]) -> tuple[str, ...]:
    """Where a model keeps further names, a line each, or an official code."""
    if model is Region:
        return ("also_called", "ags")
    names = {one.name for one in model._meta.concrete_fields}
    return ("synonyms",) if "synonyms" in names else ("code",) if "code" in names else ()
