"""The pictures of docs/screens, taken from a running server. No part of the tests.

.venv/bin/faro serve & .venv/bin/python -m tests.external.screens http://127.0.0.1:8000 FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.driven import launch, open_start, say

ANSWERS = {"danger_now": "no", "urgent": [], "age": 34, "in_united_states": "yes", "topics": ["crime"],
           "crimes": ["felonious_assault", "stalking"], "crime_role": "direct", "crime_in_united_states": "yes",
           "substantial_abuse": "yes", "knows_facts": "yes", "crime_reported": "yes", "helped_police": "helping",
           "certification": "not_asked"}  # fmt: skip
IDLE = "() => !document.querySelector('faro-chat').root.querySelector('[aria-busy]')"


def walk(browser: Browser, base: str, folder: Path, name: str, width: int, height: int, **seen: Any) -> None:
    """One intake at one size; a picture of each state."""
    lang, direction = seen.pop("lang", "en"), seen.pop("dir", "ltr")
    context = browser.new_context(viewport={"width": width, "height": height}, **seen)
    page = context.new_page()

    def shot(state: str) -> None:
        page.screenshot(path=folder / f"{state}-{name}.png")

    page.goto(f"{base}/?lang={lang}")
    shot("home")
    open_start(page, f"{base}/?lang={lang}")
    page.evaluate("d => { document.querySelector('faro-chat').dir = d; }", direction)
    shot("start")
    page.click(".who .pick")
    page.wait_for_selector(".message.question")
    shot("notice")
    page.locator(".pair .pick").nth(1).click()
    page.wait_for_function(IDLE)
    shot("question")
    say(page, "me quiere matar" if lang == "es" else "he wants to kill me")
    page.wait_for_selector(".message.crisis")
    page.wait_for_function(IDLE)
    shot("crisis")
    page.locator(".inputs .pick").first.click()
    page.wait_for_function(IDLE)
    page.wait_for_selector(".pair")
    for key in through(page, base):
        if key in ("crimes", "certification"):
            shot(key)
    page.wait_for_selector(".message.result .more")
    shot("result")
    page.locator(".more summary").first.click()
    page.locator(".more").first.evaluate("one => one.scrollIntoView()")
    shot("more")
    page.locator(".parts .control").last.click()
    shot("people")
    page.click(".icon.wide")
    shot("menu")
    page.locator(".entry").nth(2).click()
    page.wait_for_selector(".answer")
    page.locator(".answer .control").nth(3).click()
    shot("review")
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(status=204))  # so that what is left stays
    page.locator(".panel .leave").click(no_wait_after=True)
    shot("exit")
    context.close()


def through(page: Page, base: str) -> Any:
    """Answer until nothing is asked, telling which question is open before each."""
    while True:
        view = page.evaluate(
            "base => fetch(base + '/api/session', {headers: {Authorization: 'Bearer ' + sessionStorage.faro}})"
            ".then(answer => answer.json())", base,
        )  # fmt: skip
        key = view["question"]
        if not key:
            return
        yield key
        given = ANSWERS.get(key, [] if view["input"]["kind"] == "many" else "no")
        with page.expect_response("**/api/messages"):
            if view["input"]["kind"] == "many":
                for one in given:
                    page.check(f".tick input[value={one}]")
                page.locator(".done button" if given else ".inputs > .pick:not(.tick)").click()
            elif view["input"]["kind"] == "number":
                page.fill(".inputs input", str(given))
                page.keyboard.press("Enter")
            else:
                values = [c["value"] for m in view["messages"] for c in m["choices"]]
                page.locator(".inputs .pick").nth(values.index(given)).click()
        page.wait_for_function(IDLE)


def main(base: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        walk(browser, base, folder, "390", 390, 844)
        walk(browser, base, folder, "1280", 1280, 800)
        walk(browser, base, folder, "dark", 390, 844, color_scheme="dark")
        walk(browser, base, folder, "320", 320, 568, lang="es")
        walk(browser, base, folder, "rtl", 390, 844, lang="es", dir="rtl")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
