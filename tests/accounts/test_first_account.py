import pytest
from django.core.management import CommandError, call_command

from tests.roles import editor

pytestmark = pytest.mark.django_db


def test_address_in_use_is_refused_in_words():
    editor(email="leitung@example.org")

    with pytest.raises(CommandError, match="Mit dieser E-Mail-Adresse gibt es schon ein Konto."):
        call_command("createsuperuser", interactive=False, username="zweite", email="Leitung@example.org", verbosity=0)
