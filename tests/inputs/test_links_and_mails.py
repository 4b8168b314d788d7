"""Mail and web addresses as people write them: one meaning, or none; and no link that leads nowhere."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from contacts.channel_values import validate
from core.fields import MailFormField
from core.hrefs import NO_WEB_ADDRESS, validate_web
from inputs.mail import MOST, address_in, mail_href
from inputs.web import href, web_href
from publishing.models import Link
from tables.cells import Cells
from tables.names import CellError
from tests.inputs.corpus import cases


@pytest.mark.parametrize(("text", "address"), cases("mail"))
def test_mail_address_is_understood_or_none(text, address):
    assert address_in(text) == address
    assert address == "" or MailFormField().clean(text) == address


@pytest.mark.parametrize(("text", "address"), cases("mail"))
def test_refusal_says_what_was_probably_meant(text, address):
    if mail_href(text):
        return validate("e-mail", text)
    with pytest.raises(ValidationError, match=f"Gemeint ist wohl „{address}“" if address else "keine E-Mail-Adresse"):
        validate("e-mail", text)


@pytest.mark.parametrize(("text", "address"), cases("web"))
def test_web_address_without_its_scheme_is_one_everywhere(text, address):
    assert web_href(text) == address
    field, row = Link._meta.get_field("url"), Link()
    if address:
        validate_web(address)
        assert field.clean(text, row) == address
        return
    with pytest.raises(ValidationError):
        field.clean(text, row)


@pytest.mark.parametrize("text", ["http//www.netz.example", "javascript:alert(1)", "siehe Aushang", "netz@a.example"])
def test_form_says_of_a_wrong_web_address_what_tables_are_told(text):
    field = Link._meta.get_field("url")
    with pytest.raises(ValidationError) as in_form:
        field.clean(field.formfield().clean(text), Link())
    with pytest.raises(CellError, match=re.escape(str(NO_WEB_ADDRESS))):
        Cells().read(field, text)

    assert in_form.value.messages == [str(NO_WEB_ADDRESS)]


@given(st.text(alphabet="abü.-_@()[]<> ?&%#atpunktdo:/", max_size=40))
def test_reading_twice_changes_nothing_and_no_link_is_broken(text):
    mail, web = address_in(text), web_href(text)

    assert address_in(mail) == mail and web_href(web) == web
    assert not mail or href(mail_href(mail)) == mail_href(mail) != ""


@pytest.mark.parametrize("row", ["a (at) ", "<", "a@", ".dot.", " punkt ", "e-mail: "])
def test_long_texts_are_no_addresses_and_cost_little(row):
    assert address_in(row * MOST) == address_in((row * MOST)[:MOST]) == ""
