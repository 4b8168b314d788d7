"""Keeps the content stamp and the redirects true, in the transaction of every change."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from core.trial import is_trial
from publishing import history
from publishing.enums import State
from publishing.models import ContentStamp, Record, RemovedPage, SlugHistory
from regions.models import Region

CONTENT_APPS = {"regions", "publishing", "networks", "programmes", "contacts", "taggit"}
_BOOKKEEPING = {
    "ContentStamp", "TableStamp", "SlugHistory", "RemovedPage", "Revision", "Revision_authors", "Transition",
    "Release",
}  # fmt: skip
_muted: ContextVar[bool] = ContextVar("muted", default=False)


@contextmanager
def muted():
    """No stamping and no index updates per row; the caller does both once at the end."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def is_muted() -> bool:
    """Also while a change is only tried out: it is rolled back, and nobody may act on it."""
    return _muted.get() or is_trial()


def is_content(model) -> bool:
    """Does a change of this model change what visitors see?"""
    return model._meta.app_label in CONTENT_APPS and model.__name__ not in _BOOKKEEPING


@receiver(post_save)
@receiver(post_delete)
def stamp_row(sender, signal, **kwargs):
    if is_content(sender) and not is_muted() and not kwargs.get("raw"):
        ContentStamp.raise_version(sender._meta.db_table, *(_links_of(sender) if signal is post_delete else ()))


def _links_of(model) -> list[str]:
    """The tables of its many-to-many relations, whose rows go with a deleted row and send no signal."""
    own = [field.remote_field.through for field in model._meta.many_to_many]
    others = [field.through for field in model._meta.related_objects if field.many_to_many]
    return sorted({through._meta.db_table for through in own + others})


@receiver(m2m_changed)
def stamp_many_to_many(sender, action, **kwargs):
    if action.startswith("post_") and is_content(sender) and not is_muted():
        ContentStamp.raise_version(sender._meta.db_table)


@receiver(pre_save)
def remember_old_slug(sender, instance, raw=False, update_fields=None, **kwargs):
    """A changed slug leaves a redirect; the record's own address of earlier stops redirecting when it has it again.

    Nobody knows the address of what was never public: it leaves none.
    """
    if raw or is_trial() or not isinstance(instance, Record | Region) or not instance.pk:
        return
    if update_fields is not None and "slug" not in update_fields:
        return
    old = sender._base_manager.filter(pk=instance.pk).first()
    if old is None or old.slug == instance.slug:
        return
    ContentStamp.raise_version(sender._meta.db_table)  # before the key is locked (publishing.locking)
    if isinstance(old, Region) or history.was_public(old):
        former = SlugHistory.of(sender)
        former.filter(slug=instance.slug, object_id=instance.pk).delete()
        content_type = ContentType.objects.get_for_model(sender)
        former.update_or_create(content_type=content_type, slug=old.slug, defaults={"object_id": instance.pk})


@receiver(pre_delete)
def leave_tombstone(sender, instance, **kwargs):
    """The addresses, former ones too, of a deleted record that is public answer 410, not 404.

    Before the deletion, because whether it had a page may depend on rows that go with it.
    """
    if not isinstance(instance, Record | Region):
        return
    former = SlugHistory.of(sender).filter(object_id=instance.pk)
    if isinstance(instance, Record) and instance.state in (State.PUBLISHED, State.ARCHIVED) and instance.has_page:
        for slug in (instance.slug, *former.values_list("slug", flat=True)):
            RemovedPage.objects.get_or_create(
                path=instance.address_of(slug),
                defaults={"reason": instance.archive_reason or "Der Eintrag wurde gelöscht."},
            )
    former.delete()
