"""Addresses of records and regions: which are free, whoever asks, and saving when two want the same one at once.

An address is taken while a row of the kind has it, and while it still leads to the row that had it before. Packages
below `publishing` do not know the former ones; it registers at start where they are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.words import _
from inputs.slugs import german_slug

_ROOM = 8  # for a number at the end of a long address
_former: list[Callable[[type[models.Model]], models.QuerySet]] = []


def register(former: Callable[[type[models.Model]], models.QuerySet]) -> None:
    """`former`: the rows of a kind's former addresses, with `slug` and the `object_id` they lead to."""
    _former[:] = [former]


def former_addresses(model: type[models.Model]) -> models.QuerySet:
    return _former[0](model)


class Addressed(models.Model):
    """A row with an address of its own in the column `slug`, made from its name where nobody chose one."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """A made address is one that is free; who loses a race for it takes the next."""
        if self.slug:
            return super().save(*args, **kwargs)
        while True:
            self.slug = free_address(self)
            try:
                with transaction.atomic():
                    return super().save(*args, **kwargs)
            except IntegrityError:
                if holder_of(self) is None:  # something else is wrong
                    raise

    @property
    def addressed_by(self) -> str:
        """The words that the address is made from."""
        return str(self)

    def validate_unique(self, exclude=None):
        """Says who has the address; Django would only say that somebody has it."""
        exclude, errors = set(exclude or ()), {}
        if "slug" not in exclude and (message := why_taken(self)):
            errors = {"slug": [ValidationError(message, code="taken")]}
        try:
            super().validate_unique(exclude | {"slug"})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)


def why_taken(row: Addressed) -> str:
    """In words, naming who has the address of a row; empty where it may have it."""
    found = holder_of(row)
    if found is None:
        return ""
    holder, is_former = found
    kind = holder._meta.verbose_name
    if is_former:
        return _(
            "Die Kurzadresse „{slug}“ gehörte früher zu „{holder}“ ({kind}) und leitet dorthin um. Bitte "
            "eine andere wählen; aufheben kann die Umleitung nur die Verwaltung unter „Frühere Adressen“."
        ).format(slug=row.slug, holder=holder, kind=kind)
    return _("Die Kurzadresse „{slug}“ hat schon „{holder}“ ({kind}). Bitte eine andere wählen.").format(
        slug=row.slug, holder=holder, kind=kind
    )


def holder_of(row: Addressed) -> tuple[models.Model, bool] | None:
    """Who has the address of a row, and whether only formerly; None where it is free or the row's own.

    Asked in this order: an address that somebody leaves meanwhile is in the second answer at the latest.
    """
    if not row.slug:
        return None
    rows = type(row)._base_manager
    if held := rows.filter(slug=row.slug).first():  # type: ignore[misc]  # the kinds have the column
        return None if held.pk == row.pk else (held, False)
    former = former_addresses(type(row)).filter(slug=row.slug).exclude(object_id=row.pk)
    led = rows.filter(pk__in=former.values("object_id")).first()
    return (led, True) if led else None


def free_address(row: Addressed) -> str:
    """One for a row without, from its name."""
    return Taken(type(row), [row], but=row.pk).free(row)


_ENDS = "-0123456789"
_STEM = models.Func("slug", models.Value(_ENDS), function="RTRIM", output_field=models.TextField())


class Taken:
    """The addresses of a kind that are taken, all or those that stand in the way of some rows: to find free ones."""

    def __init__(self, model: type[models.Model], wanted: Iterable[Addressed] | None = None, but: int | None = None):
        """`but`: the key of the row that asks; its own address, and those it had, are free for it."""
        rows = model._base_manager.order_by().exclude(pk=but)
        former = former_addresses(model).exclude(object_id=but)
        if wanted is not None:
            stems = {one.rstrip(_ENDS) for row in wanted for one in _beginnings(row)}
            rows, former = (found.annotate(stem=_STEM).filter(stem__in=stems) for found in (rows, former))
        self.slugs = set(rows.values_list("slug", flat=True))  # before the former ones, see `holder_of`
        self.slugs |= set(former.values_list("slug", flat=True))
        self._next: dict[str, int] = defaultdict(lambda: 2)

    def free(self, row: Addressed) -> str:
        """From the name of a row, with a number where others have it; taken from now on."""
        base = slug = _base(row)
        while slug in self.slugs:
            end = f"-{self._next[base]}"
            slug, self._next[base] = base[: _length(row) - len(end)].rstrip("-") + end, self._next[base] + 1
        self.slugs.add(slug)
        return slug


def _length(row: Addressed) -> int:
    return row._meta.get_field("slug").max_length  # type: ignore[misc]  # the kinds have the column


def _beginnings(row: Addressed) -> Iterator[str]:
    """What is before the number in any address that the row may get; a long one is cut for it."""
    if row.slug:
        yield row.slug
        return
    base, most = _base(row), _length(row)
    yield from {base[: most - room] for room in range(_ROOM + 1)}


def _base(row: Addressed) -> str:
    return german_slug(row.addressed_by, _length(row)) or str(row._meta.model_name)
