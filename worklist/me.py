"""Who an account is on the desk, and what it begins with on its first day."""

from dataclasses import dataclass, field

from django.apps import apps
from django.urls import reverse

from accounts.models import Editor
from core.kinds import record_models
from desk.roles import ADMINISTRATOR, EDITOR, REVIEWER
from networks.models import Network
from publishing.permissions import can_change, can_see, is_administrator, is_reviewer
from publishing.territory import is_unbounded

SHOWN = 12  # regions


@dataclass(frozen=True)
class Step:
    title: str
    hint: str
    url: str


@dataclass
class Me:
    """`role`: empty for an account that has none yet; `keepers`: those who can give it one. `regions`: names, of an
    account that has bounds; `packages`: kinds of entries, where not all. `steps`: for who has written nothing yet."""

    name: str
    role: str
    is_unbounded: bool
    regions: list[str] = field(default_factory=list)
    more_regions: int = 0
    packages: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    keepers: list[Editor] = field(default_factory=list)


def me(by: Editor, is_new: bool) -> Me:
    """One query for an account with bounds, or without a role."""
    found = Me(str(by), _role(by), is_unbounded(by))
    if not found.role:
        found.keepers = list(Editor.objects.filter(groups__name=ADMINISTRATOR, is_active=True).order_by("last_name"))
        return found
    if not found.is_unbounded:
        names = list(by.regions.order_by("name").values_list("name", flat=True))
        found.regions, found.more_regions = names[:SHOWN], max(0, len(names) - SHOWN)
    found.packages = [str(apps.get_app_config(label).verbose_name) for label in by.packages]
    found.steps = _steps(by, found) if is_new else []
    return found


def _role(by: Editor) -> str:
    if is_administrator(by):
        return ADMINISTRATOR
    if is_reviewer(by):
        return REVIEWER
    return EDITOR if has_role(by) else ""


def has_role(by: Editor) -> bool:
    return any(can_see(by, model) for model in record_models())


def _steps(by: Editor, found: Me) -> list[Step]:
    steps = []
    if is_administrator(by):
        hint = "Jede Person bekommt eine Einladung per Mail, eine Rolle und ihre Regionen."
        steps.append(Step("Konten einladen", hint, reverse("admin:accounts_editor_changelist")))
    if can_change(by, Network) and (found.is_unbounded or found.regions):
        url = f"{reverse('admin:networks_network_changelist')}{'' if found.is_unbounded else '?meine=ja'}"
        hint = "Was fehlt, steht oben; geändert wird mit dem Stift."
        steps.append(Step("Ihre Netzwerke ansehen" if found.regions else "Netzwerke ansehen", hint, url))
    hint = "Anrufen; stimmt alles, ein Klick auf „Stimmt noch“."
    steps.append(Step("Einen Kontakt prüfen", hint, f"{reverse('check_list')}?was=nie&art=contacts.person"))
    if is_reviewer(by):
        hint = "Was andere geschrieben haben und Sie öffentlich machen können."
        steps.append(Step("Zur Freigabe", hint, f"{reverse('desk:queue')}?meine=ja"))
    hint = "Kurze Formulare: Ansprechperson gewechselt, Netzwerk umbenannt, Aufruf geöffnet."
    steps.append(Step("Was ist passiert?", hint, reverse("jobs:jobs")))
    return steps
