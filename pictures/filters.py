"""What can be asked of pictures."""

from core.choice_facets import ChoiceFacet
from core.filters import RecordFilterSet
from core.words import _lazy
from pictures.enums import Licence
from pictures.models import Picture


class PictureFilter(RecordFilterSet):
    lizenz = ChoiceFacet(_lazy("Lizenz"), "licence", Licence.choices)

    class Meta:
        model = Picture
        fields: list[str] = []
