"""The editors' desk: what every record's admin shares, and the admin of sources.

Other packages import the shared parts from here.
"""

from desk.admin.elsewhere import CarriedElsewhere
from desk.admin.extensions import Reached, additions, extend
from desk.admin.forms import RecordForm
from desk.admin.inlines import (
    CitationInline,
    FigureInline,
    LinkInline,
    MilestoneInline,
    NameInline,
    StatementInline,
    rows,
)
from desk.admin.records import RecordAdmin, record_fieldsets
from desk.admin.site import (
    RemovedPageAdmin,
    SlugHistoryAdmin,
    SourceDocumentAdmin,
)

__all__ = [
    "CarriedElsewhere",
    "CitationInline",
    "FigureInline",
    "LinkInline",
    "MilestoneInline",
    "NameInline",
    "Reached",
    "RecordAdmin",
    "RecordForm",
    "RemovedPageAdmin",
    "SlugHistoryAdmin",
    "SourceDocumentAdmin",
    "StatementInline",
    "additions",
    "extend",
    "record_fieldsets",
    "rows",
]
