"""„Woher wissen Sie das?“ on the form of an entry: what is refused without an answer, and what was proven before."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm

from publishing.citing import citable_fields
from publishing.enums import Certainty
from publishing.models import Citation, Record
from publishing.snapshots import Snapshot
from sourcing.form import OriginForm
from sourcing.proving import ORIGIN, key_of

CODE = "origin"  # of messages that are about the answer
NEW = (
    "Ohne Quelle kann nichts „in der Quelle genannt“ sein: Bitte oben bei „Woher wissen Sie das?“ antworten. Haben Sie "
    "es selbst geschlossen, wählen Sie bei dieser Zeile unter „genauer“ „von der Redaktion erschlossen“."
)
_PROVEN = (
    "Belegt war es mit „{source}“; für die neue Angabe gilt das nicht von selbst. Bitte bei „Woher wissen Sie das?“ "
    "antworten; haben Sie nur die Schreibweise berichtigt, sagen Sie dort das."
)
_FIELDS = (
    "Belegt war, was Sie geändert haben ({names}). Bitte bei „Woher wissen Sie das?“ antworten; haben Sie nur die "
    "Schreibweise berichtigt, sagen Sie dort das."
)


def refused_row(form: ModelForm, origin: OriginForm | None) -> str:
    """Why a valid row that was changed cannot be saved without an answer; empty where it can."""
    if origin is None or origin.has_source or origin.refusals() or "source" not in form.cleaned_data:
        return ""
    changed, row = set(form.changed_data), form.instance
    cited_anew = changed & {"source", *ORIGIN}
    source = form.cleaned_data["source"]
    is_unproven = row.needs_source and source is None and form.cleaned_data.get("certainty") == Certainty.STATED
    was_unproven = not form.initial.get("source") and form.initial.get("certainty") == Certainty.STATED
    if is_unproven and (row.pk is None or (cited_anew and not was_unproven)):
        return NEW
    is_other = changed - cited_anew - {"position"}
    if row.pk and is_other and source and not cited_anew and not origin.holds(key_of(row)):
        return _PROVEN.format(source=source)
    return ""


def source_of(form: ModelForm, origin: OriginForm | None) -> Any:
    """Of a valid row, what it will be taken from: the source of its own, or the answer."""
    source = form.cleaned_data.get("source")
    if origin is None or not origin.has_source or not form.has_changed():
        return source
    if source is None and not form.instance.needs_source:  # of the editors' own words it says nothing
        return None
    changed = set(form.changed_data)
    cited_anew = changed & {"source", *ORIGIN}
    falls = changed - cited_anew - {"position"} and not cited_anew and not origin.holds(key_of(form.instance))
    return origin.known or origin if source is None or (form.instance.pk and falls) else source


def refused_fields(form: ModelForm, origin: OriginForm | None, shown: Snapshot | None) -> list[ValidationError]:
    """What is wrong with the answer, or that one is needed for columns that were proven. `shown`: the entry as the
    form had it."""
    if origin is None:
        return []
    if said := origin.refusals():
        return [ValidationError(text, code=CODE) for text in said]
    if origin.has_source or shown is None:
        return []
    cited = {
        row["fields"]["field"]: key
        for key, row in shown["parts"]["citations"].items()
        if row["fields"]["source_id"] and not row["fields"]["value"]
    }
    labels = dict(citable_fields(form._meta.model))
    fallen = [name for name in form.changed_data if name in cited and not origin.holds(f"citation-{cited[name]}")]
    names = ", ".join(labels.get(name, name) for name in fallen)
    return [ValidationError(_FIELDS.format(names=names), code=CODE)] if names else []


def proofs(record: Record, formsets: list[Any], names: set[str]) -> Iterator[tuple[str, str]]:
    """What is proven of that which stands on the page, each with its key, in words. `names`: the columns there."""
    labels = dict(citable_fields(type(record)))
    there = [form.instance for formset in formsets for form in formset.initial_forms]
    rows = [row for row in there if getattr(row, "source_id", None)]
    cited: Iterable[Any] = [row for row in rows if isinstance(row, Citation)]
    if all(formset.model is not Citation for formset in formsets):
        cited = record.citations.exclude(source=None).select_related("source")
    for row in cited:
        if row.field in names and not row.value:
            yield key_of(row), f"{labels.get(row.field, row.field)}: {_origin(row)}"
    for row in rows:
        if not isinstance(row, Citation):
            yield key_of(row), f"{row._meta.verbose_name} „{row}“: {_origin(row)}"


def _origin(row: Any) -> str:
    return ", ".join(filter(None, (str(row.source), row.locator)))
