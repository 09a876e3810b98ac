"""The pages of the widget beside its conversation, and the size of what can be pressed on each."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.driven import begin, open_start, pick
from tests.browser.hosts import Host
from tests.channels.web.scripted import Scripted

SMALL = """() => [...document.querySelector("faro-chat").root
    .querySelectorAll("button, a, summary, label.pick, textarea, input[type=text], select")]
  .filter(one => one.checkVisibility() && !one.closest(".unseen"))
  .map(one => [one.textContent.slice(0, 30) || one.className, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44))
  .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""
WIDER = """() => { const root = document.querySelector("faro-chat").root;
  return [".scroller", ".panel"].map(name => root.querySelector(name)).map(it => it.scrollWidth - it.clientWidth); }"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_target_is_large_and_nothing_is_wider_than_the_screen(
    tab: Page, host: Host, width: int, direction: str
) -> None:
    tab.set_viewport_size({"width": width, "height": 640})

    def check(state: str) -> None:
        assert (tab.evaluate(SMALL), state) == ([], state)
        assert (tab.evaluate(WIDER), state) == ([0, 0], state)

    open_start(tab, host.url + "/")
    tab.evaluate("d => { document.querySelector('faro-chat').dir = d; }", direction)
    check("start")
    tab.click(".who .pick")
    tab.wait_for_selector(".message.question")
    check("question")
    pick(tab, "No")
    check("many")
    tab.click(".icon.wide")
    check("menu")
    tab.click(".icon.wide")
    tab.click(".done .button")
    tab.wait_for_selector(".inputs input[inputmode]")
    tab.fill(".inputs input", "34")
    check("number")
    tab.keyboard.press("Enter")
    tab.locator(".inputs").get_by_text("Yes", exact=True).click()
    tab.wait_for_selector(".message.contact")
    check("result")
    tab.click(".icon.wide")
    tab.locator(".entry").nth(2).click()
    tab.wait_for_selector(".answer")
    tab.locator(".answer .control").first.click()
    check("review")


def test_an_answer_is_changed_in_its_place_and_what_it_altered_is_told(tab: Page, host: Host, talks: Scripted) -> None:
    begin(tab, host.url + "/")
    pick(tab, "No")
    tab.click(".icon.wide")
    tab.get_by_role("button", name="See and change my answers").click()
    tab.get_by_role("button", name="Change: Are you in danger right now?").click()
    assert tab.locator(".edit .chosen").inner_text() == "No"
    tab.locator(".edit").get_by_text("Yes", exact=True).click()
    tab.get_by_text("T status: May fit → Looks like a match").wait_for()
    assert tab.locator(".given p").inner_text() == "Yes"
    tab.get_by_role("button", name="Back to the questions").click()
    assert tab.locator(".tick").count() == 5


def test_deleting_asks_first_and_then_nothing_is_left(tab: Page, host: Host, talks: Scripted) -> None:
    begin(tab, host.url + "/")
    token = tab.evaluate("sessionStorage.faro")
    tab.click(".icon.wide")
    tab.get_by_role("button", name="Delete my answers").click()
    assert token in talks.sessions
    tab.get_by_role("button", name="Yes, delete them").click()
    tab.get_by_text("Your answers are gone from Faro.").wait_for()
    assert token not in talks.sessions
    assert tab.evaluate("sessionStorage.length") == 0


def test_without_motion_nothing_moves(browser: Browser, host: Host) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    begin(page, host.url + "/")
    moving = page.evaluate(
        "() => document.getAnimations().length + [...document.querySelector('faro-chat').root.querySelectorAll('*')]"
        ".filter(one => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    assert moving == 0
    context.close()


def to_the_result(page: Page, url: str) -> None:
    begin(page, url)
    pick(page, "No")
    page.locator(".tick").first.click()
    page.click(".done .button")
    page.wait_for_selector(".inputs input[inputmode]")
    page.fill(".inputs input", "34")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pair")
    page.locator(".inputs").get_by_text("Yes", exact=True).click()
    page.wait_for_selector(".message.contact")


@pytest.mark.parametrize("told", [False, True], ids=["without what happened", "with what happened"])
def test_paper_comes_after_a_warning_and_tells_what_happened_only_when_asked(tab: Page, host: Host, told: bool) -> None:
    tab.add_init_script("window.print = () => { window.printed = true; }")
    to_the_result(tab, host.url + "/")
    tab.click(".icon.wide")
    tab.get_by_role("button", name="Print or save").click()
    assert "can be found by others" in tab.locator(".page").inner_text()
    assert tab.evaluate("window.printed") is None
    if told:
        tab.get_by_label("Also print my answers").check()
    tab.get_by_role("button", name="Print", exact=True).click()
    tab.wait_for_function("() => window.printed")
    tab.emulate_media(media="print")
    paper = tab.evaluate("document.documentElement.innerText") + tab.locator(".paper").inner_text()
    assert "National Human Trafficking Hotline" in paper and "Harbor House" not in paper
    assert ("They hurt me or someone I love" in paper) == told
    assert tab.title() == "Harbor"
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.emulate_media(media="screen")
    assert tab.locator("h1").is_visible() and tab.locator(".paper").count() == 0
    assert tab.evaluate("document.querySelector('faro-chat').panel.open")


def test_the_line_of_time_is_a_picture_fetched_when_it_is_opened(tab: Page, host: Host) -> None:
    drawn = httpx.get(f"{host.faro}/policy/line.svg?lang=es")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.text.startswith("<svg") and "<script" not in drawn.text
