"""What pages say of themselves to search engines, in the words of schema.org.

Templates call these with what they show (`components/linked_data.html`), so that nothing is said that no visitor sees,
and nothing is asked for it. A thing is named by its page. What sources contradict each other in, what they only imply,
and times that are not as sure as a date of ISO 8601 are left out: there are no words for them here; the document of
the record, to which the page leads, has all of it.
"""

from linked.things.activities import event, place, project
from linked.things.bodies import bodies_of, network, organisation
from linked.things.frame import api, data_catalogue, items, page, record_page, site
from linked.things.funding import offer, programme
from linked.things.people import person
from linked.things.terms import region, term
from linked.things.texts import picture, series, source, story

__all__ = [
    "api",
    "bodies_of",
    "data_catalogue",
    "event",
    "items",
    "network",
    "offer",
    "organisation",
    "page",
    "person",
    "picture",
    "place",
    "programme",
    "project",
    "record_page",
    "region",
    "series",
    "site",
    "source",
    "story",
    "term",
]
