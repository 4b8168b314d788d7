"""What the files tell as a plan or an idea is none of the offers: the entry itself says so, not only its words."""

import re

from django.conf import settings

from networks.enums import ProjectState
from networks_portal.loading.files import read_folder

PLAN = re.compile(r"\bgeplant\b|\bIdee\b|ob es stattfand|anbieten möchte|\bProjektskizze\b")
PLANNED = (ProjectState.PLANNED, ProjectState.IDEA)


def test_events_places_and_projects_told_as_plans_are_planned():
    entries = read_folder(settings.BASE_DIR / "fixtures").entries
    told = {
        f"{section}/{slug}": entry.values
        for section in ("events", "places", "projects")
        for slug, entry in entries[section].items()
        if PLAN.search(f"{entry.values.get('summary', '')} {entry.values.get('advice', '')}")
    }

    assert len(told) >= 6
    assert [
        at for at, one in told.items() if not one.get("is_planned") and one.get("project_state") not in PLANNED
    ] == []
