"""The result lines of the organisations, written as strings like those of the networks."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from core.prepared import ask_many
from directory.organisation_facets import OrganisationIndex
from networks.enums import OrganisationKind
from networks.models import Organisation

KIND_LABELS = dict(OrganisationKind.choices)


def organisation_lines(index: OrganisationIndex, pks: list[int], icons: str) -> SafeString:
    """The organisations in the order given as `<ol class="np-results">`. `icons`: the sprite's address."""
    if not pks:
        return SafeString("")
    summaries = dict(ask_many("organisation results", pks, _summaries))
    lines = "\n".join(_line(index, pk, summaries[pk], icons) for pk in pks if pk in summaries)
    return mark_safe(f'<ol class="np-results">\n{lines}\n</ol>')


def _summaries(pks: list[int]):
    return Organisation.objects.filter(pk__in=pks).order_by().values_list("pk", "summary")


def _line(index: OrganisationIndex, pk: int, summary: str, icons: str) -> str:
    _, name, kind, region, slug = index.rows[index.position[pk]]
    place = f" · {escape(index.regions[region].name)}" if region in index.regions else ""
    text = f'\n<p class="np-result__text">{escape(summary)}</p>' if summary else ""
    return (
        f'<li class="np-result"><svg class="np-icon" aria-hidden="true"><use href="{icons}#building"></use></svg>\n'
        f'<h3><a href="/organisationen/{slug}/">{escape(name)}</a></h3>\n'
        f'<p class="np-result__meta">{KIND_LABELS.get(kind, "")}{place}</p>{text}</li>'
    )
