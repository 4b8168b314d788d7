"""At the form of every entry: the way to its jobs."""

from desk.admin import extend
from jobs.table import JOBS

for model in dict.fromkeys(kind for job in JOBS.values() for kind in job.kinds):
    extend(model, entry_tools=["jobs/admin_form_tools.html"])
