"""The index follows every change of a record or of a statement about it, in the same transaction; many that only take
words from it right after (`index.follow`)."""

from collections import defaultdict

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from taggit.models import Tag

from publishing.signals import is_muted, written_many
from search import index
from search.documents import KIND_OF
from search.models import SynonymGroup

# What has words of its own that records take.
GIVERS = {*KIND_OF, Tag}


@receiver(pre_save)
def remember_words(sender, instance, raw=False, **kwargs):
    """What other records took from this one before the change."""
    if not instance.pk or raw or is_muted():
        return
    if sender in GIVERS:
        before = sender.objects.filter(pk=instance.pk).first()
        instance._words_given_before = index.words_given(before) if before else None
    elif index.carried_by(sender):
        before = sender.objects.filter(pk=instance.pk).first()
        instance._owners_before = records_of(before) if before else []


@receiver(post_save)
def record_saved(sender, instance, raw=False, **kwargs):
    if raw or is_muted():
        return
    for record in [*instance.__dict__.pop("_owners_before", ()), *records_of(instance)]:
        index.update(record)
    before = instance.__dict__.pop("_words_given_before", None)
    if before is not None and before != index.words_given(instance):
        index.follow(index.dependent_keys(instance))


@receiver(pre_delete)
def remember_dependents(sender, instance, **kwargs):
    if sender in GIVERS and not is_muted():
        instance._dependent_keys = index.dependent_keys(instance)


@receiver(post_delete)
def record_deleted(sender, instance, **kwargs):
    if is_muted():
        return
    if sender in GIVERS:
        index.remove(instance)
        index.follow(instance.__dict__.pop("_dependent_keys", {}))
    else:
        for record in records_of(instance):
            index.update(record)


@receiver(written_many)
def many_written(sender, keys: index.Keys, **kwargs):
    """Each of them and all that takes words from one of them, once."""
    own = {model: sorted(pks) for model, pks in keys.items() if model in KIND_OF}
    leaning: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, pks in keys.items():
        for other, dependents in index.dependents_of_many(model, pks).items():
            leaning[other].update(set(dependents).difference(own.get(other, ())))
    index.update_keys(own)
    index.follow({model: sorted(pks) for model, pks in leaning.items()})


@receiver(m2m_changed)
def relations_changed(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Also when the rows are added or removed from the other side, as by `field.networks.add(…)`."""
    if is_muted():
        return
    if action == "pre_clear" and reverse:
        instance._dependent_keys = index.dependent_keys(instance)
    if not action.startswith("post_"):
        return
    index.follow(instance.__dict__.pop("_dependent_keys", {}))
    for record in records_of(instance):
        index.update(record)
    if reverse and pk_set and model in KIND_OF:
        for record in model.objects.filter(pk__in=pk_set):
            index.update(record)


def records_of(instance: models.Model) -> list[models.Model]:
    """The findable records whose entry a changed row belongs to, without one that is deleted together with it."""
    if type(instance) in KIND_OF:
        return [instance]
    found = []
    for name in index.carried_by(type(instance)):
        try:
            found.append(getattr(instance, name))
        except ObjectDoesNotExist:
            continue
    return [record for record in found if record]


@receiver([post_save, post_delete], sender=SynonymGroup)
def synonyms_changed(sender, raw=False, **kwargs):
    if not raw and not is_muted():
        index.touch()
