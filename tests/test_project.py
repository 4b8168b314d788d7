"""The project as a whole: settings and what its files may say."""

import ast
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
READS_ENVIRONMENT = ["networks_portal/environment.py", "networks_portal/settings.py", "gunicorn.conf.py"]
# In pieces, so that this file does not contain what it looks for. Installing is left to the machine;
# no file may say where from.
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted",
    "npmjs" + ".org",
    "registry." + "npm",
    "npmjs" + ".com",
    "yarn" + "pkg.com",
    "deb." + "debian",
]


def project_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def read_variables() -> set[str]:
    names = set()
    for name in READS_ENVIRONMENT:
        for node in ast.walk(ast.parse((ROOT / name).read_text())):
            if isinstance(node, ast.Call) and re.match(r"env(\.\w+)?$", ast.unparse(node.func)):
                names.add(ast.literal_eval(node.args[0]))
    return names


def test_env_example_describes_every_variable_and_no_other():
    described = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert described == read_variables()


def test_no_file_names_a_registry():
    found = []
    for path in project_files():
        text = path.read_bytes().decode("utf-8", errors="ignore").lower()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]

    assert found == []


def test_browser_tests_wait_for_what_they_expect():
    """A page that is still being read answers no; Playwright's `expect` asks until it is there."""
    at_once = {"is_visible", "is_hidden", "is_checked", "is_enabled", "count", "content", "inner_text", "text_content"}
    found = [
        f"{path.name}:{call.lineno} {call.func.attr}"
        for path in sorted((ROOT / "tests/e2e").glob("test_*.py"))
        for statement in ast.walk(ast.parse(path.read_text()))
        if isinstance(statement, ast.Assert)
        for call in ast.walk(statement.test)
        if isinstance(call, ast.Call) and not call.args
        if isinstance(call.func, ast.Attribute) and call.func.attr in at_once
    ]

    assert found == []


def test_browser_tests_wait_for_a_page_before_they_look_at_it():
    """Whoever looks right after a click may see the page that is left, or one that is half read."""
    looks = ("assert ", "fits", "check(", "serious(", "examine(")
    found = [
        f"{path.name}:{after.lineno} {ast.unparse(after)[:60]}"
        for path in sorted((ROOT / "tests/e2e").glob("test_*.py"))
        for block in ast.walk(ast.parse(path.read_text()))
        for name in ("body", "orelse", "finalbody")
        if isinstance(statements := getattr(block, name, None), list)
        for act, after in pairwise(statements)
        if isinstance(act, ast.Expr) and ast.unparse(act).endswith((".click()", ".press('Enter')"))
        if ast.unparse(after).startswith(looks) or re.search(r"\.(url|inner_text\(\))$", ast.unparse(after))
    ]

    assert found == []


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    inherited = {key: value for key, value in os.environ.items() if key not in read_variables()}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=inherited | {"ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
    )


def test_deployment_check_finds_nothing_behind_https(tmp_path):
    result = run_manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SECRET_KEY=settings.SECRET_KEY,
        STATE_DIR=str(tmp_path),
        ALLOWED_HOSTS="portal.example",
        SITE_URL="https://portal.example",
        HTTPS="on",
        HSTS_SUBDOMAINS="on",
        HSTS_PRELOAD="on",
        EMAIL_URL="smtp+tls://portal:geheim@post.portal.example:587",
        OPERATOR_NAME="Beispielamt",
        OPERATOR_ADDRESS="Musterweg 1, 12345 Musterstadt",
        OPERATOR_EMAIL="post@portal.example",
        OPERATOR_PHONE="030 0000000",
        OPERATOR_LAND="Berlin",
        OPERATOR_PRIVACY_CONTACT="Datenschutz, Musterweg 2",
        OPERATOR_HOSTING="Rechenzentrum des Beispielamts",
        OPERATOR_ACCESSIBILITY_STATE="Teilweise vereinbar.",
    )

    assert result.returncode == 0, result.stderr


def test_missing_secret_key_is_explained(tmp_path):
    result = run_manage("check", STATE_DIR=str(tmp_path))

    assert result.returncode != 0
    assert "Kein geheimer Schlüssel" in result.stderr


def test_debug_is_off_and_hosts_are_local_unless_said_otherwise(tmp_path):
    result = run_manage(
        "shell",
        "--no-imports",
        "-c",
        "from django.conf import settings as s; print(s.DEBUG, s.ALLOWED_HOSTS, s.KOPFZEILE)",
        SECRET_KEY="x",
        STATE_DIR=str(tmp_path),
    )

    assert result.stdout.strip() == "False ['127.0.0.1', 'localhost', '[::1]'] none", result.stderr


ONCE = re.compile(r"mark\.once\b.*\n(?:@.*\n)*(?:def (\w+))?")
COUNTS_QUERIES = re.compile(r"queries|questions|costs_the_same")


def test_rights_steps_races_and_search_are_tried_on_both_databases():
    folders = ("publishing", "duplicates", "transfer", "erasure", "search", "worklist", "drafting", "upgrade")
    files = [path for folder in folders for path in (ROOT / "tests" / folder).rglob("test_*.py")]

    assert len(files) > 60
    once = [name for path in files for name in ONCE.findall(path.read_text(encoding="utf-8"))]
    assert [name for name in once if not COUNTS_QUERIES.search(name)] == []
