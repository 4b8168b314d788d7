"""What can be asked of sources."""

from core.choice_facets import ChoiceFacet
from core.filters import RecordFilterSet
from core.words import _lazy
from publishing.enums import SourceKind
from publishing.models import SourceDocument


class SourceFilter(RecordFilterSet):
    art = ChoiceFacet(_lazy("Art"), "kind", SourceKind.choices)

    class Meta:
        model = SourceDocument
        fields: list[str] = []
