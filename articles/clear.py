"""What is ticked from the start: sure, new, without fault, and about something that is ticked, too."""

from collections.abc import Callable, Container

from articles.extract import Extraction
from contacts.enums import ChannelKind
from publishing.enums import MilestoneKind
from texts.enums import Confidence, ProposalKind
from texts.people import CONTACT
from texts.proposal import Proposal

_RECORDS = {
    ProposalKind.NETWORK,
    ProposalKind.ORGANISATION,
    ProposalKind.PROGRAMME,
    ProposalKind.EVENT,
    ProposalKind.PERSON,
}
# A plan is no fact, and what nobody can name is no milestone.
_NO_MILESTONE = (MilestoneKind.OTHER, MilestoneKind.PLANNED)
_SEVERAL = 2


def clear(
    extraction: Extraction, exists: Container[str] = (), may: Callable[[ProposalKind], bool] = lambda kind: True
) -> set[str]:
    """The ids of proposals to tick. `exists`: ids of those that the directory has; `may`: kinds that are allowed."""
    good = [
        one
        for one in extraction.proposals
        if one.confidence is Confidence.SURE
        and not one.faults
        and one.id not in exists
        and may(one.kind)
        and one.variant != ChannelKind.FAX  # nobody asks by fax
    ]
    existing = {one.value for one in extraction.proposals if one.id in exists}
    sure_networks = sum(1 for one in good if one.kind == ProposalKind.NETWORK)
    # A text of no subject is an overview where it names several; else nobody knows what belongs to what.
    about_one = len(extraction.subject.peers) == 1 if extraction.subject else sure_networks < _SEVERAL
    tied = {one.value for one in good if one.kind in (ProposalKind.MEMBER, ProposalKind.FUNDING)}
    whens = {value for one in good if one.kind == ProposalKind.EVENT for name, value in one.more if name == "wann"}
    owners: set[str] = set()
    found = set()
    for one in good:  # records come before what is said about them
        if one.kind in _RECORDS:
            if about_one and one.kind in (ProposalKind.ORGANISATION, ProposalKind.PROGRAMME) and one.value not in tied:
                continue
            if (
                one.subject
                and one.subject not in owners | existing
                or one.kind == ProposalKind.EVENT
                and not one.subject
            ):
                continue
            if one.kind != ProposalKind.EVENT:
                owners.add(one.value)
        elif not _is_about(one, owners, existing, whens):
            continue
        if one.kind != ProposalKind.PERSON or one.variant == CONTACT or not about_one:
            found.add(one.id)
    return found


def _is_about(one: Proposal, owners: set[str], existing: set[str], whens: set[str]) -> bool:
    if one.subject not in owners:
        return False
    if one.kind in (ProposalKind.MEMBER, ProposalKind.FUNDING):
        return one.value in owners | existing
    return one.kind != ProposalKind.DATE or one.variant not in _NO_MILESTONE and one.value not in whens
