"""Everything that a form was refused for, in one list on top of it, each with the way to its field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.html import strip_tags

from sourcing.form import PREFIX
from sourcing.proofs import CODE


@dataclass(frozen=True)
class Problem:
    """`anchor`: the id of the field, or of what stands around it; empty for what concerns the whole form."""

    label: str
    text: str
    anchor: str


def problems(form: BaseForm, formsets: list[Any]) -> list[Problem]:
    """`formsets`: as the admin has them around its inlines; a row may have forms of its own that came `along`."""
    found = list(_of_form(form, "", ""))
    for inline in formsets:
        formset, title = inline.formset, str(inline.opts.verbose_name_plural).partition(" (")[0]
        found += [Problem(title, _text(error), f"{formset.prefix}-group") for error in formset.non_form_errors()]
        for number, row in enumerate(formset.forms):
            for one in (row, *getattr(row, "along", ())):
                found += _of_form(one, f"{title}, {number + 1}. Zeile", f"{formset.prefix}-{number}")
    return found


def _of_form(form: BaseForm, title: str, around: str) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        label, anchor = "", around
        if name == NON_FIELD_ERRORS and {error.code for error in errors.as_data()} == {CODE}:
            label, anchor = "Woher wissen Sie das?", f"id_{PREFIX}-kind"
        if name != NON_FIELD_ERRORS and name in form.fields:
            bound = form[name]
            label, anchor = str(bound.label), bound.id_for_label or around
        for error in errors:
            yield Problem(": ".join(filter(None, (title, label))), _text(error), anchor)


def _text(error: Any) -> str:
    """Of a message with buttons in it, the words."""
    return " ".join((strip_tags(error) if hasattr(error, "__html__") else str(error)).split())
