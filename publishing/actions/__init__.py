"""What editors do to records. Every action is checked, atomic and leaves a line in the history.

Records are saved one by one, so the search index and whatever else listens to a save
follow in the same transaction. What visitors see changes only by `release`, `withdraw`, `archive` and
`mark_checked`; everything else concerns drafts or is a pending change.
"""

from publishing.actions.editing import (
    OpenChange,
    create,
    delete,
    mark_checked,
    note_applied,
    propose,
    record_new,
    refresh_request,
)
from publishing.actions.moves import (
    archive,
    discard,
    recall,
    release,
    renew,
    resume,
    send_back,
    submit,
    withdraw,
)
from publishing.actions.rows import join

__all__ = [
    "OpenChange",
    "archive",
    "create",
    "delete",
    "discard",
    "join",
    "mark_checked",
    "note_applied",
    "propose",
    "recall",
    "record_new",
    "refresh_request",
    "release",
    "renew",
    "resume",
    "send_back",
    "submit",
    "withdraw",
]
