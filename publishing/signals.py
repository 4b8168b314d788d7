"""Keeps the redirects true, in the transaction of every change."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import Signal, receiver

from memory.trial import is_trial
from publishing import history
from publishing.enums import State
from publishing.models import Record, RemovedPage, SlugHistory
from regions.models import Region

# Sent with `keys` (kind → keys), in their transaction, when the rows of many records were written while all was muted.
written_many = Signal()
# Sent with `about`, `verb` and `by`, in their transaction, when somebody hands in, sends back or releases a change;
# for what moves as a whole the package above that keeps it sends it once, with the whole.
stepped = Signal()

_muted: ContextVar[bool] = ContextVar("muted", default=False)


@contextmanager
def muted():
    """No updates of the search index per row; the caller does that once at the end."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def is_muted() -> bool:
    """Also while a change is only tried out: it is rolled back, and nobody may act on it."""
    return _muted.get() or is_trial()


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
