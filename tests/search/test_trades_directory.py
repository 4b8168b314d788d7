"""The trades of the real directory: everyday names, written by people who do not know the rules."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from networks.models import Branch
from search.query import search
from search.trade_table import trade_table

HERE = Path(__file__).parent
pytestmark = pytest.mark.django_db
# Divisions that no field of the directory serves.
WITHOUT_FIELD = {
    "41", "42", "55", "68", "69", "70", "79", "80", "81", "82", "85", "92", "93", "94", "96", "97", "98", "99",
}  # fmt: skip


def questions() -> list[list[list[str]]]:
    lines = (HERE / "trades.tsv").read_text().splitlines()
    rows = [f"{line}\t\t".split("\t")[:3] for line in lines if line and not line.startswith("#")]
    return [[cell.split(";") if cell else [] for cell in row] for row in rows]


def test_everyday_names_find_what_serves_the_trade(directory):
    wrong = {}
    for (query,), wanted, never in questions():
        titles = [entry.title for entry in search(query).page(0, 5)]
        if wanted or never:
            good = (not wanted or set(titles) & set(wanted)) and not set(titles[:1]) & set(never)
        else:
            good = not titles
        if not good:
            wrong[query] = titles

    assert wrong == {}


def test_every_division_is_served_by_a_field_or_honestly_by_none(directory):
    served = set()
    for branch in Branch.objects.filter(fields__isnull=False).select_related("parent__parent__parent"):
        above = branch
        while above.level > 2:
            above = above.parent
        served.add(above.code)
    industry = set(Branch.objects.filter(parent__code__in=served, level=2).values_list("code", flat=True))
    divisions = set(Branch.objects.filter(edition="2025", level=2).values_list("code", flat=True))

    assert divisions - served - industry == WITHOUT_FIELD


def test_every_everyday_name_leads_to_its_own_branch(directory):
    """And a new field or branch cannot silently lose one: each name is known as a whole word."""
    table = trade_table()
    with (settings.BASE_DIR / "fixtures/wz-2025-namen.csv").open(encoding="utf-8", newline="") as file:
        names = [name for row in csv.DictReader(file) for name in row["names"].split("; ")]
    keys = {name.lower() for name in names}

    assert len(keys) == len(names) > 200
    assert [name for name in table.names if not table.whole(name)] == []
