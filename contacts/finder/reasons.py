"""Why somebody is shown, and what to do about an old statement: in plain sentences."""

from contacts.cards import ContactCard, OfficeCard
from contacts.enums import ChannelKind, Concern, Role
from contacts.finder.ground import Terrain
from contacts.finder.rules import BY_PARENT, UNSTATED, Inquiry, Stop
from contacts.models import Responsibility
from core.fuzzy_dates import MONTHS, SEASON_NAMES
from core.words import _
from publishing.enums import Certainty


def reason(stop: Stop, task: Responsibility, inquiry: Inquiry, terrain: Terrain) -> str:
    """Which of the answers the rule fits, and how far a source says so."""
    rule = stop.verdict.rule
    place = terrain.tree.regions[stop.verdict.region].name if stop.verdict.region else _("ganz Deutschland")
    if rule.is_fallback:
        words = _("Allgemeine Anlaufstelle für {place}. Ob sie für Ihr Anliegen zuständig ist, sagt keine Quelle.")
        return words.format(place=place)
    concern = str(Concern(rule.concern).label)
    limits = "".join(f", {one}" for one in _limits(stop, inquiry, terrain))
    if task.certainty == Certainty.INFERRED:
        words = _("Die Redaktion nimmt an, dass Sie hier mit „{concern}“ richtig sind ({place}{limits}).")
    elif task.certainty == Certainty.IMPLIED:
        words = _(
            "Die Quelle legt nahe, dass Sie hier mit „{concern}“ richtig sind ({place}{limits}); "
            "ausdrücklich sagt sie es nicht."
        )
    elif stop.person is None and stop.named:
        words = _(
            "Laut Quelle: {task} ({place}{limits}), aber ohne Durchwahl. "
            "Dass das zu „{concern}“ passt, ist unsere Zuordnung."
        )
    else:
        words = _("Laut Quelle: {task} ({place}{limits}). Dass das zu „{concern}“ passt, ist unsere Zuordnung.")
    return words.format(task=task.task, concern=concern, place=place, limits=limits)


def _limits(stop: Stop, inquiry: Inquiry, terrain: Terrain) -> list[str]:
    """The field and the role that the rule is limited to."""
    rule, (_place, exact_field, exact_role) = stop.verdict.rule, stop.verdict.exactness
    fields, limits = terrain.fields, []
    if rule.fields and exact_field == UNSTATED:
        names = sorted(fields[pk].name for pk in rule.fields if pk in fields)
        limits.append(_("nur im Feld {names}").format(names=", ".join(names)))
    elif rule.fields and inquiry.field in fields:
        asked = fields[inquiry.field]
        wider = fields.get(asked.parent_id or 0)
        limits.append(_("Feld {name}").format(name=wider.name if wider and exact_field == BY_PARENT else asked.name))
    if rule.role:
        label = str(Role(rule.role).label)
        limits.append(_("nur für: {label}").format(label=label) if exact_role == UNSTATED else label)
    return limits


def advice(card: ContactCard | OfficeCard, stand: str) -> str:
    """What to do about a statement that nobody has confirmed lately. Short: it is one line on a telephone."""
    when = _dated(stand)
    has_site = any(channel.kind == ChannelKind.WEB for channel in card.channels)
    if has_site and not card.phone and not card.email:
        return _("{when} – bitte nachsehen.").format(when=when)
    return _("{when} – bitte nachfragen.").format(when=when)


def _dated(stand: str) -> str:
    """„Angabe vom Juli 2018“, „Angabe vom 18.07.2018“, „Angabe von 2021“."""
    if not stand:
        return _("Angabe ohne Datum")
    is_day_or_month = not stand.isdigit() and stand.startswith((*MONTHS, *SEASON_NAMES.values(), *"0123456789"))
    return (_("Angabe vom {stand}") if is_day_or_month else _("Angabe von {stand}")).format(stand=stand)
