"""No test asks for the day while it is imported: a run that goes on past midnight would keep yesterday's."""

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings

ASKING = {"today", "now", "localdate", "localtime", "utcnow"}


def asked_at_import(source: str) -> Iterator[int]:
    """The lines that ask for the time outside of what is called later; defaults and decorators run at once."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, node.args]
        elif not isinstance(node, ast.Lambda):
            if (
                isinstance(node, ast.Call)
                and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) in ASKING
            ):
                yield node.lineno
            waiting += ast.iter_child_nodes(node)


def test_no_test_keeps_the_day_on_which_it_was_imported():
    tests = settings.BASE_DIR / "tests"
    found = [
        f"{path.relative_to(tests)}:{line}"
        for path in tests.rglob("*.py")
        for line in asked_at_import(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    ("source", "is_kept"),
    [
        ("TODAY = timezone.localdate()", True),
        ("LATER = date.today() + timedelta(days=1)", True),
        ("class Late:\n    day = today()", True),
        ("def late(day=date.today()): pass", True),
        ("@parametrize('day', [now()])\ndef test(day): pass", True),
        ("def late(): return date.today()", False),
        ("late = lambda: date.today()", False),
        ("TODAY = date(2026, 6, 1)", False),
    ],
)
def test_what_is_asked_at_import_is_found(source, is_kept):
    assert bool([*asked_at_import(source)]) == is_kept
