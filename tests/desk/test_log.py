"""What happened in the whole portal, for those who release or administer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.log import Filters, events
from networks.models import Network, Organisation
from publishing import actions, history
from publishing.models import Revision, Transition
from tests.roles import administrator, change, editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db
LOG = "/redaktion/verlauf/"


@pytest.fixture
def happened():
    ada, boss = editor(username="ada"), reviewer(username="rita")
    network, office = releasable(Network, name="Lichtnetz"), releasable(Organisation, name="Amt")
    revision = change(network, ada, summary="Neu.")
    actions.release(revision=revision, by=boss, why="Stimmt mit dem Brief überein.")
    actions.mark_checked(records=[office], by=boss)
    return network


def lines(query: str = "") -> list[tuple[str, str, str]]:
    found = signed_in(administrator()).get(f"{LOG}?{query}").context["lines"]
    return [(line.who, line.what, line.label) for line in found]


def test_log_says_who_did_what_with_which_entry_newest_first(happened):
    assert lines() == [
        ("rita", "Geprüft, unverändert", "Amt"),
        ("rita", "Freigegeben", "Lichtnetz"),
        ("ada", "Zur Freigabe gegeben", "Lichtnetz"),
        ("ada", "Bearbeitung: Freigegeben", "Lichtnetz"),
    ]


def test_log_is_asked_by_account_kind_step_period_entry_and_words(happened):
    ada = Revision.objects.get().changed_by
    tomorrow = timezone.localdate() + timedelta(days=1)
    numbers = {
        f"konto={ada.pk}": 2, "konto=system": 0, "art=networks.organisation": 1, "was=pruefen": 1, "was=aenderung": 1,
        f"von={tomorrow}": 0, f"bis={tomorrow}": 4, f"art=networks.network&eintrag={happened.pk}": 3, "q=licht": 3,
        "q=brief": 1, "art=quatsch": 0, "von=quatsch&konto=quatsch&eintrag=x": 0, "q=%00": 4,
    }  # fmt: skip
    assert {query: len(lines(query)) for query in numbers} == numbers


def test_log_is_linked_from_every_history_for_those_who_may_see_it(happened):
    url = reverse("admin:networks_network_history", args=[happened.pk])
    link = f"{LOG}?art=networks.network&amp;eintrag={happened.pk}"
    assert link in signed_in(reviewer()).get(url).content.decode()
    assert link not in signed_in(editor()).get(url).content.decode()
    assert LOG in signed_in(reviewer()).get("/redaktion/").content.decode()
    assert signed_in(editor()).get(LOG).status_code == 403


def test_what_is_gone_keeps_its_line(happened):
    happened.delete()
    assert ("ada", "Bearbeitung: Freigegeben", "Lichtnetz") in lines()


def test_long_log_takes_no_more_queries(happened, django_assert_max_num_queries):
    waiting, kind = Revision.objects.get(), history.type_of(happened)
    Transition.objects.bulk_create(
        Transition(content_type=kind, object_id=happened.pk, verb="pruefen", revision=waiting) for _ in range(70)
    )
    client = signed_in(reviewer())
    assert events(Filters.of(client.get(LOG).wsgi_request.GET)).count() == 74
    with django_assert_max_num_queries(14):
        assert len(client.get(f"{LOG}?seite=2").context["lines"]) == 24
