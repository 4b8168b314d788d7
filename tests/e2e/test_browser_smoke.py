from playwright.sync_api import Page, expect

from tests.e2e.accessibility import examine


def test_home_has_one_heading_and_causes_no_trouble(page: Page, trouble: list[str]):
    response = page.goto("/", wait_until="networkidle")

    assert response.status == 200
    expect(page.locator("h1")).to_have_count(1)
    assert page.context.cookies() == []
    assert trouble == []


def test_one_pale_word_among_many_alike_is_found(page: Page):
    """The examination passes over what looks like something else, and over nothing more."""
    page.goto("/netzwerke/")
    assert examine(page).violations_count == 0

    page.locator(".np-result a:visible").last.evaluate("one => { one.style.color = 'lightgrey' }")

    assert [one["id"] for one in examine(page).response["violations"]] == ["color-contrast"]
