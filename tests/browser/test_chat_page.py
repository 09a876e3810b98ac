"""The pages in Debian's Chromium: nothing overflows, nothing covers the way out, and the way out leads out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.chromium import Chromium, Page
from tests.browser.driven import EXIT
from tests.channels.web.scripted import Scripted

SIZES = [(320, 480), (390, 844), (1280, 800)]
SMALL_TARGETS = """
[...document.querySelectorAll("a, button, label.pick, textarea, input[type=text]")]
  .filter(one => !one.matches(".skip"))
  .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([html, box]) => `${html} ${box.width} x ${box.height}`)
"""
EXIT_SEEN = """
(() => {
  const link = document.querySelector(".leave"), box = link.getBoundingClientRect();
  const corners = [[.5, .5], [.02, .5], [.98, .5], [.5, .05], [.5, .95]];
  return box.width >= 44 && box.height >= 44 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
    && corners.every(([x, y]) => document.elementFromPoint(box.x + x * box.width, box.y + y * box.height) === link);
})()
"""


def steps(page: Page, base: str, lang: str) -> Iterator[str]:
    """Through every state of the pages, by pointer alone, as a person without JavaScript would go."""
    page.call("Network.clearBrowserCookies")
    page.go(f"{base}/?lang={lang}")
    yield "home"
    page.go(f"{base}/chat?lang={lang}")
    yield "start"
    page.press("button[value=self]")
    yield "question"
    page.type("#words", "danger")
    page.press(".words button")
    yield "urgent"
    page.press(".question button[value=no]")
    page.click(".tick")
    yield "many"
    page.press(".question .button")
    page.type("input[name=number]", "34")
    yield "number"
    page.press(".question .button")
    page.press("button[value=why]")
    yield "why"
    page.press(".question button[value=yes]")
    yield "result"
    page.press("footer li:last-child a")
    yield "delete"
    page.press("main .button")
    yield "deleted"
    page.go(f"{base}/help?lang={lang}")
    yield "help"
    page.go(f"{base}/chat/nothing")
    yield "not found"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_nothing_overflows_and_nothing_covers_the_way_out(
    chromium: Chromium, base: str, lang: str, width: int, height: int, scripts: bool
) -> None:
    page = chromium.page(width, height)
    page.call("Emulation.setScriptExecutionDisabled", value=not scripts)
    seen = []
    for state in steps(page, base, lang):
        seen.append(state)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        for down in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
            page.evaluate(f"scrollTo(0, {down})")
            assert page.evaluate(EXIT_SEEN), (state, down)
        assert page.evaluate(SMALL_TARGETS) == [], state
    assert len(seen) == 12


@pytest.mark.parametrize("widened", ["document.documentElement.style.fontSize = '200%'"])
def test_letters_twice_as_large_still_fit_the_smallest_phone(chromium: Chromium, base: str, widened: str) -> None:
    page = chromium.page(320, 480)
    for state in steps(page, base, "es"):
        page.evaluate(widened)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
        assert page.evaluate(EXIT_SEEN), state


def test_the_whole_journey_asks_only_its_own_address(chromium: Chromium, base: str) -> None:
    page = chromium.page(390, 844)
    asked = [url for _ in steps(page, base, "en") for url in page.requested()]
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith(f"{base}/")] == []


def test_the_first_tab_reaches_the_way_out_and_the_second_the_questions(chromium: Chromium, base: str) -> None:
    page = chromium.page(390, 844)
    page.go(f"{base}/chat")
    page.key("Tab", 9)
    assert page.evaluate("document.activeElement.className") == "leave"
    page.key("Tab", 9)
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") >= 44


def conversation(chromium: Chromium, base: str, talks: Scripted) -> Page:
    """A tab that came from another page of ours and has a question open."""
    page = chromium.page(390, 844)
    page.call("Network.clearBrowserCookies")
    talks.sessions.clear()
    page.go(f"{base}/help")
    page.go(f"{base}/chat?lang=en")
    page.press("button[value=self]")
    return page


def assert_left_for_good(page: Page, talks: Scripted) -> None:
    """At the exit, the session ended, and one Back away nothing of the conversation."""
    page.wait_for(lambda: bool(page.addresses()[-1] == EXIT))
    page.wait_for(lambda: not talks.sessions)
    assert not [url for url in page.addresses() if url.endswith("/chat")]
    page.call("Runtime.evaluate", expression="history.back()")
    page.wait_for(lambda: page.addresses()[-1] != EXIT and page.evaluate("document.querySelector('main') !== null"))
    assert "Are you in danger" not in page.text()


def test_the_exit_ends_the_session_and_leaves_nothing_to_come_back_to(
    chromium: Chromium, base: str, talks: Scripted
) -> None:
    page = conversation(chromium, base, talks)
    page.click(".leave")
    assert_left_for_good(page, talks)


def test_the_page_is_blank_before_anything_is_fetched(chromium: Chromium, base: str, talks: Scripted) -> None:
    page = conversation(chromium, base, talks)
    seen = "document.querySelector('.leave').click(), document.title + document.body.innerText"
    assert page.evaluate(seen) == "exit.invalid"


def test_shift_pressed_three_times_leaves_and_other_keys_do_not(chromium: Chromium, base: str, talks: Scripted) -> None:
    page = conversation(chromium, base, talks)
    for keys in (("Shift", "Shift", "a", "Shift", "Shift"), ("Escape",) * 3):
        for key in keys:
            page.key(key, {"Shift": 16, "Escape": 27}.get(key, 65))
        assert page.evaluate("location.pathname") == "/chat"
    page.key("b", 66)
    for _ in range(3):
        page.key("Shift", 16)
    assert_left_for_good(page, talks)


def test_what_comes_back_from_the_browser_s_memory_is_asked_for_again(
    chromium: Chromium, base: str, talks: Scripted
) -> None:
    page = conversation(chromium, base, talks)
    page.type("#words", "canary-4711")
    page.press(".words button")
    assert "canary-4711" in page.text()
    page.press("footer a")
    talks.sessions.clear()
    page.call("Runtime.evaluate", expression="history.back()")
    page.wait_for(lambda: "no longer here" in page.text())
    assert "canary-4711" not in page.text()
