"""A whole intake over live conversations, however worked: by keys, by touch, at 400 % zoom, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bot.channels.web.phones import Hotline
from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.models import Words
from bot.server import create_app
from bot.vault.sessions import Vault
from tests.browser.hosts import Listening
from tests.homes import model_home

pytestmark = pytest.mark.slow
HOTLINES = [Hotline(Words(en="Help", es="Ayuda"), "1-800-799-7233", Words(en="x", es="x"))]
WOUNDED: dict[str, Any] = {
    "urgent": [], "past": ["helper"], "age": 37, "in_united_states": "yes", "topics": ["crime"],
    "crimes": ["felonious_assault"], "crime_role": "direct", "crime_in_united_states": "yes",
    "substantial_abuse": "yes",
    "knows_facts": "yes", "crime_reported": "yes", "helped_police": "helped", "certification": "signed_current",
    "months_since_certification": 2,
}  # fmt: skip
ACTIVE = """() => {
  let active = document.activeElement;
  while (active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
  const named = active.closest("label") || active;
  return [active.tagName, named.innerText, active.name || ""];
}"""
IDLE = "() => !document.querySelector('faro-chat').root.querySelector('[aria-busy]')"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    vault = Vault(f"sqlite:///{tmp_path_factory.mktemp('vault') / 'faro.db'}")
    vault.migrate()
    conversations = LiveConversations(load_knowledge(), Engine(model_home(tmp_path_factory), lambda _line: None), vault)
    with Listening() as here:
        app = create_app(conversations, environment="production", public_url=here.url, hotlines=HOTLINES)
        with here.serving(app):
            yield here.url


@pytest.fixture(scope="module")
def playwright(live: str) -> Iterator[Playwright]:
    """Started after the server: Rasa loads its model in a loop of its own, and one thread has room for one."""
    with sync_playwright() as driver:
        yield driver


def wanted(key: str) -> Any:
    return WOUNDED.get(key, "no")


class Session:
    """The session of a browser, asked for beside it: which question is open, and what came of it all."""

    def __init__(self, base: str, token: str) -> None:
        self._client = httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"})

    def open(self) -> dict[str, Any]:
        return dict(self._client.get("/api/session").json())

    def outcome(self) -> dict[str, Any]:
        """The result without its words: outcomes, elements, what is missing, flags."""
        result = self._client.get("/api/session/result").json()
        cards = {
            name: (card["outcome"], card["missing"], [(one["id"], one["status"]) for one in card["elements"]])
            for name, card in result["categories"].items()
        }
        return {"cards": cards, "flags": [(flag["id"], flag["urgency"]) for flag in result["flags"]]}


@pytest.fixture(scope="module")
def expected(live: str) -> dict[str, Any]:
    """What a program gets that gives the same answers."""
    started = httpx.post(f"{live}/api/sessions", json={"lang": "en", "for": "self"}).json()
    session, key = Session(live, started["token"]), started["question"]
    for number in range(60):
        if not key:
            break
        said = {"id": f"m{number}", "choice": wanted(key)}
        headers = {"Authorization": f"Bearer {started['token']}"}
        key = httpx.post(f"{live}/api/messages", json=said, headers=headers).json()["question"]
    outcome = session.outcome()
    assert outcome["cards"]["u"][0] == "likely"
    return outcome


def labels(view: dict[str, Any]) -> tuple[str, list[str]]:
    """How the open question is answered, and what has to be pressed or typed."""
    names = {choice["value"]: choice["label"] for message in view["messages"] for choice in message["choices"]}
    value = wanted(view["question"])
    kind = view["input"]["kind"]
    if kind == "number":
        return kind, [str(value)]
    if kind == "many":
        return kind, [names[one] for one in value] if value else [names["none"]]
    return kind, [names[value]]


def tab_to(page: Page, fits: Any) -> None:
    """On by Tab until what has the focus is it, as somebody without a pointer would."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if fits(*page.evaluate(ACTIVE)):
            return
    raise AssertionError("the keyboard does not reach it")


def by_keyboard(page: Page, kind: str, parts: list[str], done: str) -> None:
    if kind == "number":
        tab_to(page, lambda tag, _text, name: tag == "INPUT" and name == "n")
        page.keyboard.type(parts[0])
        page.keyboard.press("Enter")
        return
    ticks = kind == "many" and page.locator(".tick").get_by_text(parts[0], exact=True).count()
    for part in parts:
        tab_to(page, lambda _tag, text, _name, part=part: text.strip() == part)
        page.keyboard.press("Space" if ticks else "Enter")
    if ticks:
        tab_to(page, lambda _tag, text, _name: text == done)
        page.keyboard.press("Enter")


def by_touch(page: Page, kind: str, parts: list[str], done: str) -> None:
    page.wait_for_timeout(600)  # no person reads faster, and two taps in one place at once count as a double one
    if kind == "number":
        page.locator(".inputs input").tap()
        page.keyboard.type(parts[0])
        page.locator(".inputs form button").tap()
        return
    for part in parts:
        page.locator(".inputs").get_by_text(part, exact=True).tap()
    if kind == "many" and page.locator(".ticked").count():
        page.locator(".done button").tap()


MODES: dict[str, tuple[dict[str, Any], Any]] = {
    "keyboard": ({"viewport": {"width": 1280, "height": 800}}, by_keyboard),
    "touch at 320 px": ({"viewport": {"width": 320, "height": 568}, "has_touch": True}, by_touch),
    "zoom of 400 %": (
        {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4, "has_touch": True},
        by_touch,
    ),
}


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("mode", MODES)
def test_the_widget_reaches_the_result_of_a_program(
    browser: Browser, live: str, expected: dict[str, Any], mode: str, lang: str
) -> None:
    settings, act = MODES[mode]
    context = browser.new_context(**settings)
    page = context.new_page()
    page.goto(f"{live}/?lang={lang}")
    me, done = ("Me", "Done") if lang == "en" else ("De mí", "Listo")
    if act is by_keyboard:
        start = page.locator("[data-faro-open]").inner_text()
        tab_to(page, lambda _tag, text, _name: text == start)
        page.keyboard.press("Enter")
        page.wait_for_selector(".who .pick")
        tab_to(page, lambda _tag, text, _name: text == me)
        page.keyboard.press("Enter")
    else:
        page.locator("[data-faro-open]").tap()
        page.get_by_role("button", name=me, exact=True).tap()
    page.wait_for_selector(".message.question")
    session = Session(live, page.evaluate("sessionStorage.faro"))
    for _ in range(60):
        view = session.open()
        if not view["question"]:
            break
        kind, parts = labels(view)
        with page.expect_response("**/api/messages"):
            act(page, kind, parts, done)
        page.wait_for_function(IDLE)
    page.wait_for_selector(".message.result .more")
    assert session.outcome() == expected
    assert page.locator(".panel .leave").is_visible()
    context.close()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_pages_without_javascript_reach_it_too(
    browser: Browser, live: str, expected: dict[str, Any], lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 568})
    page = context.new_page()
    page.goto(f"{live}/?lang={lang}")
    page.click("main a.button")
    page.click("button[value=self]")
    session = Session(live, next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "s"))
    for _ in range(60):
        view = session.open()
        if not (key := view["question"]):
            break
        value, kind = wanted(key), view["input"]["kind"]
        if kind == "number":
            page.fill("input[name=number]", str(value))
            page.click(".question .button")
        elif kind == "many":
            for one in value:
                page.check(f"input[value={one}]")
            page.click(".question .button")
        else:
            page.click(f".question button[value={value}]")
    assert session.outcome() == expected
    assert page.locator(".message.result").count() > 0 and page.locator("a[href^='tel:']").count() > 0
    context.close()
