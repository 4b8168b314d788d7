"""The example for a proxy holds the limits that the portal has, at addresses that it has."""

import re

from django.conf import settings
from django.urls import resolve

from networks_portal.server import limits
from sheets.sheet import MAX_BYTES

NGINX = (settings.BASE_DIR / "docs" / "nginx.conf").read_text()
GUIDE = (settings.BASE_DIR / "docs" / "betrieb.md").read_text()


def test_sizes_are_ours():
    mega, kilo = limits.LARGEST_BODY // 1024**2, limits.LARGEST_PUBLIC_BODY // 1024

    assert set(re.findall(r"client_max_body_size (\w+);", NGINX)) == {f"{mega}m", f"{kilo}k", "0"}
    assert f"{mega} MB" in GUIDE and f"{kilo} kB" in GUIDE
    assert MAX_BYTES < limits.LARGEST_BODY < MAX_BYTES + 2 * 1024**2


def test_times_are_not_longer_than_ours():
    (head,) = re.findall(r"client_header_timeout (\d+)s;", NGINX)

    assert int(head) == limits.HEAD_SECONDS
    number, size = re.search(r"large_client_header_buffers (\d+) (\d+)k;", NGINX).groups()
    assert int(number) * int(size) * 1024 <= limits.LARGEST_HEAD


def test_addresses_are_ours():
    """A misspelt one would leave a form without its limit."""
    ours = set(re.findall(r"location (?:= )?(/\S*) ", NGINX)) - {"/413.html", "/503.html"}

    assert {resolve(address).view_name for address in ours} >= {"account_login", "report", "health"}
