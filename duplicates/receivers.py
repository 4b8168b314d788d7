from django.db.models.signals import pre_delete
from django.dispatch import receiver

from duplicates.proposals import close_about
from publishing.models import Record


@receiver(pre_delete)
def close_proposals(sender, instance, **kwargs):
    """However a record goes, nobody is asked to decide about it any more."""
    if isinstance(instance, Record):
        close_about(instance)
