"""Every phone number and every address anybody is shown belongs to a contact or a source with dates; what nobody
confirmed says so wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.channels.web.render import HERE
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.yaml_source import read_yaml
from bot.policy.contacts import checked, contacts, contacts_json, contacts_text
from bot.policy.parole import parole, parole_json, parole_text
from bot.serve import _hotlines
from bot.wording.helplines import contact_messages
from tests.policy.shelf import ROOT, helplines, paroles

TODAY = date(2026, 11, 23)
PHONE = re.compile(r"(?<![\w.§$/-])\(?\+?(?:1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?![\w-])")
SHORT = re.compile(r"(?<![\w.§$/:-])(?:[2-9]11|988|88788|233733|64673)(?![\w:%-]|\.\d|, \d{4})")
SPELT = re.compile(r"\b1?-?8\d\d-(?=[A-Z0-9-]*[A-Z]{3})[A-Z0-9-]{4,}")
URL = re.compile(r"https?://[^\s\"'>)\]]+")
SITE = re.compile(
    r"(?<![\w@/.-])(?:[\w-]+\.)+(?:gov|org|com|edu|net|us|pe|law)(?:/[\w/.-]*\w)?(?![\w.-]*@)", re.IGNORECASE
)
TAUGHT = {"dialogue", "asked_as"}
"""What people may type is not what they are shown."""
NAMED_TO_WARN = {"myuscis.com"}


def strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in TAUGHT:
                yield from strings(item, f"{place}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, f"{place}.{index}")


@cache
def everything() -> tuple[tuple[str, str], ...]:
    """Every text and value of data/, but for what Rasa is taught."""
    found = []
    for path in sorted((ROOT / "data").rglob("*.yml")):
        if "dialogue" not in path.parts:
            file = read_yaml(path, str(path.relative_to(ROOT)), [])
            assert file is not None, path
            found += list(strings(file.content, file.shown))
    return tuple(found)


def digits(number: str) -> str:
    return re.sub(r"\D", "", number).removeprefix("1") if len(number) > 6 else number


@cache
def numbers_on_record() -> frozenset[str]:
    listed = helplines().file.contacts
    return frozenset(digits(number) for c in listed for number in (c.phone, c.tel, c.tty, c.text_to) if number)


@cache
def sites_on_record() -> frozenset[str]:
    """Hosts of every source with dates and of every contact."""
    urls = [value for place, value in everything() if place.endswith(".url")]
    return frozenset(urlsplit(url).netloc.removeprefix("www.") for url in urls)


def shown_numbers(text: str) -> set[str]:
    return {digits(found) for pattern in (PHONE, SHORT) for found in pattern.findall(text)}


# ---- numbers -------------------------------------------------------------------------------------------------------
def test_the_reading_finds_numbers_however_they_are_written() -> None:
    text = "Call 1-800-799-7233, (800) 799.7234, +18007997235, 8007997236, 988 or 911. See 8 CFR 214.14, 2026-08-26."
    assert shown_numbers(text) == {"8007997233", "8007997234", "8007997235", "8007997236", "988", "911"}
    assert SPELT.findall("1-855-48-VOICE and 866-RAICES-4") == ["1-855-48-VOICE", "866-RAICES-4"]


def test_every_number_in_the_data_belongs_to_a_contact() -> None:
    strange = {
        (place, number)
        for place, text in everything()
        if not place.endswith((".url", ".pattern"))
        for number in shown_numbers(text)
        if number not in numbers_on_record()
    }
    assert strange == set()
    assert [place for place, text in everything() if SPELT.search(text)] == []


def test_every_contact_has_sources_with_dates_and_the_day_and_way_it_was_checked() -> None:
    for contact in helplines().file.contacts:
        assert contact.sources and contact.method.en and contact.method.es
        for name in contact.sources:
            source = helplines().sources[name]
            assert source.date and source.verified and source.confidence
        newest = max(helplines().sources[name].verified for name in contact.sources)
        assert contact.last_checked <= newest or contact.id == "emergency", contact.id


def test_no_page_and_no_program_writes_a_number_of_its_own() -> None:
    static = [path for path in HERE.glob("static/**/*") if path.is_file()]
    paths = [*HERE.glob("templates/*.html"), *static, *(ROOT / "bot").rglob("*.py")]
    assert len(paths) > 60
    written = {
        (path.name, number)
        for path in paths
        for number in {digits(n) for n in PHONE.findall(path.read_text(encoding="utf-8"))}
        if number not in ("0123456789", "2147483647")  # the digits, and the highest layer a browser knows
    }
    assert written == set()


# ---- addresses -----------------------------------------------------------------------------------------------------
def test_every_address_in_the_data_is_the_url_of_a_source_or_a_contact() -> None:
    for place, text in everything():
        for url in URL.findall(text):
            assert place.endswith(".url"), (place, url)


def test_every_source_with_an_address_has_its_own_date_and_the_day_it_was_verified() -> None:
    by_place = dict(everything())
    urls = [place for place in by_place if place.endswith(".url")]
    assert len(urls) > 50
    for place in urls:
        whole = place.removesuffix(".url")
        if "contacts.yml" in place:
            assert by_place[f"{whole}.last_checked"] and by_place[f"{whole}.sources.0"]
        else:
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}|undated", by_place[f"{whole}.date"]), place
            date.fromisoformat(by_place[f"{whole}.verified"])
            assert by_place[f"{whole}.confidence"] in ("high", "medium", "low", "not_confirmed")


def test_every_site_a_text_names_is_one_of_them() -> None:
    texts = [(place, text) for place, text in everything() if place.rsplit(".", 1)[-1] in LANGUAGES]
    named = {
        (place, site)
        for place, text in texts
        for site in SITE.findall(text)
        if site.split("/")[0].lower().removeprefix("www.") not in sites_on_record() | NAMED_TO_WARN
    }
    assert named == set()
    for place, text in texts:
        for site in NAMED_TO_WARN:
            assert site not in text or re.search(r"(is not|no es)", text), place


# ---- where they are shown ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wherever_contacts_are_listed_each_has_its_day_and_how_sure_it_is(lang: Lang) -> None:
    knowledge = load_knowledge()
    labels = helplines().file.labels
    listed = contacts(helplines(), TODAY)
    cards = [m.text for m in contact_messages(knowledge, lang, TODAY, ()) if m.kind == "contact"]
    blocks = contacts_text(listed, lang).split("\n\n")
    assert len(cards) == len(listed.contacts)
    for contact, card in zip(listed.contacts, cards, strict=True):
        day, sure = str(contact.last_checked), labels.confidence[contact.confidence].in_(lang)
        (block,) = [b for b in blocks if b.startswith(f"{contact.name.in_(lang)} (")]
        assert f"{day} · {sure}" in card and f"{day} · {sure}" in block
        assert f"  {labels.source.in_(lang)}: " in block


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_numbers_says_of_each_when_and_how_it_was_checked(lang: Lang) -> None:
    shown = _hotlines(load_knowledge())
    assert len(shown) == 7
    by_phone = {c.phone: c for c in helplines().file.contacts}
    for hotline in shown:
        contact = by_phone[hotline.phone]
        assert hotline.checked == checked(contact, helplines().file.labels)
        assert str(contact.last_checked) in hotline.checked.in_(lang)
        assert contact.method.in_(lang) in hotline.checked.in_(lang)


@pytest.mark.parametrize(("lang", "said"), [("en", "not confirmed"), ("es", "sin confirmar")])
def test_what_is_not_confirmed_says_so_in_lists_and_cards(lang: Lang, said: str) -> None:
    unsure = [c for c in helplines().file.contacts if c.confidence in ("low", "not_confirmed")]
    assert [c.id for c in unsure] == ["vesl"]
    for contact in unsure:
        text = contacts_text(contacts(helplines(), TODAY), lang)
        assert f"{contact.last_checked} · {said}" in text
        cards = [
            m.text for m in contact_messages(load_knowledge(), lang, TODAY, ()) if contact.name.in_(lang) in m.text
        ]
        assert any(f"{contact.last_checked} · {said}" in card for card in cards)
    known = parole(paroles(), TODAY)
    doubtful = [s for s in known.statements if s.unconfirmed]
    assert len(doubtful) >= 5
    text = parole_text(known, lang)
    for statement in doubtful:
        line = " ".join(statement.text.in_(lang).split())
        assert f"{line} [{said}]" in text, statement.id
    by_id = {s["id"]: s for s in parole_json(known)["statements"]}
    assert all(by_id[s.id]["status"] == "unconfirmed" for s in doubtful)


def test_every_amount_of_money_on_parole_has_a_source_with_dates() -> None:
    for day in (date(2024, 1, 1), date(2025, 12, 1), date(2026, 6, 1), TODAY):
        for fee in parole_json(parole(paroles(), day))["fees"]:
            assert fee["sources"] and all(s["date"] and s["verified"] for s in fee["sources"]), fee["id"]


def test_as_json_every_contact_carries_its_sources_in_full() -> None:
    for contact in contacts_json(contacts(helplines(), TODAY))["contacts"]:
        assert contact["last_checked"] and contact["confidence"]
        assert all({"date", "verified", "confidence"} <= set(source) for source in contact["sources"])


def test_the_guide_for_people_who_write_law_names_no_number() -> None:
    for path in (ROOT / "docs").glob("*.md"):
        strange = {n for n in shown_numbers(Path(path).read_text(encoding="utf-8")) if len(n) > 3}
        invented = {n for n in strange if n[3:8] == "55501"}  # kept free for examples; nobody answers there
        assert strange - invented <= numbers_on_record(), path.name
