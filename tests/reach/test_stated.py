"""What a source states is shown, also where no link leads there."""

import pytest

from contacts.models import Channel
from networks.models import Organisation
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["030 23125-022 / -023", "47110815"])
def test_number_that_cannot_be_dialled_is_on_the_page_of_its_office(client, value):
    office = make(Channel, organisation=make(Organisation), value=value).organisation

    page = client.get(office.get_absolute_url()).content.decode()

    assert value in page and "tel:" not in page
