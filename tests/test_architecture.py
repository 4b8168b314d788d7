"""The import direction and the size of files and functions, kept by looking at the source."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
# Lowest first: a package imports only from those before it.
PACKAGES = [
    "core",
    "memory",
    "regions",
    "publishing",
    "networks",
    "programmes",
    "contacts",
    "open_data",
    "search",
    "editing",
    "networks_portal",
]
LONGEST_FILE = 500
LONGEST_FUNCTION = 60


def sources(*folders: str) -> list[Path]:
    """Python files without migrations, which are generated."""
    found = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in folders)
    return sorted(path for path in found if "migrations" not in path.parts)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full module name of every import, also of those inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def imports_of_ours(path: Path) -> Iterator[tuple[str, str]]:
    for line, module in imported(path):
        package = module.partition(".")[0]
        if package in PACKAGES:
            yield f"{path.relative_to(ROOT)}:{line} imports {module}", package


@pytest.mark.parametrize("package", PACKAGES)
def test_package_imports_only_from_below(package):
    allowed = PACKAGES[: PACKAGES.index(package) + 1]

    wrong = [where for path in sources(package) for where, other in imports_of_ours(path) if other not in allowed]

    assert wrong == []


def test_every_package_of_the_project_has_its_place():
    found = {app for app in settings.INSTALLED_APPS if (ROOT / app.partition(".")[0]).is_dir()}

    assert found <= set(PACKAGES)
    assert [app for app in settings.INSTALLED_APPS if app in found] == [p for p in PACKAGES if p in found]


def test_core_has_no_models():
    assert not (ROOT / "core/models.py").exists()
    assert not (ROOT / "core/models").exists()


def test_enums_import_nothing_of_ours():
    wrong = [where for path in sources(*PACKAGES) if path.name == "enums.py" for where, _ in imports_of_ours(path)]

    assert wrong == []


def test_files_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(*PACKAGES, "tests", "scripts")
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_functions_stay_short():
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": lines
        for path in sources(*PACKAGES, "tests", "scripts")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}
