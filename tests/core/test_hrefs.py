"""One rule says which addresses may stand in a link, and everything that stores or prints one keeps to it."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.template import Context, Template

from core.fields import PathField, WebAddressField, WebAddressOrPathField
from inputs.mail import mail_href
from inputs.web import href, tel_href, web_href

GOOD = (
    "https://netz.example/", "http://netz.example:8080/a?b=c#d", "https://müller.example/straße", "/netzwerke/", "/",
    "/suche/?q=a%20b", "mailto:ina@netz.example", "mailto:ina@netz.example?subject=Hallo", "tel:+49301234", "tel:115",
    "HTTPS://NETZ.EXAMPLE/", "https://[2001:db8::1]/",
)  # fmt: skip
BAD = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
    " javascript:alert(1)", "javascript&colon;alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "blob:https://a.example/1", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "https://bank.example@evil.example/", "https://a:b@evil.example/", "https:evil.example", "http:///evil.example",
    "https://", "https://evil.example:port/", "http://[", "https://a b.example/", "https://a.example/\u202egnp",
    "https://a.example/\u200b", "ftp://a.example/", "mailto:", "mailto:ina", "mailto:javascript:1", "tel:",
    "tel:javascript", "tel:+49;ext=1", "netzwerke/", "", None, "https://a.example/\"onclick=\"x", "?x", "#x",
)  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_where_links_may_lead(text):
    assert href(text) == text


@pytest.mark.parametrize("text", BAD)
def test_where_links_may_not_lead(text):
    assert href(text) == web_href(text or "") == ""


def test_addresses_as_people_write_them():
    assert web_href("www.wtsh.de") == "https://www.wtsh.de"
    assert web_href("netz.example/kontakt") == "https://netz.example/kontakt"
    assert web_href("/netzwerke/") == web_href("Telefonbuch") == web_href("ina@netz.example") == ""
    assert mail_href("erika.zwei (at) netz.example") == mail_href("a@b") == mail_href("x@y.example, z@y.example") == ""
    assert tel_href("+4930123") == "tel:+4930123" and tel_href("") == tel_href("030 1") == ""


def test_the_filter_of_templates():
    shown = Template("{% load hrefs %}[{{ a|href }}][{{ b|href }}]").render(Context({"a": "javascript:1", "b": "/a/"}))
    assert shown == "[][/a/]"


def test_every_column_of_addresses_keeps_the_rule():
    """No column with an address is a plain text, and each refuses what may not stand in a link."""
    ours = (WebAddressField, WebAddressOrPathField, PathField)
    named = re.compile(r"(?:^|_)(?:url|href|link|website|homepage|successor)$")
    # Written by a program, and only ever shown as text; an entry of the index has the path of its record.
    as_text = {"LinkResult.final_url", "LinkResult.suggestion", "Entry.url"}
    found = []
    for model in apps.get_models():
        if model.__module__.partition(".")[0] not in (p.name for p in settings.BASE_DIR.iterdir()):
            continue
        for field in model._meta.concrete_fields:
            key = f"{model.__name__}.{field.name}"
            is_text = isinstance(field, models.CharField | models.TextField)
            if isinstance(field, ours):
                found.append(key)
                for text in BAD:
                    if text and len(text) < field.max_length:
                        with pytest.raises(ValidationError):
                            field.clean(text, None)
            elif isinstance(field, models.URLField) or is_text and named.search(field.name) and key not in as_text:
                pytest.fail(f"{key} holds addresses and is none of {ours}")
    assert set(found) == {
        "Link.url", "RemovedPage.successor", "LinkResult.url", "Report.path", "Picture.origin", "Picture.licence_url",
    }  # fmt: skip


# What a template may print into a link without asking: addresses that the portal itself made.
INTERNAL = re.compile(
    r"(?:[\w.]+\.)?"
    r"(?:get_absolute_url(?:\(\))?|\w+_url|href|change|path|canonical|again|here|back|finder|public|sheet|slug|frame_path)"
    r"|url|link|(?:alternative|card|change|chip|crumb|drop|entry|keep|line|one|part|relaxation|row|step|group|direct\.entry|whole|job|offer|case|tool|way|view|asked|hit|fix|story|other)\.url"
    r"|(?:option|network)\.value|region\.slug|picture\.src|totp_svg_data_uri|(?:static|url|listing\.url|dump\.path_of|request\.build_absolute_uri)\([^()]*\)"
)
FOREIGN = re.compile(r"[\w.]+\|href")
ATTRIBUTE = re.compile(r'\b(?:href|src|action|formaction|poster|cite)="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\}|\{)*)"')


def test_templates_print_addresses_through_the_rule():
    """An expression at the beginning of a link is one of the portal's own, or goes through the filter."""
    seen = 0
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for value in ATTRIBUTE.findall(path.read_text()):
            if first := re.match(r"(?:mailto:|tel:)?\{\{ *(.*?) *\}\}", value):
                seen += 1
                allowed = FOREIGN.fullmatch(first[1]) or INTERNAL.fullmatch(first[1])
                is_operator = value in ("mailto:{{ operator.email }}", "mailto:{{ email }}")  # a setting
                assert allowed and not value.startswith(("mailto:", "tel:")) or is_operator, f"{path.name}: {value}"
    assert seen > 150
