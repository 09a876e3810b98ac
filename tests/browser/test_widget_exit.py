"""The way out of the widget, on another site's page, in a browser with its back/forward cache on."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from playwright.sync_api import Page, Request, Route

from tests.browser.driven import EXIT, LEFT_TO, back, begin, open_start, say, seen
from tests.browser.hosts import Host

CANARY = "CANARY-1"
STATES = ("closed", "start", "question", "error", "menu", "review", "end")


def token_of(page: Page) -> str:
    return str(page.evaluate("sessionStorage.getItem('faro')"))


def leave(page: Page) -> None:
    page.locator(".panel .leave").click()
    page.wait_for_url(EXIT)


def left_and_back(page: Page, host: Host) -> tuple[str, str]:
    """Where one Back leads after the exit, and all that can be read there."""
    page.goto(f"{host.url}/other")
    begin(page, host.url + "/")
    say(page, CANARY)
    leave(page)
    back(page)
    return page.url, seen(page)


def test_back_never_shows_the_conversation(tab: Page, host: Host) -> None:
    url, text = left_and_back(tab, host)
    assert url == f"{host.url}/other"
    assert CANARY not in text


def test_the_usual_way_to_leave_would_be_one_back_away(tab: Page, host: Host) -> None:
    """The mutation that the test above has to notice."""

    def usual(route: Route) -> None:
        written = httpx.get(route.request.url).text
        assert "location.replace(exit)" in written
        route.fulfill(
            body=written.replace("location.replace(exit)", "location.href = exit"), content_type="text/javascript"
        )

    tab.route("**/widget.js", usual)
    url, _ = left_and_back(tab, host)
    assert url == f"{host.url}/"


def test_all_is_blank_before_the_network_is_touched(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    say(tab, CANARY)
    tab.context.unroute(f"{EXIT}**")
    tab.route(f"{EXIT}**", lambda route: time.sleep(0.0))  # never answered: the network hangs
    in_the_same_task = tab.evaluate(
        "() => { document.querySelector('faro-chat').root.querySelector('.panel .leave').click();"
        " return document.title + '|' + document.documentElement.innerText; }"
    )
    assert in_the_same_task.strip() == "exit.invalid|"


def test_the_exit_ends_the_session_and_keeps_no_token(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    token = token_of(tab)
    call = {"headers": {"Authorization": f"Bearer {token}"}}
    assert httpx.get(f"{host.faro}/api/session", **call).status_code == 200
    leave(tab)
    until = time.monotonic() + 5
    while (status := httpx.get(f"{host.faro}/api/session", **call).status_code) != 401:
        assert time.monotonic() < until, status
        time.sleep(0.05)
    tab.goto(host.url + "/other")
    assert tab.evaluate("[sessionStorage.length, localStorage.length, document.cookie]") == [0, 0, ""]


def test_the_page_left_to_learns_nothing(tab: Page, host: Host) -> None:
    asked: list[Request] = []
    tab.on("request", lambda request: asked.append(request) if request.url.startswith(EXIT) else None)
    begin(tab, host.url + "/")
    leave(tab)
    assert "referer" not in asked[0].all_headers()
    assert tab.evaluate("[window.opener, document.referrer]") == [None, ""]


def test_a_page_left_by_a_link_comes_back_empty_and_is_opened_again_by_hand(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    say(tab, CANARY)
    tab.fill("#words", "half a word")
    tab.evaluate("window.alive = true")
    tab.evaluate("location.href = '/other'")
    tab.wait_for_url("**/other")
    back(tab)
    assert tab.evaluate("window.alive"), "the back/forward cache is off, so this shows nothing"
    text = seen(tab)
    assert CANARY not in text and "half a word" not in text and "Are you in danger" not in text
    tab.get_by_role("button", name="Go on with the questions").click()
    tab.wait_for_selector(".message.question")
    assert "Are you in danger" in seen(tab)


def test_the_conversation_adds_nothing_to_the_history(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    before = tab.evaluate("history.length")
    for turn in range(20):
        say(tab, f"turn {turn}")
    assert (tab.evaluate("history.length"), tab.url, tab.title()) == (before, host.url + "/", "Harbor")
    leave(tab)
    back(tab)
    assert tab.url == "about:blank"


SHIFTS: list[tuple[str, list[str | int], bool]] = [
    ("three times", ["Shift"] * 3, True),
    ("with a letter", ["Shift+A"] * 3, False),
    ("another key between", ["Shift", "Shift", "a", "Shift"], False),
    ("too slowly", ["Shift", "Shift", 6_000, "Shift"], False),
    ("with another modifier", ["hold Control", *["Shift"] * 3], False),
    ("Escape", ["Escape"] * 3, False),
]


def press(page: Page, key: str | int) -> None:
    """One key, one held down, or so many milliseconds without any."""
    if isinstance(key, int):
        page.wait_for_timeout(key)
    elif key.startswith("hold "):
        page.keyboard.down(key.removeprefix("hold "))
    else:
        page.keyboard.press(key)


@pytest.mark.parametrize("focus", ["host", "widget"])
@pytest.mark.parametrize(("keys", "leaves"), [pytest.param(keys, out, id=name) for name, keys, out in SHIFTS])
def test_shift_pressed_three_times_leaves_and_nothing_like_it_does(
    tab: Page, host: Host, keys: list[str | int], leaves: bool, focus: str
) -> None:
    if focus == "host":
        tab.goto(host.url + "/")
        tab.wait_for_selector("faro-chat .open")
        tab.locator("h1").click()
    else:
        begin(tab, host.url + "/")
        tab.focus("#words")
    for key in keys:
        press(tab, key)
    if leaves:
        tab.wait_for_url(EXIT)
        assert LEFT_TO in tab.content()
    else:
        tab.wait_for_timeout(150)
        assert tab.url == host.url + "/"


def test_presses_are_counted_aloud(tab: Page, host: Host) -> None:
    tab.goto(host.url + "/")
    tab.wait_for_selector("faro-chat .open")
    tab.keyboard.press("Shift")
    assert tab.locator("faro-chat [role=status].presses").inner_text() == "Press Shift 2 more to leave."


@pytest.mark.parametrize(("sandbox", "out"), [("none", True), ("without", False), ("with", True)])
def test_in_a_frame_the_content_goes_and_the_whole_page_leaves_where_it_may(
    tab: Page, host: Host, sandbox: str, out: bool
) -> None:
    told: list[str] = []
    tab.on("console", lambda message: told.append(message.text))
    tab.goto(f"{host.url}/frame/{sandbox}")
    frame = next(one for one in tab.frames if one.url.startswith(host.faro))
    frame.click("[data-faro-open]")
    frame.click(".who .pick")
    frame.wait_for_selector(".message.question")
    frame.locator(".panel .leave").click()
    if out:
        tab.wait_for_url(EXIT)
    else:
        tab.wait_for_timeout(3_200)
        assert frame.evaluate("document.documentElement.innerText").strip() == ""
        assert [line for line in told if "allow-top-navigation-by-user-activation" in line and "Faro" in line]


def test_a_site_nobody_named_may_neither_frame_nor_call(tab: Page, host: Host) -> None:
    tab.goto(f"{host.url}/stranger")
    assert all("faro-open" not in frame.content() for frame in tab.frames)
    said = httpx.get(f"{host.faro}/?org=harbor").headers["content-security-policy"]
    assert f"frame-ancestors {host.url}" in said


OVER = """link => {
  const box = link.getBoundingClientRect(), root = link.getRootNode();
  const found = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return found === link && box.width >= 44 && box.height >= 44 && box.left >= 0 && box.right <= innerWidth
    && box.top >= 0 && box.bottom <= innerHeight;
}"""


SCROLL = """part => {
  const long = document.querySelector("faro-chat").root.querySelector(".scroller");
  if (long) long.scrollTop = part * long.scrollHeight;
}"""


def reach(page: Page, state: str, host: Host) -> None:
    """The widget in one of its states, from the beginning."""
    page.goto(host.url + "/other")
    page.evaluate("sessionStorage.clear()")
    if state == "closed":
        page.goto(host.url + "/")
        page.wait_for_selector("faro-chat .open")
        return
    if state == "start":
        open_start(page, host.url + "/")
        return
    begin(page, host.url + "/")
    page.locator(".inputs").get_by_text("No", exact=True).click()
    page.wait_for_selector(".tick")
    if state == "error":
        page.route("**/api/messages", lambda route: route.abort())
        page.click(".done .button")
        page.wait_for_selector(".told button")
    if state in ("menu", "review"):
        page.click(".icon.wide")
    if state == "review":
        page.locator(".entry").nth(2).click()
        page.wait_for_selector(".answer")
    if state == "end":
        page.fill("#words", "delete")
        page.keyboard.press("Enter")
        page.wait_for_selector(".page:not(.talk)")


@pytest.mark.parametrize(("width", "height"), [(320, 480), (360, 640), (1280, 800), (320, 200)])
def test_the_way_out_is_uncovered_in_every_state(tab: Page, host: Host, width: int, height: int) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    for state in STATES:
        reach(tab, state, host)
        link = tab.locator(".bar .leave" if state == "closed" else ".panel .leave")
        for down in (0, 0.5, 1):
            tab.evaluate(SCROLL, down)
            assert link.evaluate(OVER), (state, width, height, down)
        assert link.get_attribute("href") == EXIT and re.search("noreferrer", link.get_attribute("rel") or "")
        tab.unroute("**/api/messages")
