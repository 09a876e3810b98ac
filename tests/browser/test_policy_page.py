"""The page of rules by date in Debian's Chromium: it fits, it works without scripts, and its picture can be read."""

from __future__ import annotations

import pytest

from tests.browser.chromium import Chromium, Page
from tests.browser.test_chat_page import EXIT_SEEN, SIZES, SMALL_TARGETS

QUERIES = ("", "?on=2022-06-01&c=v&s=f", "?on=2008-06-01", "?on=2030-01-01&c=t&s=b", "?on=nonsense")
SMALL_FIELDS = SMALL_TARGETS.replace("a, button,", "select, input[type=date], a, button,")
TEXT_IN_PICTURE = """
[...document.querySelectorAll("svg.timeline text")].map(one => [one.textContent, one.getBoundingClientRect()])
  .map(([text, box]) => [text, box.left, box.right, box.height])
"""
COLOURS = """
(() => {
  const of = (one, what) => getComputedStyle(one)[what].match(/[\\d.]+/g).slice(0, 3).map(Number);
  return [of(document.querySelector("svg.timeline text"), "fill"), of(document.body, "backgroundColor")];
})()
"""


def contrast(one: list[float], other: list[float]) -> float:
    def light(colour: list[float]) -> float:
        parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_nothing_overflows_nothing_covers_the_way_out_and_all_can_be_pressed(
    chromium: Chromium, base: str, lang: str, width: int, height: int, scripts: bool
) -> None:
    page = chromium.page(width, height)
    page.call("Emulation.setScriptExecutionDisabled", value=not scripts)
    for query in QUERIES:
        page.go(f"{base}/policy{query}{'&' if query else '?'}lang={lang}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, query
        for down in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
            page.evaluate(f"scrollTo(0, {down})")
            assert page.evaluate(EXIT_SEEN), (query, down)
        assert page.evaluate(SMALL_FIELDS) == [], query
        for text, left, right, _ in page.evaluate(TEXT_IN_PICTURE):
            assert left >= 0 and right <= width, text


def test_letters_twice_as_large_still_fit_the_smallest_phone(chromium: Chromium, base: str) -> None:
    page = chromium.page(320, 480)
    page.go(f"{base}/policy?lang=es")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(EXIT_SEEN)


@pytest.mark.parametrize(("width", "letters"), [(320, 9.5), (390, 12), (1280, 14)])
def test_letters_in_the_picture_are_large_enough_to_read(
    chromium: Chromium, base: str, width: int, letters: float
) -> None:
    page = chromium.page(width, 800)
    page.go(f"{base}/policy")
    assert min(height for *_, height in page.evaluate(TEXT_IN_PICTURE)) >= letters


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_has_the_colours_of_the_page(chromium: Chromium, base: str, scheme: str) -> None:
    page = chromium.page(390, 844, prefers_color_scheme=scheme)
    page.go(f"{base}/policy")
    ink, ground = page.evaluate(COLOURS)
    assert contrast(ink, ground) >= 7
    assert (sum(ground) < 300) is (scheme == "dark")


def test_a_pick_and_a_press_lead_to_the_rules_of_that_day(chromium: Chromium, base: str) -> None:
    page = chromium.page(390, 844)
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.go(f"{base}/policy?lang=en")
    page.evaluate("document.querySelector('#on').value = '2022-06-01'; document.querySelector('#c').value = 'u'")
    page.press(".fields .button")
    assert page.addresses()[-1] == f"{base}/policy?lang=en&on=2022-06-01&c=u&s="
    assert "ICE's own policy: 11005.3" in page.text() and "This is a day in the past" in page.text()


def test_the_tree_for_screen_readers_has_the_picture_by_name_and_the_table_with_its_headings(
    chromium: Chromium, base: str
) -> None:
    page = chromium.page(390, 844)
    page.go(f"{base}/policy?lang=en")
    page.call("Accessibility.enable")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    seen = [(n.get("role", {}).get("value"), n.get("name", {}).get("value", "")) for n in nodes if not n.get("ignored")]
    assert ("image", "ICE policies and court orders by date Bars on a line of years") in [
        (role, name[:61]) for role, name in seen
    ]
    roles = [role for role, _ in seen]
    assert roles.count("table") == 1 and roles.count("columnheader") == 3 and roles.count("rowheader") > 30
    assert {("combobox", "Kind of case"), ("combobox", "Where it stands")} <= {
        (role, name) for role, name in seen if role == "combobox"
    }


def test_the_page_asks_only_its_own_address_and_leaves_nothing_in_the_browser(chromium: Chromium, base: str) -> None:
    page: Page = chromium.page(390, 844)
    page.call("Network.clearBrowserCookies")
    page.go(f"{base}/policy?on=2022-06-01&c=v")
    ours = (f"{base}/", "data:image/svg+xml")  # the second is the browser's own calendar sign
    assert page.requested() and [url for url in page.requested() if not url.startswith(ours)] == []
    assert page.call("Network.getCookies")["cookies"] == []


def test_on_paper_the_form_is_gone_and_the_law_stays(chromium: Chromium, base: str) -> None:
    page = chromium.page(800, 1100)
    page.go(f"{base}/policy?lang=en")
    page.call("Emulation.setEmulatedMedia", media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.fields')).display") == "none"
    assert page.evaluate("document.querySelector('.timeline').getBoundingClientRect().width") > 300
    assert "11005.4" in page.text()
