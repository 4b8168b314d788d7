"""Rows about a record, each with its source: names, figures, dates, links, who takes part, who pays, who is asked."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet

from contacts.models import Person
from documents import persons
from documents.asking import ask
from documents.listed import Lists, by_name
from documents.named import key_of_row, named
from documents.proofs import COLUMNS as PROOF
from documents.proofs import Sources
from documents.proofs import proof as proof_of
from documents.values import Value, columns_of, is_text, making
from networks.models import Organisation
from publishing.enums import NameKind
from publishing.models import Figure, Name, Statement
from publishing.snapshots import content_fields, many_fields

_NO_VALUES = {"source", "locator", "certainty", "as_of", "as_of_wording", "note"}
# What pages do not show either: words only the search knows.
_SHOWN: dict[type[Statement], Q] = {Name: ~Q(kind=NameKind.SEARCH)}
# What several columns say together, in words.
_SAID: dict[type[Statement], Callable[[dict[str, Any]], str]] = {Figure: lambda columns: Figure(**columns).amount}

Column = tuple[str, slice, Callable[[Sequence[Any]], Value], bool]  # the last: whether it is a text


class Rows:
    """The rows of a relation."""

    def __init__(self, model: type[models.Model], name: str):
        end: Any = model._meta.get_field(name)
        self.about, self.name, self.model = model, name, end.related_model
        self.is_attached = isinstance(end, GenericRelation)
        self.owner = "object" if self.is_attached else end.field.name
        self.columns: list[str] = []
        self.values: list[Column] = []
        self.person: tuple[slice, str, slice] | None = None
        self.says = _SAID.get(self.model)
        for field in said_columns(model, name):
            self._add(field)
        self.lists = [field for field in many_fields(self.model) if key_of_row(model, name, field.name)]

    def _add(self, field: Any) -> None:
        key = key_of_row(self.about, self.name, field.name)
        if field.many_to_one:
            place = self._reach(field.name, field.related_model)
            if field.related_model is Person:
                stands = persons.stand_in(self.model.carriers, field.name)
                behind = self._reach(f"{field.name}__organisation", Organisation) if stands else slice(0, 0)
                self.person = place, stands and key_of_row(self.about, self.name, stands), behind
            self.values.append((key, place, named(field.related_model), False))
        else:
            place = slice(len(self.columns), len(self.columns) + len(columns_of(field)))
            self.columns += columns_of(field)
            self.values.append((key, place, making(field), is_text(field)))

    def _reach(self, path: str, model: type[models.Model]) -> slice:
        start = len(self.columns)
        self.columns += [f"{path}__{column}" for column in named(model).columns]
        return slice(start, len(self.columns))

    def owners(self) -> QuerySet:
        rows = self.model._base_manager.all()
        if self.is_attached:
            rows = rows.filter(content_type=ContentType.objects.get_for_model(self.about))
        return rows.filter(**{f"{self.owner}_id__isnull": False}).values_list(f"{self.owner}_id")

    def read(self, pks: list[int], sources: Sources) -> Lists:
        own = f"{self.owner}_id"
        columns = ("pk", own, *PROOF, *self.columns)
        rows = ask((self.about, self.name), pks, lambda some: self._public(some).values_list(*columns))
        lists = {field.name: self._listed(field, pks) if rows else {} for field in self.lists}
        found: Lists = {}
        at = 2 + len(PROOF)
        for row in rows:
            made = self._made(row[1], row[at:], row[2:at], sources)
            if made is None:
                continue
            for field in self.lists:
                if listed := lists[field.name].get(row[0]):
                    made[key_of_row(self.about, self.name, field.name)] = listed
            found.setdefault(row[1], []).append(made)
        return found

    def _public(self, pks: list[int]) -> QuerySet:
        rows = self.model.objects.public("subject" if self.is_attached else self.owner)
        about: dict[str, Any] = {f"{self.owner}_id__in" if self.is_attached else f"{self.owner}__in": pks}
        if self.is_attached:
            about["content_type"] = ContentType.objects.get_for_model(self.about)
        return rows.filter(_SHOWN.get(self.model, Q()), **about).order_by(*self.model._meta.ordering, "pk")

    def _made(
        self, about: int, values: Sequence[Any], proof: Sequence[Any], sources: Sources
    ) -> dict[str, Value] | None:
        """None for a row that says nothing but who is not to be named."""
        found: dict[str, Value] = {}
        for key, place, make, is_words in self.values:
            if (said := make(values[place])) is not None:
                found[key] = sources.clean(said) if is_words else said
        if self.says:
            found["text"] = self.says(dict(zip(self.columns, values, strict=True)))
        is_silent = False
        if self.person and values[self.person[0]][0] is not None and "person" not in found:
            _, stands, behind = self.person
            if not stands:
                return None
            is_silent = True
            found["person_nicht_freigegeben"] = True
            if office := named(Organisation)(values[behind]):
                found[stands] = office
        found["belege"] = [proof_of(proof, sources, about, is_silent=is_silent)]
        return found

    def _listed(self, field: Any, pks: list[int]) -> Lists:
        """What a list of the rows names, by the keys of the rows."""
        own, other, of = field.m2m_field_name(), field.m2m_reverse_field_name(), named(field.related_model)
        columns = [f"{other}__{column}" for column in of.columns]
        rows = ask(
            (self.about, self.name, field.name),
            pks,
            lambda some: field.remote_field.through._base_manager.filter(
                **{f"{own}__{self.owner}__in": some}
            ).values_list(f"{own}_id", *columns),
        )
        return by_name((pk, of(values)) for pk, *values in rows)


def said_columns(model: type[models.Model], name: str) -> list[Any]:
    """The columns of the rows of a relation that documents say."""
    end: Any = model._meta.get_field(name)
    owner = {"content_type", "object_id"} if isinstance(end, GenericRelation) else {end.field.name}
    return [
        field
        for field in content_fields(end.related_model, frozenset(owner | _NO_VALUES))
        if not field.name.endswith("_wording") and key_of_row(model, name, field.name)
    ]
