import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.e2e.accessibility import axe_script
from tests.kept_index import recall_directory

HERE = Path(__file__).parent

PATIENCE = 10_000  # milliseconds
expect.set_options(timeout=PATIENCE)

# scripts/browser.sh, which installs one where none is, says its choice in CHROMIUM.
NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

# Without these Chromium asks its maker's hosts for updates and accounts at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # Without it pytest-django makes no test database when browser tests run alone, and
            # `portal` would load and empty the real one.
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; Playwright's own where the machine has none."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    arguments = QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])
    # Beside a running event loop Django keeps other connections; none of the two kinds may stay open where
    # databases are copied and dropped.
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's synchronous calls run an event loop in this thread, and Django then refuses
        # every query in it, although nothing here is asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture(scope="module")
def portal(stored_directory, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a running portal that holds the whole directory.

    A new copy for each module: pytest-django's own `live_server` would empty the database after each test.
    What visitors write stays until their module ends; what a test itself writes is rolled back after it and
    not seen by the server: records that the server is to see belong in a module-scoped fixture that asks for
    `portal`.
    """
    with django_db_blocker.unblock(), stored_directory.copy(keeps=True):
        recall_directory()
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture
def context_options() -> dict[str, object]:
    """Override in a module or class, e.g. for a phone: `{"viewport": {"width": 390, "height": 844}}`."""
    return {}


@pytest.fixture
def trouble() -> list[str]:
    """What no page may cause; `page` fills it, tests assert that it is empty."""
    return []


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    contexts: list[BrowserContext] = []

    def open_context(**options: object) -> BrowserContext:
        context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture
def page(
    open_context: Callable[..., BrowserContext],
    context_options: dict[str, object],
    portal: str,
    trouble: list[str],
) -> Page:
    """A new page; relative addresses lead into the portal."""
    page = open_context(**{"base_url": portal, **context_options}).new_page()
    watch(page, portal, trouble)
    return page


@pytest.fixture(scope="module")
def window(browser: Browser, portal: str) -> Iterator[tuple[Page, list[str]]]:
    """One page for all tests of a module that only look, and the list of its trouble: opening windows took a third
    of their time. Who uses it sets its size and colours, and clears the list.
    """
    context = browser.new_context(base_url=portal, locale="de-DE", timezone_id="Europe/Berlin", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(axe_script())  # sent once, not once for each page
    page, trouble = context.new_page(), []
    watch(page, portal, trouble)
    yield page, trouble
    context.close()


def watch(page: Page, portal: str, trouble: list[str]) -> None:
    """Write down what no page may cause, from now on."""

    def watch_request(request) -> None:
        if not request.url.startswith((portal, "data:", "blob:")):
            trouble.append(f"left the host: {request.url}")

    def watch_failure(request) -> None:
        # Whoever leaves a page before its pictures are there stops them; nothing is missing then.
        if request.failure != "net::ERR_ABORTED":
            trouble.append(f"failed: {request.url} ({request.failure})")

    page.on("request", watch_request)
    page.on("requestfailed", watch_failure)
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    page.on(
        "console",
        lambda line: trouble.append(f"console: {line.text}") if line.type in {"error", "warning"} else None,
    )
