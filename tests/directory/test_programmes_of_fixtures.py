"""The programmes of the real directory."""

import pytest

from tests.factories import read

URL = "/foerderprogramme/"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_amounts_as_the_source_states_them(client):
    """The source names how the money is shared out, and no sum."""
    line = client.get(f"{URL}grw-netzwerke-regionalmanagement/")

    assert "Wie viel" in read(line)
    assert "Bund und Länder (genannt ist Berlin) finanziert (zur Hälfte) nicht ausdrücklich" in read(line, "h-geld")


def test_pfi_is_implied_for_networks_and_paid_by_a_fund(client):
    pfi, efre = client.get(f"{URL}pfi/"), client.get(f"{URL}efre/")

    assert "nicht ausdrücklich genannt" in read(pfi, "h-netze")
    assert "kofinanziert" in read(pfi, "h-geld")
    assert "Programm für Internationalisierung" in read(efre, "h-finanziert")


def test_long_name_leads_to_the_short_address(client):
    response = client.get(f"{URL}programm-fuer-internationalisierung/")

    assert (response.status_code, response.headers["Location"]) == (301, f"{URL}pfi/")


def test_people_without_a_direct_line_lead_to_their_office(client):
    assert "Fragen Sie dort nach Rolf Knütter oder Marzena Hartmann" in read(client.get(f"{URL}pfi/"), "h-kontakt")
