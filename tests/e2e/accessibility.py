"""What axe-core finds wrong with a page as it is shown now."""

from functools import cache

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# A change of size or colours may be animated, and what is half-way has no contrast.
AT_REST = """Promise.all(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime < Infinity)
    .map(one => one.finished.catch(() => null)))"""


@cache
def axe_script() -> str:
    return Axe().axe_script


def examine(page: Page) -> AxeResults:
    page.evaluate(AT_REST)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe_script())
    return AxeResults(page.evaluate("axe.run({resultTypes: ['violations']})"))
