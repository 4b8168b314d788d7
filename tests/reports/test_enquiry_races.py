"""Two answers to one question, or an answer and a change, at the same moment: the later one sees the first."""

import pytest
from django.db import transaction
from django.utils import timezone

from networks.models import Network
from publishing import actions
from regions.models import Region
from reports import enquiries
from reports.attempts import count
from reports.enums import EnquiryOutcome, Reached
from reports.models import Attempts, Enquiry, Report
from tests.factories import make
from tests.roles import editor


def asked() -> tuple[Network, Enquiry]:
    region = make(Region)
    network = make(Network, regions=[region])
    return network, enquiries.send(network, f"info{network.pk}@netz.example", editor(regions=[region]))


def answer(enquiry: Enquiry, how):
    def act():
        try:
            with transaction.atomic():
                return how(enquiries.read(enquiries.token_of(enquiry), lock=True))
        except enquiries.Refused as refused:
            return str(refused)

    return act


def test_only_the_first_of_two_answers_counts(two):
    network, enquiry = asked()

    first, second = two.one_after_the_other(
        answer(enquiry, enquiries.confirm), answer(enquiry, lambda question: enquiries.say_wrong(question, "Falsch."))
    )

    assert first.result is True and "schon geantwortet" in second.result
    assert Enquiry.objects.get(pk=enquiry.pk).outcome == EnquiryOutcome.CONFIRMED
    assert not Report.objects.filter(object_id=network.pk).exists()


def test_a_check_that_comes_first_ends_the_link(two):
    network, enquiry = asked()
    by = enquiry.sent_by

    _, later = two.one_after_the_other(
        lambda: actions.mark_checked(records=[network], by=by), answer(enquiry, enquiries.confirm)
    )

    assert "geprüft oder geändert" in later.result
    assert Enquiry.objects.get(pk=enquiry.pk).outcome == EnquiryOutcome.WAITING


@pytest.mark.parametrize("before", [0, 1])
def test_no_visitor_of_two_is_lost(two, before):
    network, _ = asked()
    for number in range(before):
        count(network, Reached.NO, f"198.51.100.{number}")

    two.one_after_the_other(
        lambda: count(network, Reached.NO, "203.0.113.1"), lambda: count(network, Reached.NO, "203.0.113.2")
    )

    row = Attempts.objects.get(object_id=network.pk, answer=Reached.NO, month=timezone.localdate().replace(day=1))
    assert row.number == before + 2
