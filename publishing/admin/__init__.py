"""The editors' desk: what every record's admin shares, and the admin of sources, topics and accounts.

Other packages import the shared parts from here.
"""

from publishing.admin.elsewhere import CarriedElsewhere
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
    EditorAdmin,
    RemovedPageAdmin,
    SlugHistoryAdmin,
    SourceDocumentAdmin,
    TopicAdmin,
)

__all__ = [
    "CarriedElsewhere",
    "CitationInline",
    "EditorAdmin",
    "FigureInline",
    "LinkInline",
    "MilestoneInline",
    "NameInline",
    "RecordAdmin",
    "RecordForm",
    "RemovedPageAdmin",
    "SlugHistoryAdmin",
    "SourceDocumentAdmin",
    "StatementInline",
    "TopicAdmin",
    "record_fieldsets",
    "rows",
]
