"""What axe-core finds wrong with a page as it is shown now."""

from functools import cache

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# A change of size or colours may be animated, and what is half-way has no contrast.
AT_REST = """Promise.all(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime < Infinity)
    .map(one => one.finished.catch(() => null)))"""

# Contrast takes two thirds of the time of all rules, and is a matter of looks: of the texts that are seen, those alike
# in colour, size, weight, classes and grounds are examined once. The twentieth card of a list is like the first.
EXAMINED = """async (onlyLooks) => {
    const seen = new Set(), looks = new Map(), texts = [];
    const look = (one) => {
        if (!one) return "";
        if (!looks.has(one)) {
            const { color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity } = getComputedStyle(one);
            const own = [color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity, one.className];
            looks.set(one, `${look(one.parentElement)} > ${one.localName} ${own.join()}`);
        }
        return looks.get(one);
    };
    for (const one of document.body.querySelectorAll("*")) {
        const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        const isField = one.matches("input, select, textarea");
        const isSeen = one.checkVisibility({ visibilityProperty: true });
        if ((says || isField) && isSeen && !seen.has(look(one))) {
            seen.add(look(one));
            texts.push(one);
        }
    }
    const resultTypes = ["violations"];
    const contrast = await axe.run({ include: texts }, { resultTypes, runOnly: ["color-contrast"] });
    if (onlyLooks) return contrast;
    const results = await axe.run({ resultTypes, rules: { "color-contrast": { enabled: false } } });
    return { ...results, violations: [...results.violations, ...contrast.violations] };
}"""


@cache
def axe_script() -> str:
    return Axe().axe_script


def examine(page: Page, only_looks: bool = False) -> AxeResults:
    """`only_looks`: by the rule for colours alone, of a page that was examined by all in others."""
    page.wait_for_load_state()
    page.evaluate(AT_REST)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe_script())
    return AxeResults(page.evaluate(EXAMINED, only_looks))
