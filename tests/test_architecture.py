"""The import direction and the size of files and functions, kept by looking at the source."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT: Path = settings.BASE_DIR
# Lowest first: a package imports only from those before it; of the editors' tools only what TOOLS says.
PACKAGES = [
    "packed",
    "inputs",
    "core",
    "sheets",
    "language",
    "memory",
    "regions",
    "accounts",
    "publishing",
    "pages",
    "sourcing",
    "releasing",
    "desk",
    "past",
    "cases",
    "team",
    "networks",
    "programmes",
    "contacts",
    "pictures",
    "documents",
    "reach",
    "directory",
    "fit",
    "search",
    "finding",
    "duplicates",
    "texts",
    "articles",
    "tables",
    "transfer",
    "lists",
    "drafting",
    "links",
    "reports",
    "worklist",
    "jobs",
    "lookup",
    "erasure",
    "open_data",
    "stories",
    "linked",
    "networks_portal",
    "invented",
]
TOOLS = {
    "transfer": {"duplicates"},  # asks as the forms do what a new entry might double
    "lists": set(),
    "duplicates": set(),
    "drafting": set(),
    "links": set(),
    "reports": set(),
    "worklist": {"duplicates", "reports"},  # counts what waits there
    "jobs": {"duplicates"},  # leads to the comparison of two
    "lookup": {"reports"},  # are found by their number, too
    "erasure": {"transfer", "lists", "duplicates", "links", "reports", "worklist", "jobs"},  # strikes what they keep
}
# Of libraries, and known to begin with an underscore.
DOCUMENTED = {"_meta", "_base_manager", "_default_manager"}
# Ours, too, as it overrides the library's.
OVERRIDDEN = {"_post_clean", "_keepalive_after"}
PRIVATE = {
    ("accounts/internals.py", "allauth.account.internal.flows.logout"),
    ("accounts/internals.py", "allauth.account.internal.stagekit"),
    ("accounts/internals.py", "allauth.core.internal"),
    ("accounts/internals.py", "allauth.core.internal.httpkit"),
    ("core/forms.py", "_post_clean"),
    ("core/forms.py", "_update_errors"),
    ("core/prepared.py", "_iterable_class"),
    ("core/prepared.py", "_prefetch_related_lookups"),
    ("networks_portal/server/worker.py", "_keepalive_after"),
    ("search/engine/write.py", "_raw_delete"),
    ("sheets/reading_xlsx.py", "_worksheet_path"),
}
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
LARGEST_ROOM = 3500


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
    allowed = set(PACKAGES[: PACKAGES.index(package) + 1])
    if package in TOOLS:
        allowed -= TOOLS.keys() - TOOLS[package] - {package}

    wrong = [where for path in sources(package) for where, other in imports_of_ours(path) if other not in allowed]

    assert wrong == []


def test_every_package_of_the_project_has_its_place():
    installed = [app.name for app in apps.get_app_configs() if (ROOT / app.name.partition(".")[0]).is_dir()]

    assert installed == PACKAGES


def test_no_module_leads_back_to_itself():
    """Also not through functions that import when they are called."""
    imports = {name: set(modules_imported(path)) - {name} for name, path in modules().items()}
    while leaves := {name for name, others in imports.items() if not others & imports.keys()}:
        imports = {name: others for name, others in imports.items() if name not in leaves}

    assert imports == {}


@cache
def modules() -> dict[str, Path]:
    """Full name → file, of all packages."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sources(*PACKAGES)
    }


def modules_imported(path: Path) -> Iterator[str]:
    """``from a import b`` leads to the module ``a.b`` where there is one, and else to ``a``."""
    known = modules()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def test_core_has_no_models():
    assert not (ROOT / "core/models.py").exists()
    assert not (ROOT / "core/models").exists()


def test_nobody_reaches_a_model_of_another_by_the_name_of_a_relation():
    """It would be a way up past the imports."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr == "related_model"
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "attr", "") == "get_field"
        and isinstance(node.value.args[0], ast.Constant)
    ]

    assert wrong == []


def test_what_a_library_keeps_to_itself_is_used_in_one_place():
    """Each is listed in the README with its reason."""
    trees = {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in sources(*PACKAGES)}
    ours = {name for tree in trees.values() for name in _defined(tree)}
    found = {
        (file, name)
        for file, tree in trees.items()
        for name in _private(tree)
        if name not in ours or name in OVERRIDDEN
    }

    assert found == PRIVATE


def _private(tree: ast.Module) -> Iterator[str]:
    """Attributes and modules whose name says that they are nobody else's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            if isinstance(node.ctx, ast.Load) and node.attr not in DOCUMENTED:
                yield node.attr
        elif isinstance(node, ast.ImportFrom) and "internal" in (node.module or "").split("."):
            yield node.module


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.attr if isinstance(node, ast.Attribute) else node.id


def test_enums_import_nothing_of_ours_but_their_words():
    found = [where for path in sources(*PACKAGES) if path.name == "enums.py" for where, _ in imports_of_ours(path)]

    assert [where for where in found if not where.endswith("imports core.words")] == []


def test_files_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(*PACKAGES, "tests", "scripts")
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_rooms_stay_small():
    lines = {package: sum(len(path.read_text().splitlines()) for path in sources(package)) for package in PACKAGES}

    assert {package: number for package, number in lines.items() if number > LARGEST_ROOM} == {}


def test_functions_stay_short():
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": lines
        for path in sources(*PACKAGES, "tests", "scripts")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}
