"""One query must say the same as asking every relation."""

import pytest
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from taggit.managers import TaggableManager

from memory.presence import present
from networks.models import Network, Relation
from publishing.models import Release
from tests.factories import RECORDS, cite, make

pytestmark = pytest.mark.django_db


def relations(model) -> tuple[str, ...]:
    """Everything that hangs below a record: reverse, many-to-many, generic relations and tags."""
    names = []
    for field in model._meta.get_fields():
        if isinstance(field, GenericRelation | TaggableManager) or field.one_to_many or field.many_to_many:
            if not getattr(field, "hidden", False) and field.name != "tagged_items":
                names.append(field.name)
    return tuple(names)


def _noted(model):
    """Of a kind that the directory has none of yet, one with a row."""
    record = make(model)
    cite(record, None)
    return record


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_presence_agrees_with_asking_each_relation(model, directory, django_assert_num_queries):
    names = relations(model)
    accessors = {name: getattr(model._meta.get_field(name), "get_accessor_name", lambda n=name: n)() for name in names}
    records = list(model.objects.all()) or [_noted(model)]
    present(records[0], names)  # knows the content type from now on
    seen = set()
    for record in records:
        with django_assert_num_queries(1):
            found = present(record, names)
        assert found == {name for name in names if getattr(record, accessors[name]).exists()}
        seen |= found

    assert seen, "no record has any relation: this test would prove nothing"


def test_relations_of_another_record_do_not_count():
    first, second = make(Network), make(Network, tags=["Licht"])
    make(Relation, from_network=second, to_network=first)

    assert present(first, ("relations_out", "relations_in", "tags")) == {"relations_in"}
    assert present(second, ("relations_out", "relations_in", "tags")) == {"relations_out", "tags"}


def test_rows_that_say_what_they_are_about_are_seen_by_their_model():
    first, second = make(Network), make(Network)
    assert Release not in present(first, ("tags", Release))
    Release.objects.create(content_type=ContentType.objects.get_for_model(first), object_id=first.pk, office="Amt")

    assert present(first, ("tags", Release)) == {Release}
    assert present(second, ("tags", Release)) == set()
