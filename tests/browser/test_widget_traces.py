"""What the widget leaves behind, asks for and weighs: nothing, its own server only, little."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Playwright, Response

from bot.channels.web.widget import SCRIPTS
from tests.browser.driven import EXIT, begin, launch_with, open_start, quiet_exit, say
from tests.browser.hosts import Host

CANARY = "canary-word-4711"
STORES = """async () => [
  localStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length,
  navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0, Object.keys(sessionStorage),
]"""


def test_nothing_is_stored_but_one_token_of_the_tab(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    for turn in range(20):
        say(tab, f"{CANARY} {turn}")
    assert tab.evaluate(STORES) == [0, "", 0, 0, 0, ["faro"]]
    state = tab.context.storage_state()
    assert (state["cookies"], state["origins"]) == ([], [])
    assert len(tab.evaluate("sessionStorage.faro")) == 43


@pytest.mark.parametrize("way", ["exit", "link"])
def test_no_word_is_on_the_disk_after_the_browser_closed(
    playwright: Playwright, host: Host, tmp_path: Path, way: str
) -> None:
    context = launch_with(playwright, tmp_path)
    page = quiet_exit(context).new_page()
    begin(page, host.url + "/")
    say(page, CANARY)
    page.fill("#words", f"half {CANARY}")
    if way == "exit":
        page.locator(".panel .leave").click()
        page.wait_for_url(EXIT)
    else:
        page.evaluate("location.href = '/other'")
        page.wait_for_url("**/other")
    page.wait_for_timeout(300)
    context.close()
    assert holding(tmp_path, "127.0.0.1"), "the profile was not searched where a browser writes"
    assert holding(tmp_path, CANARY) == []


def holding(folder: Path, word: str) -> list[str]:
    """The files under `folder` that hold `word` as a browser writes text: in one byte a letter, or in two."""
    written = (word.encode(), word.encode("utf-16-le"))
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [path.name for path in files if any(one in path.read_bytes() for one in written)]


def test_a_whole_journey_asks_its_own_server_only(tab: Page, host: Host) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    begin(tab, host.url + "/")
    say(tab, "danger")
    tab.locator(".inputs button").first.click()
    tab.click(".icon.wide")
    tab.locator(".entry").nth(2).click()
    tab.wait_for_timeout(300)
    own = (host.url, host.faro)
    assert len(asked) > 8
    assert [url for url in asked if not url.startswith(own)] == []


def weighed(responses: list[Response]) -> dict[str, int]:
    """Bytes by path as they travel behind a proxy that compresses, which every deployment has."""
    return {
        response.url.split("/", 3)[3].partition("?")[0]: len(gzip.compress(response.body(), 9))
        for response in responses
    }


def test_it_weighs_little_and_asks_seldom_until_the_first_question(tab: Page, host: Host) -> None:
    came: list[Response] = []
    tab.on("response", lambda response: came.append(response) if response.url.startswith(host.faro) else None)
    begin(tab, host.url + "/")
    bytes_by_path = weighed([one for one in came if one.request.method != "OPTIONS"])
    print(bytes_by_path, "preflights:", sum(one.request.method == "OPTIONS" for one in came))
    assert set(bytes_by_path) == {
        "widget.js",
        "widget/style.css",
        "widget/chat.js",
        "widget/words.json",
        "api/sessions",
    }
    assert len(came) <= 6
    assert bytes_by_path["widget.js"] <= 5_000
    assert sum(bytes_by_path[path] for path in ("widget.js", "widget/chat.js", "widget/style.css")) <= 30_000
    assert sum(bytes_by_path.values()) <= 60_000


def test_a_page_with_the_widget_closed_loads_the_loader_and_its_style_only(tab: Page, host: Host) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(host.faro)))
    tab.goto(host.url + "/")
    tab.wait_for_selector("faro-chat .open")
    tab.wait_for_timeout(200)
    assert [path for path in asked if path.startswith("/")] == ["/widget.js", "/widget/style.css"]


def test_every_field_for_words_is_kept_from_the_browser_s_memory(tab: Page, host: Host) -> None:
    begin(tab, host.url + "/")
    tab.locator(".inputs button").nth(1).click()
    tab.locator(".inputs > .done button").click()
    tab.wait_for_selector(".inputs input[inputmode=numeric]")
    fields = tab.locator("faro-chat textarea, faro-chat input[type=text]")
    assert fields.count() == 2
    for field in fields.all():
        quiet = {
            name: field.get_attribute(name) for name in ("autocomplete", "autocorrect", "autocapitalize", "spellcheck")
        }
        assert quiet == {"autocomplete": "off", "autocorrect": "off", "autocapitalize": "off", "spellcheck": "false"}
        assert len(field.get_attribute("name") or "") == 1


def test_what_is_written_is_never_read_as_markup(tab: Page, host: Host) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    begin(tab, host.url + "/")
    for text in (
        "<img src=//evil.example/x onerror=alert(1)>",
        "<script>alert(2)</script>",
        "{{7*7}} javascript:alert(3)",
    ):
        say(tab, text)
        assert text in (tab.locator(".log").text_content() or "")
    assert tab.locator("faro-chat .log img, faro-chat .log script").count() == 0
    assert not [url for url in asked if "evil" in url or "dialog" in url]


FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage", "http:",
    "postMessage", "indexedDB", "Notification", "new Audio", "setAppBadge", "mailto:", "pushState", "location.href",
)  # fmt: skip
LATER_THAN_2018 = ("?.", "??", "||=", "&&=", "#private", "static {", ".at(", "(?<=", "(?<!")


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.name)
def test_no_script_can_write_markup_store_notify_or_ask_for_a_newer_browser(script: Path) -> None:
    written = script.read_text()
    assert [word for word in (*FORBIDDEN, *LATER_THAN_2018) if word in written] == []


def test_titles_and_addresses_tell_nothing(tab: Page, host: Host) -> None:
    from tests.channels.web.test_words import TELLING

    seen: list[str] = []
    tab.on("request", lambda request: seen.append(request.url.removeprefix(host.faro)))
    open_start(tab, f"{host.faro}/?lang=es")
    seen += [tab.title(), tab.locator("faro-chat #title").inner_text()]
    assert len(seen) > 6
    assert [one for one in seen if TELLING.search(one)] == []
    assert httpx.get(host.faro + "/").text.count("<meta property=") == 0
