"""A doubt stands where it belongs: at its value, at the whole list, or at the text; and nothing counts as stated
that no source states."""

import re
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType

from directory.downloads import table
from directory.facets import network_index
from directory.profiles import Profiles
from networks.models import Network
from pages.record_page import BY_EDITORS, DOUBTS, RecordPage
from publishing.enums import Certainty
from publishing.models import Citation, SourceDocument
from regions.models import Region
from tests.factories import cite, make, public_records, read

pytestmark = pytest.mark.django_db
DOUBTFUL = "nicht ausdrücklich"


@pytest.fixture
def network():
    regions = [make(Region, name=name) for name in ("Erstort", "Mittelort", "Letztort")]
    network = make(Network, regions=regions, audience="Für Betriebe.", description="Ein Netz.", stated_status="aktiv")
    cite(network, make(SourceDocument, as_of="2021"))
    return network


def doubt(network: Network, name: str) -> None:
    cite(network, SourceDocument.objects.latest("pk"), name, certainty=Certainty.IMPLIED)


class TestLists:
    @pytest.mark.once
    def test_doubt_of_a_list_stands_at_its_name(self, client, network):
        doubt(network, "regions")
        facts = client.get(network.get_absolute_url()).context["facts"]
        (regions,) = [fact for fact in facts if len(fact.values) == 3]

        assert regions.whole.mark[0].certainty == Certainty.IMPLIED
        assert not any(value.mark for value in regions.values)
        assert re.search(rf"Regionen\s*{DOUBTFUL}", read(client.get(network.get_absolute_url()), "h-fakten"))

    def test_doubt_of_a_single_value_stands_at_it(self, client, network):
        network.regions.set(network.regions.all()[:1])
        doubt(network, "regions")

        facts = client.get(network.get_absolute_url()).context["facts"]
        (regions,) = [fact for fact in facts if fact.label == "Regionen"]
        assert regions.values[0].mark[0].certainty == Certainty.IMPLIED and not regions.whole.mark

    @pytest.mark.once
    def test_comparison_and_download_say_it_of_all(self, client, network):
        doubt(network, "regions")
        other = make(Network)

        page = read(client.get(f"/vergleich/?n={network.slug}&n={other.slug}"))
        assert f"Alle Angaben: ({DOUBTFUL})" in page
        profiles = Profiles.load([network], network_index())
        assert f"Erstort | Letztort | Mittelort | alle: {DOUBTFUL}" in table(profiles, "")

    @pytest.mark.once
    @pytest.mark.usefixtures("directory")
    def test_no_list_of_the_fixtures_has_a_marker_at_its_last_value_only(self, client):
        lists = 0
        for record in public_records():
            context = client.get(record.get_absolute_url()).context
            for fact in context.get("facts") or ():
                names = {field.verbose_name for field in record._meta.many_to_many}
                if len(fact.values) > 1 and fact.label in names | {"Regionen", "Felder"}:
                    own = [value for value in fact.values if not any(mark.is_torn for mark in value.mark)]
                    marks = [bool(value.mark) for value in own]
                    assert len(set(marks)) == 1, f"{record}: {fact.label}"
                    lists += 1
        assert lists > 50


class TestTexts:
    @pytest.mark.once
    @pytest.mark.parametrize("name, key", [("audience", "h-fuer-wen"), ("description", "h-worum")])
    def test_doubt_of_a_text_is_seen(self, client, network, name, key):
        assert DOUBTFUL not in read(client.get(network.get_absolute_url()), key)
        doubt(network, name)
        assert DOUBTFUL in read(client.get(network.get_absolute_url()), key)

    @pytest.mark.once
    @pytest.mark.usefixtures("directory")
    def test_every_doubtful_text_of_the_fixtures(self, client):
        about = ContentType.objects.get_for_model(Network)
        cited = Citation.objects.filter(content_type=about, field__in=["audience", "description"])
        doubtful = cited.filter(certainty__in=list(DOUBTS), object_id__in=Network.objects.published().values("pk"))
        assert doubtful.count() > 5
        for citation in doubtful:
            key = {"audience": "h-fuer-wen", "description": "h-worum"}[citation.field]
            text = read(client.get(citation.subject.get_absolute_url()), key)
            assert str(DOUBTS[citation.certainty]) in text, f"{citation.subject}: {citation.field}"


class TestStatus:
    def test_activity_is_not_stated_by_the_source_of_the_whole(self, network):
        assert RecordPage(network).mark("stated_status") == BY_EDITORS

    @pytest.mark.once
    def test_page_comparison_and_download_do_not_call_a_mention_stated(self, client, network):
        words = "zuletzt genannt 2021"
        doubt(network, "stated_status")
        page = read(client.get(network.get_absolute_url()), "h-fakten")
        status = read(client.get(f"/vergleich/?n={network.slug}&n={make(Network).slug}"))

        assert DOUBTFUL not in page and words in status and f"{words} ({DOUBTFUL}" not in status

    def test_recent_mention_says_active_only_where_the_status_is_cited(self, client):
        said = {}
        for name in ("", "stated_status"):
            network = make(Network, stated_status="aktiv")
            cite(network, make(SourceDocument, as_of=f"{date.today():%Y}"), name, certainty=Certainty.IMPLIED)
            said[name] = network_index().alive(network.pk)

        assert said[""].words == f"laut Quelle ({date.today():%Y})" and not said[""].says_active
        assert said["stated_status"].words == f"laut Quelle ({date.today():%Y}) aktiv"
        assert DOUBTFUL in client.get(network.get_absolute_url()).content.decode().split("np-trust")[0]

    @pytest.mark.once
    @pytest.mark.usefixtures("directory")
    def test_every_network_of_the_fixtures(self):
        index = network_index()
        profiles = Profiles.load(list(Network.objects.published()), index)
        about = ContentType.objects.get_for_model(Network)
        cited = set(
            Citation.objects.filter(content_type=about, field="stated_status").values_list("object_id", flat=True)
        )
        (status,) = [one for one in profiles.attributes() if one.label == "Status"]
        for network, (value,) in zip(profiles.networks, status.cells, strict=True):
            assert network.pk in cited or all(mark in BY_EDITORS for mark in value.mark), network
            assert "aktiv" not in value.text or network.pk in cited, network
