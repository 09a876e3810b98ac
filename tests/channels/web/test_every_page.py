"""What holds on every page in every state, in both languages."""

from __future__ import annotations

import re
from itertools import pairwise

import httpx
import pytest

from tests.channels.web.scripted import Scripted
from tests.channels.web.seen import Seen, answer, begin
from tests.channels.web.test_words import TELLING

FOCUSABLE = ("a", "button", "input", "select", "textarea", "summary")


def every_page(client: httpx.Client, talks: Scripted, lang: str) -> dict[str, httpx.Response]:
    """Each page there is, in every state it has, in one language."""
    said = {"Accept-Language": lang, "Accept": "text/html"}
    client.headers.update(said)
    pages = {path: client.get(path) for path in ("/", "/help", "/chat", "/nothing", "/chat/nothing")}
    for query in ("", "?on=2022-06-01&c=v&s=f", "?on=2008-06-01", "?on=2030-01-01&c=s&s=p", "?on=nonsense"):
        pages[f"policy{query}"] = client.get(f"/policy{query}")
    pages["question"] = begin(client, lang)
    pages["refused"] = answer(client, pages["question"], choice="nonsense")
    pages["urgent"] = answer(client, pages["question"], words="danger")
    pages["many"] = answer(client, pages["urgent"], choice="no")
    pages["number"] = answer(client, pages["many"], many=[""])
    pages["last"] = answer(client, pages["number"], number="34")
    pages["result"] = answer(client, pages["last"], choice="yes")
    pages["save"] = client.get("/chat/save")
    pages["code"] = client.post("/chat/save")
    pages["unknown code"] = client.post("/chat/resume", data={"lang": lang, "code": "no such words"})
    pages["delete"] = client.get("/chat/delete")
    pages["too large"] = client.post("/chat", content=b"x" * 20_000)
    pages["foreign"] = client.post("/chat", headers={"Origin": "https://evil.example"})
    talks.down = True
    pages["cannot save"] = client.get("/chat")
    talks.down, talks.breaks = False, RuntimeError()
    pages["broken"] = client.get("/chat")
    talks.breaks = None
    pages["deleted"] = client.post("/chat/delete", data={"lang": lang})
    return pages


@pytest.mark.parametrize("lang", ["en", "es"])
def test_on_every_page_the_way_out_is_first_in_tab_order_and_leads_away_quietly(
    client: httpx.Client, talks: Scripted, lang: str
) -> None:
    for name, page in every_page(client, talks, lang).items():
        seen = Seen(page)
        focusable = [(tag, has) for tag, has in seen.tags if tag in FOCUSABLE]
        assert focusable[0] == (
            "a",
            {"class": "leave", "data-faro-leave": "", "href": "https://www.weather.gov/", "rel": "noreferrer nofollow"},
        ), name
        assert not [has for _, has in seen.tags if int(has.get("tabindex", "0")) > 0 or "autofocus" in has], name


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_page_names_its_language_and_a_title_that_tells_nothing(
    client: httpx.Client, talks: Scripted, lang: str
) -> None:
    for name, page in every_page(client, talks, lang).items():
        assert f'<html lang="{lang}">' in page.text, name
        (title,) = re.findall("<title>(.*?)</title>", page.text)
        assert not TELLING.search(title + str(page.url)), name


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_page_loads_its_own_style_and_script_and_nothing_else(
    client: httpx.Client, talks: Scripted, lang: str
) -> None:
    for name, page in every_page(client, talks, lang).items():
        seen = Seen(page)
        loaded = [
            has.get("href") or has.get("src") for tag, has in seen.tags if tag in ("link", "script", "img", "iframe")
        ]
        own = ["/static/icon.svg", "/static/faro.css", "/static/exit.js"]
        assert loaded == ([*own, "/widget.js"] if name == "/" else own), name
        assert not seen.all("style"), name
        assert not [has for _, has in seen.tags if "style" in has], name


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_page_is_one_main_one_heading_and_no_id_twice(client: httpx.Client, talks: Scripted, lang: str) -> None:
    for name, page in every_page(client, talks, lang).items():
        seen = Seen(page)
        assert (len(seen.all("main")), len(seen.all("h1"))) == (1, 1), name
        ids = [has["id"] for _, has in seen.tags if "id" in has]
        assert len(ids) == len(set(ids)), name
        levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_box_for_words_keeps_them_from_the_browser_s_memory(
    client: httpx.Client, talks: Scripted, lang: str
) -> None:
    boxes = 0
    for name, page in every_page(client, talks, lang).items():
        seen = Seen(page)
        for box in [*seen.all("textarea"), *seen.all("input", type="text")]:
            boxes += 1
            assert {k: box[k] for k in ("autocomplete", "autocorrect", "autocapitalize", "spellcheck")} == {
                "autocomplete": "off", "autocorrect": "off", "autocapitalize": "off", "spellcheck": "false",
            }, name  # fmt: skip
        assert all(form["method"] == "post" or form["action"] == "/policy" for form in seen.all("form")), name
    assert boxes >= 8
