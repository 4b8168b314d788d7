"""No regular expression of ours takes longer than its text is long: found by looking at the source."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.regular_expressions import why_slow
from tests.test_architecture import PACKAGES, ROOT, sources

ANYWHERE = {"search", "findall", "finditer", "sub", "subn", "split"}
AT_THE_START = {"match", "fullmatch"}
_FUNCTIONS = (ast.FunctionDef, ast.ClassDef)
# Made from values; every one of these is escaped.
MADE_OF_VALUES = {"accounts/secret_paths.py", "erasure/names.py"}


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*[|;]\s*",  # searched for, begins anew at every blank
        r"\d+x",
        r"\bx|<a\s[^>]*?b",
        r"^\s*-?\s*x",  # one after the other
        r"^.*a.*b",
        r"^\w+ ?\d*x",
        r"^(\w+-?)*x",  # one inside the other
        r"^(\w+)*x",
        r"^(ab?|b)*x",
        r"^(?:x|\w{1,20})+;",
        r"^(?:,? (?:eV\.?|AG)\.?)+$",
        r"(?=\w+x)",
        r"\w++x",
    ],
)
def test_slow_pattern_is_found(pattern):
    assert why_slow(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+",  # ends well wherever it stops
        r"(?<!\w)\w+x",
        r"\b\w+x",
        r"\bx\w+ y",
        r"(?<!\s)\s*+[|;]",
        r"^\s*x",
        r"^\w++\d+x",
        r"\d{1,20}x",
        r"^(?:\w{1,20} )*x",
        r'"[^"]*"',
        r"(?m)^.*x",
    ],
)
def test_linear_pattern_passes(pattern):
    assert why_slow(pattern) == ""


def test_whole_text_may_fail_at_its_end():
    assert why_slow(r"a*a*", anywhere=False) == ""
    assert why_slow(r"a*a*", anywhere=False, whole=True)


def module_of(path: Path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(parts).removesuffix(".__init__"))


def calls(path: Path) -> Iterator[tuple[ast.Call, str, bool]]:
    """Every call that takes a pattern, what for, and whether it stands inside a function of ours."""
    tree = ast.parse(path.read_text())
    inside = {id(inner) for node in tree.body if isinstance(node, _FUNCTIONS) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)) if name != "escape":
                yield node, name, id(node) in inside
            case ast.Call(func=ast.Name(id="re_path" | "RegexValidator")):
                yield node, "search", id(node) in inside


@cache
def methods() -> dict[str, set[str]]:
    """What is asked of everything with a name that ends in these words: `_NAME.match` → {"_NAME": {"match"}}."""
    found = defaultdict(set)
    for path in sources(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found[node.value.id].add(node.attr)
    return found


def known(value, names: dict) -> tuple[bool, object]:
    """The value of an expression, if it needs only what its module knows."""
    try:
        return True, eval(compile(ast.Expression(value), "pattern", "eval"), names)  # noqa: S307
    except NameError:
        return False, None


def patterns_in(value) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from patterns_in(one)
    elif isinstance(value, dict):
        yield from patterns_in(list(value.values()))


def use_of(name: str) -> str:
    """What a compiled pattern of this name is used for: everywhere it is only matched, or else it is searched for."""
    asked = methods()[name] & (ANYWHERE | AT_THE_START | {"pattern"})
    return next(iter(asked)) if len(asked) == 1 and asked <= AT_THE_START else "search"


def used(path: Path) -> Iterator[tuple[str, str | None, int, str]]:
    """Where, pattern, flags and what for: everything that a file compiles or matches."""
    here, names = str(path.relative_to(ROOT)), vars(module_of(path))
    for name, value in names.items():
        for pattern in patterns_in(value) if not name.startswith("__") else ():
            yield f"{here} {name}", pattern.pattern, pattern.flags, use_of(name)
    for call, function, is_inside in calls(path):
        is_known, pattern = known(call.args[0], names)
        if function == "compile" and not is_inside or isinstance(pattern, re.Pattern):
            continue  # found above, by its name
        yield f"{here}:{call.lineno}", pattern if is_known else None, 0, "search" if function == "compile" else function


@cache
def everything() -> list[tuple[str, str | None, int, str]]:
    files = [path for path in sources(*PACKAGES) if "import re" in path.read_text()]
    return [found for path in files for found in used(path)]


def test_all_are_known_where_they_stand():
    """One that is put together from values could not be looked at here."""
    unknown = {where.partition(":")[0] for where, pattern, *_ in everything() if pattern is None}

    assert unknown == MADE_OF_VALUES


def test_none_takes_longer_than_its_text_is_long():
    slow = {}
    for where, pattern, flags, function in everything():
        options = flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.ASCII | re.VERBOSE)
        anywhere, whole = function not in AT_THE_START, function == "fullmatch"
        if pattern is not None and (why := why_slow(pattern, options, anywhere=anywhere, whole=whole)):
            slow[where] = why

    assert slow == {}
