"""Query strings for lists: values in memory, values that only the database has, and nonsense."""

from hypothesis import strategies as st

from core.facets import FacetIndex
from core.filters import SORT, FacetFilter, RecordFilterSet
from regions.models import Region

NONSENSE = ["ohne", "gibt-es-nicht", "", "1", "\0", "x" * 500, "91", "dex1", "9100"]


def addresses_of(facet: FacetFilter) -> list[str]:
    """Also of drafts, and of what was renamed."""
    terms = getattr(facet, "terms", None)
    model = terms().model if terms else Region
    return list(model.objects.values_list("slug", flat=True))


def queries(filterset: type[RecordFilterSet], index: FacetIndex):
    options = {param: [*index.by_value[param], *addresses_of(facet)] for param, facet in filterset.facets().items()}
    values = {
        param: st.lists(st.sampled_from(known) | st.sampled_from(NONSENSE), max_size=2)
        for param, known in options.items()
    }
    some = st.lists(st.sampled_from(sorted(values) or [""]), max_size=3 if values else 0, unique=True).flatmap(
        lambda params: st.fixed_dictionaries({param: values[param] for param in params})
    )
    sort = st.sampled_from(["", "quatsch", *filterset.sorts])
    text = st.sampled_from(["", "", "", "Öl", "ofen  zink", "zi", "\0", "y" * 400])
    return st.builds(lambda chosen, sort, text: chosen | {SORT: [sort], "q": [text]}, some, sort, text)
