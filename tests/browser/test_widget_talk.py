"""The widget in conversation: told once, focus left alone, large enough, patient offline, covered when idle."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route

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
SMALL = """() => [...document.querySelector("faro-chat").root
    .querySelectorAll("button, a, summary, label.pick, textarea, input[type=text], select")]
  .filter(one => one.checkVisibility() && !one.closest(".unseen"))
  .map(one => [one.textContent.slice(0, 30) || one.className, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44))
  .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""
WIDER = """() => { const root = document.querySelector("faro-chat").root;
  return [".scroller", ".panel"].map(name => root.querySelector(name)).map(it => it.scrollWidth - it.clientWidth); }"""


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
    tab.locator(".inputs").get_by_text("No", exact=True).dblclick(delay=30)
    tab.wait_for_selector(".tick")
    tab.wait_for_timeout(200)
    assert talks.turns[turns:] == [(None, "no")]


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


def test_keeping_for_another_day_is_offered_only_where_the_server_can(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    tab.click(".icon.wide")
    offered = tab.get_by_role("button", name="Keep for another day").count()
    assert offered == httpx.get(f"{host.faro}/widget/words.json").json()["can_save"]


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
