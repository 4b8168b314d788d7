"""The vCard of an entry: what the first rung of its ladder says."""

from contacts.vcards import office_vcard, person_vcard, website_vcard
from core.words import _
from reach.steps import Ladder


def ladder_vcards(ladder: Ladder, name: str, page: str, base_url: str) -> str:
    """`name`, `page`: of the entry. Empty where nobody is known but an office for whatever is asked in its region."""
    if not ladder.is_known:
        return ""
    cards = [step.person for step in [*ladder.lead, *ladder.below] if step.person and step.rung == ladder.rung]
    if cards:
        return "".join(person_vcard(card, [task.task for task in card.tasks], base_url) for card in cards)
    for step in ladder.lead:
        reason = step.reason or _("Zu {name}").format(name=name)
        note = _("{reason}; aus der Quelle, nicht bestätigt").format(reason=reason)
        if step.website:
            return website_vcard(name, step.website.href, note, page)
        if step.office:
            return office_vcard(step.name, step.office.channels, note, f"{base_url}{step.url}")
    return ""
