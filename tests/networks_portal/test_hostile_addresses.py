"""Whatever stands in the columns of addresses, no page leads anywhere that a link may not lead."""

from html.parser import HTMLParser

import pytest
import yaml
from django.core.exceptions import ValidationError

from contacts.models import Channel, Mention, Person, Responsibility
from inputs.web import href
from networks.models import Network, Organisation
from networks_portal.loading.files import DirectoryError
from networks_portal.loading.load import load_directory
from programmes.models import Programme
from publishing.models import Link, RemovedPage, SourceDocument
from reports.models import Report
from stories.models import Story
from tests.factories import cite, make
from tests.roles import administrator

pytestmark = pytest.mark.django_db
HOSTILE = (
    "javascript:alert(1)",
    "data:text/html,x",
    "//boese.example/",
    "/\\boese.example/",
    "https://a@boese.example/",
)


class Links(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]


def outward(response) -> list[str]:
    """The links of a page that the rule refuses; anchors, queries and pictures of the page's own are no addresses."""
    links = Links(response.content.decode()).found
    return [link for link in links if not link.startswith(("#", "?")) and link and not href(link)]


@pytest.fixture(params=HOSTILE)
def hostile(request):
    """A directory that came to have this everywhere: past every form, as by hand in the database."""
    network, office = make(Network, name="Lichtnetz"), make(Organisation, name="Kammer")
    person = make(Person, family_name="Muster", organisation=office)
    make(Responsibility, person=person, network=network, concern="ausland")
    make(Responsibility, office=office, task="Beratung", concern="beitreten")
    make(Mention, person=person, network=network)
    source = make(SourceDocument, title="Quelle")
    for record in (network, office, source, make(Programme, name="Programm")):
        cite(record, source)
        for result in ("ok", "defekt"):
            make(Link, subject=record, label="Seite", check_result=result)
    for owner in ({"person": person}, {"organisation": office}):
        for kind in ("web", "e-mail", "telefon", "fax"):
            make(Channel, kind=kind, **owner)
    topic = make(Story, title="Thema", body=f"[hier]({request.param}) und <{request.param}>")
    Link.objects.update(url=request.param)
    Channel.objects.update(value=request.param)
    RemovedPage.objects.create(path="/netzwerke/fort/", successor=request.param)
    report = Report.objects.create(kind="link", path=request.param, text="x")
    records = [network, office, person, source, topic, Programme.objects.get()]
    return [record.get_absolute_url() for record in records], report


@pytest.mark.once
def test_no_public_page_leads_there(client, hostile):
    pages, _ = hostile
    more = ["/netzwerke/fort/", "/ansprechpersonen/", "/suche/?q=lichtnetz", "/suche/?q=muster",
            "/foerderkontakt/?anliegen=ausland&region=alle", "/foerderkontakt/?anliegen=beitreten&region=alle",
            "/vergleich/?n=lichtnetz", "/fehler-melden/?seite=/netzwerke/lichtnetz/"]  # fmt: skip
    for page in [*pages, *more]:
        response = client.get(page)
        assert response.status_code in (200, 410), page
        assert outward(response) == [], page


@pytest.mark.once
def test_no_page_of_the_editors_leads_there(client, hostile):
    _, report = hostile
    client.force_login(administrator())
    change = report.get_absolute_url()
    for page in ("/redaktion/links/?zeige=defekt", "/redaktion/reports/report/", change):
        response = client.get(page)
        assert response.status_code == 200 and outward(response) == [], page


@pytest.mark.parametrize("text", HOSTILE)
def test_no_entrance_lets_it_in(client, text, tmp_path):
    """Models, the form of removed pages, and the files of the directory."""
    with pytest.raises(ValidationError):
        Link(url=text, label="x").full_clean(exclude=["content_type", "object_id", "source"])
    client.force_login(administrator())
    data = {"path": "/netzwerke/fort/", "reason": "Aufgelöst.", "successor": text}
    assert client.post("/redaktion/publishing/removedpage/add/", data).status_code == 200
    assert not RemovedPage.objects.exists()
    network = {"slug": "lichtnetz", "name": "Lichtnetz", "kind": "netzwerk", "summary": "x"}
    content = {"networks": [network | {"links": [{"url": text, "label": "x", "source": None}]}]}
    (tmp_path / "1.yaml").write_text(yaml.safe_dump(content))
    with pytest.raises(DirectoryError, match="Adresse im Netz|Pfad dieser Website"):
        load_directory(tmp_path)
