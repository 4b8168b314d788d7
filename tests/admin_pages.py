"""Drives the admin as a person does: open the form, change some inputs, save."""

from django.db.models import Model
from django.urls import reverse

from tests.html_forms import form_data


def admin_url(target: Model | type[Model], page: str) -> str:
    args = [target.pk] if isinstance(target, Model) else []
    return reverse(f"admin:{target._meta.app_label}_{target._meta.model_name}_{page}", args=args)


def save(client, target: Model | type[Model], **changes):
    """Post the form as it is shown, with these inputs changed; ``__`` in a key stands for ``-``."""
    url = admin_url(target, "change" if isinstance(target, Model) else "add")
    shown = client.get(url)
    data = form_data(shown.content.decode(), f"{target._meta.model_name}_form")
    data |= {key.replace("__", "-"): value for key, value in changes.items()}
    return client.post(url, data | {"_continue": "1"})


def errors(response) -> str:
    """All messages of a form that was refused."""
    context = response.context
    forms = [form for inline in context["inline_admin_formsets"] for form in inline.formset.errors]
    lists = [inline.formset.non_form_errors() for inline in context["inline_admin_formsets"]]
    return " ".join(str(part) for part in [context["adminform"].form.errors, *forms, *lists])
