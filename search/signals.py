"""The index follows every change of a record or of a statement about it, in the same transaction."""

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from contacts.models import Channel, Responsibility
from networks.models import Offer
from publishing.models import Name
from publishing.signals import is_muted
from search import index


@receiver(post_save)
def record_saved(sender, instance, raw=False, **kwargs):
    if not raw and not is_muted():
        for record in _records_of(instance):
            index.update(record)


@receiver(post_delete)
def record_deleted(sender, instance, **kwargs):
    if is_muted():
        return
    if sender in index.KIND_OF:
        index.remove(instance)
    else:
        for record in _records_of(instance):
            index.update(record)


@receiver(m2m_changed)
def relations_changed(sender, instance, action, **kwargs):
    if action.startswith("post_") and not is_muted():
        for record in _records_of(instance):
            index.update(record)


def _records_of(instance: models.Model) -> list[models.Model]:
    """The findable records whose entry a changed row belongs to."""
    if type(instance) in index.KIND_OF:
        return [instance]
    if isinstance(instance, Name):
        return [instance.subject] if instance.subject else []
    if isinstance(instance, Offer):
        return [instance.network]
    if isinstance(instance, Channel):
        return [instance.person] if instance.person_id else []
    if isinstance(instance, Responsibility):
        return [record for record in (instance.person, instance.network) if record]
    return []
