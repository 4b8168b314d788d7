"""Role × operation for proposals: who may write one, who decides about it; the query agrees with the rule."""

import pytest

from accounts.models import Editor
from jobs import proposals
from jobs.forms import JobForm
from jobs.models import Proposal
from jobs.table import JOBS
from networks.models import Network
from regions.models import Region
from tests.factories import make
from tests.publishing.test_matrix import Accounts
from tests.roles import editor, may, releasable

pytestmark = pytest.mark.django_db

RENAMED = JOBS["umbenannt"]
SAID = {"name": "Helllicht", "since": "2023", "herkunft-kind": "anruf", "herkunft-dated": "2023"}


def told(network: Network, by: Editor) -> JobForm:
    form = RENAMED.form(SAID, by=by, record=network)
    form.is_valid()  # not for who may not even name a source
    return form


def test_every_operation_of_every_role():
    here, there = make(Region, name="Mannheim"), make(Region, name="Berlin")
    accounts = Accounts(here, there)
    network = releasable(Network, name="Lichtnetz", regions=[here])
    made = proposals.propose(RENAMED, told(network, by := editor(regions=[there], username="fern")), by)
    own = proposals.propose(RENAMED, told(network, accounts.reviewer), accounts.reviewer)

    def again(one: Proposal) -> Proposal:
        return Proposal.objects.get(pk=one.pk)

    mine = {"editor", "reviewer", "everywhere", "administrator"}
    operations = {
        "propose": (
            lambda by: proposals.propose(RENAMED, told(network, by), by),
            set(accounts.all()) - {"roleless"},
        ),
        "adopt": (lambda by: proposals.adopt(again(made), told(network, by), by), mine),
        "refuse": (lambda by: proposals.refuse(again(made), by, "Nein."), mine),
        "refuse that of the reviewer": (lambda by: proposals.refuse(again(own), by, "Nein."), mine - {"reviewer"}),
    }
    for name, (do, who) in operations.items():
        assert {role for role, by in accounts.all().items() if may(lambda by=by, do=do: do(by))} == who, name
    for account in accounts.all().values():
        allowed = {one for one in (made, own) if proposals.can_decide(account, one)}
        assert set(proposals.decidable(account)) == allowed, account
