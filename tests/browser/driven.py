"""Playwright on Debian's Chromium, and the widget as a person works it: opened, answered, left."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright

_SEEN = """() => {
  const chat = document.querySelector("faro-chat");
  const fields = chat ? [...chat.root.querySelectorAll("textarea, input")].map(one => one.value) : [];
  return [document.title, document.body.innerText, chat ? chat.root.textContent : "", ...fields].join(" ");
}"""
EXIT = "https://exit.invalid/"
LEFT_TO = "Sunny, with some clouds."
_LAUNCH: dict[str, Any] = {
    "ignore_default_args": ["--disable-back-forward-cache"],
    "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
}


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=_program(), **_LAUNCH)


def launch_with(playwright: Playwright, profile: Path) -> BrowserContext:
    """A browser that keeps its profile in this directory, as one on a person's computer does."""
    return playwright.chromium.launch_persistent_context(profile, executable_path=_program(), **_LAUNCH)


def _program() -> str:
    program = shutil.which("chromium")
    assert program, "Chromium is missing: apt-get install chromium"
    return program


def quiet_exit(context: BrowserContext) -> BrowserContext:
    """The page that the way out leads to, answered here."""
    context.route(
        f"{EXIT}**", lambda route: route.fulfill(body=f"<title>Weather</title>{LEFT_TO}", content_type="text/html")
    )
    return context


def open_start(page: Page | Frame, url: str) -> None:
    """The widget of this page, opened as far as what is told before the first question."""
    page.goto(url)
    opener = page.locator("[data-faro-open]")
    (opener if opener.count() else page.locator("faro-chat .open")).click()
    page.wait_for_selector(".who .pick")


def begin(page: Page, url: str) -> None:
    """The first question, reached through the start."""
    open_start(page, url)
    page.click(".who .pick")
    page.wait_for_selector(".message.question")


def say(page: Page, words: str) -> None:
    """Words of one's own, and what Faro answers to them."""
    asked = page.locator(".message").count()
    page.fill("#words", words)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelector('faro-chat').root.querySelectorAll('.message').length > n + 1", arg=asked
    )


def pick(page: Page, label: str) -> None:
    """A choice, and the next message."""
    asked = page.locator(".log > *").count()
    page.locator(".inputs").get_by_text(label, exact=True).click()
    page.wait_for_function(
        "n => document.querySelector('faro-chat').root.querySelectorAll('.log > *').length > n + 1", arg=asked
    )


def back(page: Page) -> None:
    """One press of Back. A page from the browser's memory fires no load, so `go_back` would wait for ever."""
    page.evaluate("setTimeout(() => history.back(), 0)")
    page.wait_for_timeout(500)


def seen(page: Page) -> str:
    """All that can be read: the title, the page, and what stands in the widget, hidden or not."""
    return str(page.evaluate(_SEEN))
