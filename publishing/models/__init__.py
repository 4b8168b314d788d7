"""What every public record is built from; import from here."""

from publishing.models.record import Noted, Record, RecordQuerySet, concrete_models
from publishing.models.redirects import RemovedPage, SlugHistory
from publishing.models.revision import AboutRecord, Release, Revision, Transition
from publishing.models.source import SourceDocument
from publishing.models.statement import Attached, Citation, Figure, Link, Milestone, Name, Statement, pointers

__all__ = [
    "AboutRecord",
    "Attached",
    "Citation",
    "Figure",
    "Link",
    "Milestone",
    "Name",
    "Noted",
    "Record",
    "RecordQuerySet",
    "Release",
    "RemovedPage",
    "Revision",
    "SlugHistory",
    "SourceDocument",
    "Statement",
    "Transition",
    "concrete_models",
    "pointers",
]
