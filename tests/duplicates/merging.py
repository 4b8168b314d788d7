"""How editors merge: one account proposes, another confirms."""

from django.urls import reverse

from duplicates.holding import fingerprint
from duplicates.models import Merge, MergeProposal
from duplicates.proposals import confirm, propose
from publishing.models import Record
from tests.roles import administrator


def url_of(keep: Record, drop: Record) -> str:
    return reverse("duplicate_merge", args=[keep._meta.label_lower, keep.pk, drop.pk])


def ask(client, keep: Record, drop: Record, **inputs):
    """Presses the button of the page that compares the two as they are now."""
    pair = [type(record)._base_manager.get(pk=record.pk) for record in (keep, drop)]
    return client.post(url_of(keep, drop), {"gesehen": fingerprint(*pair), **inputs})


def merge_by_two(keep: Record, drop: Record, choices=None, why: str = "", by=None, second=None) -> Merge:
    """`second`: the account that confirms; of no region in particular unless the caller has one."""
    proposal = propose(keep=keep, drop=drop, choices=choices or {}, by=by or administrator(), why=why)
    return confirm(proposal=proposal, by=second or administrator(), seen=fingerprint(keep, drop))


def confirmed(client, response, by=None):
    """The page to which proposing led, confirmed by a second account, which stays signed in."""
    proposal = MergeProposal.objects.latest("pk")
    url = reverse("merge_proposal", args=[proposal.pk])
    assert (response.status_code, response.get("Location")) == (302, url), response.content.decode()
    client.force_login(by or administrator())
    seen = client.get(url).context["seen"]
    return client.post(url, {"schritt": "bestaetigen", "gesehen": seen})
