"""The editors' desk: what every record's admin shares, and the admin of sources and topics.

Other packages import the shared parts from here.
"""

from publishing.admin.elsewhere import CarriedElsewhere
from publishing.admin.extensions import additions, extend
from publishing.admin.filters import CheckFilter, SourceFilter
from publishing.admin.forms import RecordForm
from publishing.admin.inlines import (
    CitationInline,
    FigureInline,
    LinkInline,
    MilestoneInline,
    NameInline,
    StatementInline,
    rows,
)
from publishing.admin.records import RecordAdmin, record_fieldsets
from publishing.admin.site import (
    RemovedPageAdmin,
    SlugHistoryAdmin,
    SourceDocumentAdmin,
    TopicAdmin,
)

__all__ = [
    "CarriedElsewhere",
    "CheckFilter",
    "CitationInline",
    "FigureInline",
    "LinkInline",
    "MilestoneInline",
    "NameInline",
    "RecordAdmin",
    "RecordForm",
    "RemovedPageAdmin",
    "SlugHistoryAdmin",
    "SourceDocumentAdmin",
    "SourceFilter",
    "StatementInline",
    "TopicAdmin",
    "additions",
    "extend",
    "record_fieldsets",
    "rows",
]
