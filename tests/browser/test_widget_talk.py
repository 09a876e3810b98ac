"""The widget in conversation: told once, focus left alone, large enough, patient offline, covered when idle."""

from __future__ import annotations

import httpx
from playwright.sync_api import Page, Route

from tests.browser.driven import begin, open_start, pick, say, seen
from tests.browser.hosts import Host
from tests.channels.web.scripted import Scripted

TOLD_FIRST = (
    "a program, not a person and not a lawyer", "Harbor House runs this", "does not clear your history", "Shift",
    "use one that no one checks",
)  # fmt: skip
WATCH = """() => {
  const log = document.querySelector("faro-chat").root.querySelector(".log");
  window.added = [];
  new MutationObserver(all => all.forEach(one => window.added.push(...[...one.addedNodes].map(node => node.className))))
    .observe(log, {childList: true});
  return [...["role", "aria-live", "aria-label"].map(name => log.getAttribute(name)), log.childElementCount > 0];
}"""


def test_a_message_is_one_node_of_a_log_that_was_there_before_it(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    assert tab.evaluate(WATCH) == ["log", "polite", "What Faro says", True]
    say(tab, "hello")
    assert tab.evaluate("window.added") == ["message mine", "message text", "message question"]
    first = tab.locator(".log .message.text").last.locator("> *").first
    assert first.text_content() == "Faro says:"


def test_danger_is_told_as_an_alert_beside_its_answers(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    assert tab.locator("faro-chat [role=alert].urgent").count() == 1
    say(tab, "danger")
    assert "Call 911" in (tab.locator("[role=alert].urgent").text_content() or "")
    assert tab.locator("[role=alert].urgent a[href='tel:911']").count() == 1
    pick(tab, "No")
    assert tab.locator("[role=alert].urgent").text_content() == ""


def test_somebody_who_writes_goes_on_writing_while_a_message_comes(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    tab.route("**/api/messages", lambda route: (tab.focus("#words"), tab.keyboard.type("as I was"), route.continue_()))
    pick(tab, "No")
    assert tab.evaluate("document.querySelector('faro-chat').root.activeElement.id") == "words"
    assert tab.input_value("#words") == "as I was"


def test_focus_of_a_button_that_is_gone_goes_to_the_answers_in_its_place(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    tab.locator(".inputs button").nth(1).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".tick")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('faro-chat').root.activeElement.type") == "checkbox"


def test_opening_moves_focus_to_the_heading_and_closing_gives_it_back(tab: Page, host: Host) -> None:
    open_start(tab, host.url + "/")
    assert tab.evaluate("document.querySelector('faro-chat').root.activeElement.className") == "heading"
    tab.keyboard.press("Escape")
    tab.wait_for_selector("faro-chat .open:focus")
    tab.keyboard.press("Enter")
    assert tab.locator(".who").is_visible()


def test_a_message_that_did_not_arrive_is_kept_said_so_and_sent_once(tab: Page, host: Host, talks: Scripted) -> None:
    begin(tab, host.url + "/")
    sent: list[str] = []

    def lose_the_answer(route: Route) -> None:
        sent.append(str(route.request.post_data_json["id"]))
        if len(sent) == 1:
            route.fetch()  # it reached the server, and the way back broke
            route.abort()
        else:
            route.continue_()

    turns = len(talks.turns)
    tab.route("**/api/messages", lose_the_answer)
    tab.fill("#words", "a long story")
    tab.keyboard.press("Enter")
    tab.get_by_text("Not sent yet. Your answer is still here.").wait_for()
    assert tab.input_value("#words") == "a long story"
    tab.get_by_role("button", name="Try again").click()
    tab.get_by_text("You wrote: a long story").wait_for()
    assert tab.locator(".message.mine").count() == 1
    assert sent[0] == sent[1]
    assert [turn for turn in talks.turns[turns:] if turn[0] == "a long story"] == [("a long story", None)]


def test_offline_before_the_first_question_there_are_numbers_to_call(tab: Page, host: Host) -> None:
    tab.goto(host.url + "/")
    tab.wait_for_selector("faro-chat .open")
    tab.context.set_offline(True)
    tab.click("faro-chat .open")
    tab.locator("[role=alert]").get_by_text("did not load").wait_for()
    assert tab.locator(".panel a[href='tel:911']").count() == 1
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Try again").click()
    tab.wait_for_selector(".who")


def test_a_double_press_answers_one_question_only(tab: Page, host: Host, talks: Scripted) -> None:
    begin(tab, host.url + "/")
    turns = len(talks.turns)
    for press in (2, 1):  # the second press of a double one, then a real one
        tab.locator(".inputs").get_by_text("No", exact=True).dispatch_event("click", {"detail": press})
        tab.wait_for_timeout(200)
        assert talks.turns[turns:] == ([] if press == 2 else [(None, "no")])


def test_a_page_loaded_again_goes_on_from_the_server(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    pick(tab, "No")
    tab.reload()
    tab.get_by_role("button", name="Go on with the questions").click()
    tab.wait_for_selector(".tick")
    assert "Did any of these happen?" in seen(tab)


def test_a_session_that_is_gone_starts_again_and_says_so(tab: Page, host: Host, talks: Scripted) -> None:
    begin(tab, host.url + "/")
    talks.sessions.clear()
    tab.locator(".inputs button").first.click()
    tab.get_by_text("Your earlier answers are no longer here.").wait_for()
    assert tab.evaluate("sessionStorage.length") == 0


def test_left_alone_it_is_covered_and_then_ended(tab: Page, host: Host) -> None:
    tab.clock.install()
    begin(tab, host.url + "/")
    token = tab.evaluate("sessionStorage.faro")
    tab.clock.fast_forward("04:59")
    assert "Are you in danger" in seen(tab)
    tab.clock.fast_forward("00:02")
    assert "Are you in danger" not in seen(tab)
    assert "In 10 more minutes your answers are deleted." in seen(tab)
    tab.get_by_role("button", name="Show it again").click()
    assert "Are you in danger" in seen(tab)
    tab.clock.fast_forward("15:01")
    tab.get_by_text("so your answers were deleted").wait_for()
    assert "Are you in danger" not in seen(tab)
    tab.wait_for_timeout(300)
    assert httpx.get(f"{host.faro}/api/session", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_what_the_way_out_cannot_do_is_told_before_the_first_question_in_both_languages(tab: Page, host: Host) -> None:
    open_start(tab, host.url + "/")
    start = tab.locator(".start").inner_text()
    assert all(said in start for said in TOLD_FIRST)
    tab.get_by_role("button", name="Español").click()
    tab.get_by_text("No borra su historial").wait_for()
    assert tab.locator(".panel").get_attribute("lang") == "es"
    tab.click(".who .pick")
    tab.wait_for_selector(".message.question")
    log = tab.locator(".log > *")
    assert "Soy un programa" in log.first.inner_text()
    assert "¿Está en peligro" in log.last.inner_text()


def test_what_was_saved_opens_again_by_its_words(tab: Page, host: Host, talks: Scripted) -> None:
    begin(tab, host.url + "/")
    pick(tab, "No")
    tab.click(".icon.wide")
    tab.locator(".entry", has_text="Keep for another day").click()
    assert not talks.codes  # nothing is saved before it was said what that means
    tab.get_by_text("Yes, give me a code").click()
    code = tab.text_content(".code") or ""
    assert code in talks.codes
    tab.evaluate("sessionStorage.clear()")
    open_start(tab, host.url + "/")
    tab.fill("#code", "no such words")
    tab.keyboard.press("Enter")
    tab.get_by_text("I do not know that code").wait_for()
    tab.fill("#code", code)
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".message.question")
    assert tab.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length") == 1
