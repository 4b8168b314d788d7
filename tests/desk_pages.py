"""Presses the buttons of the desk, as somebody does who has the page open in its present state."""

from django.urls import reverse

from publishing import history
from publishing.models import Record, Revision


def token_of(record: Record) -> str:
    """What a page opened now carries in its forms."""
    return history.token(type(record)._base_manager.get(pk=record.pk))


def decide(client, revision: Revision, step: str, **inputs):
    """„freigeben“ or „zurueckgeben“ on the page of a change."""
    seen = token_of(Revision.objects.get(pk=revision.pk).record)
    return client.post(reverse("desk:change", args=[revision.pk]), {"schritt": step, "gesehen": seen, **inputs})


def move(client, record: Record, verb: str, **inputs):
    url = reverse("desk:move", args=[record._meta.label_lower, record.pk, verb])
    return client.post(url, {"gesehen": token_of(record), **inputs})


def restore(client, revision: Revision, **inputs):
    seen = token_of(Revision.objects.get(pk=revision.pk).record)
    return client.post(reverse("past:restore", args=[revision.pk]), {"gesehen": seen, **inputs})
