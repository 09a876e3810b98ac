"""axe-core over the widget in every state, language, theme and width: with a conversation in it, not cold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.driven import open_start, say
from tests.browser.hosts import Host

pytestmark = pytest.mark.slow
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
RUN = f"""() => axe.run(document, {OPTIONS}).then(found => found.violations.map(one =>
  [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


def states(page: Page, url: str) -> Iterator[str]:
    """Through every state of the widget, in any language."""

    def menu(entry: int) -> None:
        page.click(".icon.wide")
        page.locator(".entry").nth(entry).click()

    page.goto(url)
    yield "closed"
    open_start(page, url)
    yield "start"
    page.click(".who .pick")
    page.wait_for_selector(".message.question")
    yield "question"
    say(page, "danger")
    yield "danger"
    page.locator(".inputs button").nth(1).click()
    page.wait_for_selector(".tick")
    page.locator(".tick").first.click()
    yield "many"
    page.route("**/api/messages", lambda route: route.abort())
    page.click(".done .button")
    page.wait_for_selector(".told button")
    yield "not sent"
    page.unroute("**/api/messages")
    page.click(".told button")
    page.wait_for_selector(".inputs input[inputmode]")
    yield "number"
    page.fill(".inputs input", "34")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pair")
    page.locator(".inputs button").first.click()
    page.wait_for_selector(".message.contact")
    yield "result"
    page.click(".icon.wide")
    yield "menu"
    page.click(".icon.wide")
    menu(2)
    page.wait_for_selector(".answer")
    page.locator(".answer .control").first.click()
    yield "review"
    menu(3)
    yield "paper"
    menu(4)
    yield "delete"
    page.locator(".page .button").first.click()
    page.wait_for_selector(".page:not(.talk) .message.notice")
    yield "deleted"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_axe_finds_nothing_in_any_state(browser: Browser, host: Host, lang: str, theme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 720}, **THEMES[theme])
    page = context.new_page()
    found, walked = [], []
    for state in states(page, f"{host.faro}/?lang={lang}"):
        page.evaluate(AXE)
        found += [(state, *violation) for violation in page.evaluate(RUN)]
        walked.append(state)
    context.close()
    assert found == []
    assert len(walked) == 13
