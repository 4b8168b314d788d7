from playwright.sync_api import Page, expect

from tests.e2e.accessibility import examine


def test_home_has_one_heading_and_causes_no_trouble(page: Page, trouble: list[str]):
    response = page.goto("/", wait_until="networkidle")

    assert response.status == 200
    expect(page.locator("h1")).to_have_count(1)
    assert page.context.cookies() == []
    assert trouble == []


def test_home_breaks_no_accessibility_rule(page: Page):
    page.goto("/")

    results = examine(page)

    assert results.violations_count == 0, results.generate_report()
