"""The page of rules by date: a day, a kind of case and where it stands go in; law with sources and dates comes out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html import unescape

import httpx
import pytest

from bot.channels.web.policy_pages import CATEGORY_LETTERS, SITUATION_LETTERS
from bot.channels.web.policy_words import load_policy_page_words
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.plain_words import load_plain_words
from bot.knowledge.policy_shapes import SITUATIONS
from bot.knowledge.rules import CATEGORIES
from bot.policy.in_force import protections
from bot.policy.table import DAYS
from bot.policy.timeline import timeline
from bot.server import PROJECT
from tests.channels.web.lawful import RECORD, TODAY
from tests.channels.web.scripted import Scripted
from tests.channels.web.seen import Seen
from tests.channels.web.test_words import TELLING

Serve = Callable[..., httpx.Client]
POLICIES = RECORD.policies


def words_of(page: httpx.Response) -> str:
    """What a person reads: the page without its tags, in one line."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", page.text.split("<main", 1)[1])).split())


def asked(client: httpx.Client, day: date | str, category: str = "", situation: str = "", lang: str = "en") -> str:
    return words_of(client.get("/policy", params={"on": str(day), "c": category, "s": situation, "lang": lang}))


# ---- what is asked -------------------------------------------------------------------------------------------------
def test_letters_stand_for_every_category_and_every_situation_and_tell_nothing() -> None:
    assert tuple(CATEGORY_LETTERS.values()) == CATEGORIES
    assert tuple(SITUATION_LETTERS.values()) == SITUATIONS
    assert all(len(letter) == 1 for letter in (*CATEGORY_LETTERS, *SITUATION_LETTERS))


def test_the_form_asks_for_a_day_and_two_picks_and_nothing_about_anybody(client: httpx.Client) -> None:
    page = client.get("/policy?on=2025-06-01&c=v&s=d&lang=es")
    seen = Seen(page)
    assert seen.all("form", method="get", action="/policy")
    fields = {field["name"] for tag in ("input", "select", "textarea") for field in seen.all(tag)}
    assert fields == {"lang", "on", "c", "s"}
    assert seen.all("input", type="date", name="on", value="2025-06-01", autocomplete="off")
    assert [option["value"] for option in seen.all("option") if "selected" in option] == ["v", "d"]
    labels = {label["for"] for label in seen.all("label")}
    assert labels == {"on", "c", "s"}
    assert not TELLING.search(str(page.url))
    for option in seen.all("option"):
        assert not TELLING.search(f"c={option['value']}")


def test_without_a_query_it_is_today_for_everyone(client: httpx.Client) -> None:
    assert f"Rules on {TODAY}" in words_of(client.get("/policy"))


@pytest.mark.parametrize("query", ["on=2025-13-01", "on=20250101", "on=1066-10-14", "on=2025-06-01&c=x", "s=zz",
                                   "on=2025-W01-1", "on=%00", "on=" + "9" * 500])  # fmt: skip
def test_a_query_nobody_can_read_is_told_so_and_answered_with_today(client: httpx.Client, query: str) -> None:
    page = client.get(f"/policy?{query}", headers={"Accept": "text/html"})
    assert page.status_code == 422
    assert "could not read" in words_of(page) and f"Rules on {TODAY}" in words_of(page)
    assert Seen(page).all("p", role="alert")


def test_what_is_asked_survives_a_change_of_language(client: httpx.Client) -> None:
    (link,) = Seen(client.get("/policy?on=2025-06-01&c=v&s=d&lang=en")).all("a", hreflang="es")
    assert link["href"] == "/policy?on=2025-06-01&c=v&s=d&lang=es"
    assert "Reglas al 2025-06-01" in words_of(client.get(link["href"]))


def test_hostile_queries_are_shown_as_words_or_not_at_all(client: httpx.Client) -> None:
    for name in ("on", "c", "s", "lang"):
        page = client.get("/policy", params={name: '"><script>alert(1)</script>'})
        assert "<script>alert" not in page.text
        assert len(Seen(page).all("script")) == 1


def test_it_needs_no_conversation_no_database_and_no_model(client: httpx.Client, talks: Scripted) -> None:
    talks.breaks, talks.down = RuntimeError(), True
    assert client.get("/policy").status_code == 200


def test_without_a_record_there_is_no_such_page(serve: Serve) -> None:
    assert serve(record=None).get("/policy").status_code == 404


def test_nothing_of_it_is_set_or_kept_in_the_browser(client: httpx.Client) -> None:
    page = client.get("/policy?on=2025-06-01")
    assert "set-cookie" not in page.headers and not client.cookies


# ---- what is shown -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_the_page_says_what_the_record_says_with_status_law_source_and_date(
    client: httpx.Client, day: date, lang: Lang
) -> None:
    labels = POLICIES.wording.labels
    for letter, category in CATEGORY_LETTERS.items():
        for other, situation in list(SITUATION_LETTERS.items())[::3]:
            text = asked(client, day, letter, other, lang)
            shown = protections(POLICIES, day, category, situation)
            for told in shown.statements:
                assert " ".join(told.text.in_(lang).split()) in text, told.id
                assert labels.statuses[told.status].in_(lang) in text
                assert all(cite in text for cite in told.cite), told.id
                for source in told.sources:
                    assert (source.document or source.url or "") in text
                    assert source.date == "undated" or source.date in text
                    assert source in RECORD.review.fixed or str(source.verified) in text
            for warning in shown.warnings:
                assert " ".join(warning.in_(lang).split()) in text
            assert (shown.directive.title if shown.directive else labels.no_directive.in_(lang)) in text


def test_a_source_that_can_no_longer_change_is_never_shown_as_checked_later_than_its_day(client: httpx.Client) -> None:
    text = asked(client, TODAY, "t", "p")
    assert "last checked 2026-11-23" not in text
    assert "Public Law 110-457, section 204 (23 December 2008), 122 Stat. 5083" in text


@pytest.mark.parametrize(("day", "told"), [("2022-06-01", True), ("2026-11-22", True), ("2026-11-23", False)])
def test_a_day_in_the_past_is_called_that(client: httpx.Client, day: str, told: bool) -> None:
    assert ("This is a day in the past" in asked(client, day)) is told


@pytest.mark.parametrize(("letter", "limited"), [("t", True), ("u", True), ("v", True), ("s", False), ("c", False)])
def test_only_those_whom_a_report_of_the_order_names_read_that_a_court_limits_the_policy(
    client: httpx.Client, letter: str, limited: bool
) -> None:
    text = asked(client, TODAY, letter)
    assert ("since 2025-01-31 · a court limits it for some people" in text) is limited
    assert ("ICWC" in text.split("Where this comes from")[0].replace("ICWC v. Noem, C.D. Cal.", "")) is limited


# ---- the line of time ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_picture_is_words_with_a_title_and_a_description_and_no_script(client: httpx.Client, lang: Lang) -> None:
    page = client.get(f"/policy?on=2025-06-01&lang={lang}").text
    (found,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    picture = ET.fromstring(found)
    svg = "{http://www.w3.org/2000/svg}"
    assert picture.get("role") == "img"
    named = {
        one.get("id"): one.text for one in (picture.find(f"{svg}title"), picture.find(f"{svg}desc")) if one is not None
    }
    assert picture.get("aria-labelledby", "").split() == list(named) and all(named.values())
    assert {one.tag.removeprefix(svg) for one in picture.iter()} == {
        "svg",
        "title",
        "desc",
        "path",
        "text",
        "rect",
        "circle",
    }
    drawn = [one.text or "" for one in picture.iter(f"{svg}text")]
    assert {"11005.1", "11005.2", "11005.3", "11005.4", "2025-06-01"} <= set(drawn)
    assert not any("style" in one.attrib or any(key.startswith("on") for key in one.attrib) for one in picture.iter())
    colours = {one.get(key) for one in picture.iter() for key in ("fill", "stroke")} - {None}
    assert colours == {"currentColor", "none"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_says_every_day_that_the_picture_draws(client: httpx.Client, lang: Lang) -> None:
    page = client.get(f"/policy?lang={lang}")
    seen = Seen(page)
    rows = timeline(POLICIES).rows
    assert len(seen.all("th", scope="row")) == len(rows)
    assert len(seen.all("th", scope="col")) == 3
    text = words_of(page)
    for row in rows:
        assert str(row.day) in text
        if row.change != "recorded":
            assert all(" ".join(event.title.in_(lang).split()) in text for event in row.events)


@pytest.mark.parametrize("day", ["1990-01-01", "2009-09-24", "2031-12-31", "2032-01-01", "2100-12-31"])
def test_days_far_away_do_not_stretch_the_picture(client: httpx.Client, day: str) -> None:
    page = client.get(f"/policy?on={day}").text
    (found,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    drawn = [float(x) for x in re.findall(r' x="([\d.]+)"', found)]
    assert all(0 <= x <= 360 for x in drawn)
    assert (f">{day}</text>" in found) == ("2006" <= day < "2032")


# ---- its words -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_it_is_plain_and_its_title_tells_nothing(lang: Lang) -> None:
    words, plain = load_policy_page_words(PROJECT), load_plain_words(PROJECT)
    texts = words.in_(lang) | {f"c {k}": v.in_(lang) for k, v in words.categories.items()}
    texts |= {f"s {k}": v.in_(lang) for k, v in words.situations.items()}
    assert {key: found for key, text in texts.items() if (found := plain.faults(text, lang))} == {}
    assert not TELLING.search(words.title.in_(lang))
    assert len(texts) > 30
