"""From a filled form to a case."""

from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Editor
from cases import actions
from cases.models import Case
from jobs.forms import JobForm
from jobs.sheet import Sheet
from jobs.table import Job
from publishing.models import SourceDocument
from publishing.snapshots import Snapshot


@dataclass
class Written:
    """`notes`: what the job could not write itself."""

    case: Case
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def write(job: Job, form: JobForm, by: Editor) -> Written:
    """A valid form in all its places, as one open case. Raises PermissionDenied or ValidationError; then nothing is."""
    assert job.write
    sent = form.cleaned_data
    title = title_of(job, form)
    case = actions.begin(title=title, by=by, why=sent["why"] or title, origin=f"job:{job.key}")
    source = form.origin.document(partial(_create, case, by))
    assert source
    sheet = Sheet(case, by, source)
    job.write(sheet, form)
    sheet.write()
    if not any(entry.model is not SourceDocument for entry in case.entries.all()):
        raise ValidationError("So steht es schon da: Es gibt nichts zu ändern.", code="nothing")
    actions.describe(case=case, title=title, by=by, why=case.why, source=source)
    return Written(case, sheet.notes)


def title_of(job: Job, form: JobForm) -> str:
    about = str(form.record) if form.record else str(form.cleaned_data.get("name", ""))
    return f"{job.title}: {about}"[:200]


def _create(case: Case, by: Editor, model: type[SourceDocument], snapshot: Snapshot) -> SourceDocument:
    """A new source is part of what rests on it."""
    made = actions.create(case=case, model=model, snapshot=snapshot, by=by)
    assert isinstance(made, SourceDocument)
    return made
