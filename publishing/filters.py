"""What can be asked of sources and topics."""

from core.choice_facets import ChoiceFacet
from core.filters import RecordFilterSet
from core.words import _lazy
from publishing.enums import SourceKind
from publishing.models import SourceDocument, Topic


class SourceFilter(RecordFilterSet):
    art = ChoiceFacet(_lazy("Art"), "kind", SourceKind.choices)

    class Meta:
        model = SourceDocument
        fields: list[str] = []


class TopicFilter(RecordFilterSet):
    class Meta:
        model = Topic
        fields: list[str] = []
