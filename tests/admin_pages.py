"""Drives the admin as a person does: open the form, change some inputs, save."""

from collections.abc import Iterator
from unittest import mock

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.template.response import SimpleTemplateResponse
from django.urls import reverse


def admin_url(target: Model | type[Model], page: str) -> str:
    args = [target.pk] if isinstance(target, Model) else []
    return reverse(f"admin:{target._meta.app_label}_{target._meta.model_name}_{page}", args=args)


def save(client, target: Model | type[Model], **changes):
    """Post the form as it is shown, with these inputs changed; ``__`` in a key stands for ``-``."""
    url = admin_url(target, "change" if isinstance(target, Model) else "add")
    data = shown(client, url)
    data |= {key.replace("__", "-"): value for key, value in changes.items()}
    return client.post(url, data | {"_continue": "1"})


def shown(client, url: str) -> dict[str, list[str]]:
    """What a browser would send of a form of the admin; empty where the account gets none."""
    return opened(client, url)[0]


def opened(client, url: str) -> tuple[dict[str, list[str]], dict]:
    """What a browser would send of a form of the admin, and the context of its page.

    The page is prepared and not drawn, because drawing it takes several times as long.
    """
    data: dict[str, list[str]] = {}
    context: dict = {}

    def instead_of_drawing(response) -> str:
        data.update(_inputs(response.context_data))
        context.update(response.context_data)
        return ""

    with mock.patch.object(SimpleTemplateResponse, "rendered_content", property(instead_of_drawing)):
        client.get(url)
    return data, context


def errors(response) -> str:
    """All messages of a form that was refused."""
    context = response.context
    forms = [form for inline in context["inline_admin_formsets"] for form in inline.formset.errors]
    lists = [inline.formset.non_form_errors() for inline in context["inline_admin_formsets"]]
    return " ".join(str(part) for part in [context["adminform"].form.errors, *forms, *lists])


def _inputs(context: dict) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for bound in _fields(context):
        for name, value in _sent(bound.field.widget, bound.html_name, bound.value()):
            data.setdefault(name, []).append(value)
        if bound.field.show_hidden_initial:
            for name, value in _sent(bound.field.hidden_widget(), bound.html_initial_name, bound.value()):
                data.setdefault(name, []).append(value)
    if "opened" in context:  # what templates of ours add
        data["_opened"] = [context["opened"]]
    for bound in context.get("origin") or ():
        for name, value in _sent(bound.field.widget, bound.html_name, bound.value()):
            data.setdefault(name, []).append(value)
    return data


def _fields(context: dict) -> Iterator[BoundField]:
    """The inputs of a page; the row that new ones are copied from is not among them."""
    drawn = [context["adminform"]]
    for inline in context["inline_admin_formsets"]:
        yield from inline.formset.management_form
        for form in inline:
            if "__prefix__" not in form.form.prefix:
                drawn.append(form)
                yield from [form.pk_field().field] if form.needs_explicit_pk_field() else []
                yield from [form.fk_field().field] if form.fk_field() else []
    for form in drawn:
        for fieldset in form:
            for line in fieldset:
                yield from (field.field for field in line if not field.is_readonly)


def _sent(widget: forms.Widget, name: str, value) -> Iterator[tuple[str, str]]:
    widget = getattr(widget, "widget", widget)  # inside the buttons beside a relation
    if isinstance(widget, forms.CheckboxInput):
        if widget.check_test(value):
            yield name, "on" if value is True else str(value)
    elif isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        chosen = [one for one in widget.format_value(value) if one]
        if not chosen:  # the empty option, wherever it stands, or else the first one
            offered = [str(one) for one, _ in widget.choices]
            chosen = offered[:1] if "" not in offered else [""]
        yield from ((name, one) for one in chosen)
    elif isinstance(widget, forms.MultipleHiddenInput):
        yield from ((name, str(one)) for one in widget.format_value(value))
    elif isinstance(widget, forms.widgets.ChoiceWidget):
        yield from ((name, one) for one in widget.format_value(value) if one)
    elif isinstance(widget, forms.MultiWidget):
        for part in widget.get_context(name, value, {})["widget"]["subwidgets"]:
            yield part["name"], "" if part["value"] is None else str(part["value"])
    elif not isinstance(widget, forms.FileInput):
        shown = widget.format_value(value)
        yield name, "" if shown is None else str(shown)
