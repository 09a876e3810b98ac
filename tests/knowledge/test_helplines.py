"""Contacts and parole as data: what is written badly is refused with file and line; every text is plain and kind."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.knowledge.helplines import Helplines, Paroles, load_contacts, load_parole
from bot.knowledge.models import LANGUAGES, Lang, Words
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
TITLES = ("Victims Engagement and Services Line",)
"""Proper names that hold a word Faro does not say of a person."""

Load = Callable[[Path, list[Problem]], Any]


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data" / "policy", tmp_path / "data" / "policy")
    return tmp_path


def loaded() -> tuple[Helplines, Paroles]:
    problems: list[Problem] = []
    helplines, paroles = load_contacts(ROOT, problems), load_parole(ROOT, problems)
    assert helplines is not None and paroles is not None and problems == []
    return helplines, paroles


def every_text(value: object, place: str = "") -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield place, value
    elif isinstance(value, BaseModel):
        named = f"{place}.{getattr(value, 'id', '')}".strip(".")
        for key in type(value).model_fields:
            yield from every_text(getattr(value, key), f"{named}.{key}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from every_text(item, f"{place}.{key}")
    elif isinstance(value, tuple):
        for item in value:
            yield from every_text(item, place)


ALL_TEXTS = [text for book in loaded() for text in every_text(book.file)]


def spoil(home: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` by `new` in a file of `home`; the line it stands on comes back."""
    path = home / "data" / "policy" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(load: Load, home: Path) -> list[str]:
    problems: list[Problem] = []
    assert load(home, problems) is None
    return [str(problem) for problem in sorted(set(problems))]


def test_every_source_is_named_by_something() -> None:
    helplines, paroles = loaded()
    named = {name for contact in helplines.file.contacts for name in contact.sources}
    named |= {name for statement in paroles.file.statements for name in statement.sources}
    named |= {name for fee in paroles.file.fees for amount in fee.amounts for name in amount.sources}
    assert set(helplines.sources) == named


def test_loading_both_is_quick() -> None:
    begun = time.perf_counter()
    loaded()
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    text_word: START", "    sms_word: START", "Extra inputs are not permitted"),
        ("tel: \"+18007997233\"", "tel: \"+18007997234\"", "are not the same number"),
        ("confidence: high", "confidence: certain", "Input should be"),
        ("run_by: government", "run_by: federal", "Input should be"),
        ("last_checked: 2026-09-10", "last_checked: 2026-13-10", "valid date"),
        ("last_checked: 2026-09-21", "last_checked: 2026-09-22", "after `verified_through`"),
        ("[lifeline_988, guia_check]", "[lifeline_989, guia_check]", "no source is called 'lifeline_989'"),
        ("[law_911]", "[]", "at least 1 item"),
        ("- id: suicide", "- id: emergency", "stands here twice"),
        ("url: https://www.thehotline.org", "url: http://www.thehotline.org", "match pattern"),
    ],
)  # fmt: skip
def test_a_bad_contact_is_refused_with_its_line(home: Path, old: str, new: str, said: str) -> None:
    line = spoil(home, "contacts.yml", old, new)
    found = refused(load_contacts, home)
    assert len(found) == 1
    assert said in found[0]
    place = re.match(r"data/policy/contacts\.yml:(\d+):", found[0])
    assert place and int(place[1]) <= line and line - int(place[1]) <= 6, found[0]


def test_a_line_run_by_ice_without_its_caution_is_refused(home: Path) -> None:
    spoil(
        home,
        "contacts.yml",
        "    before_you_call: *before_ice\n    for: [ice]\n    confidence: not_c",
        "    confidence: not_c",
    )
    assert "vesl: a line run by ICE needs `before_you_call`" in refused(load_contacts, home)[0]


def test_a_missing_language_is_refused(home: Path) -> None:
    spoil(home, "contacts.yml", "name: {en: 988 Lifeline, es: Línea 988}", "name: {en: 988 Lifeline}")
    assert "name.es: Field required" in refused(load_contacts, home)[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: regulation", "kind: rumor", "Input should be"),
        ("categories: [u]", "categories: [w]", "Input should be"),
        ("{from: 2026-01-01, usd: 1020", "{from: 2026-11-01, usd: 1020", "the oldest first and no day twice"),
        ("{from: 2025-10-16, usd: 1000", "{usd: 1000", "every amount needs `from`"),
        ("usd: 1050", "usd: about 1050", "valid integer"),
        ("sources: [delcarmen_lara]", "sources: [delcarmen]", "no source is called 'delcarmen'"),
        ("sources: [uscis_alert_fees_2027,", "sources: [no_alert,", "no source is called 'no_alert'"),
        ("- id: u_cap", "- id: u_from_abroad", "stands here twice"),
        ("    from: 2026-08-13\n", "    from: 2026-08-13\n    to: 2026-08-12\n", "before it starts"),
    ],
)
def test_a_bad_word_on_parole_is_refused_with_its_line(home: Path, old: str, new: str, said: str) -> None:
    spoil(home, "parole.yml", old, new)
    found = refused(load_parole, home)
    assert len(found) == 1
    assert re.match(r"data/policy/parole\.yml:\d+: ", found[0])
    assert said in found[0]


def test_everything_wrong_is_listed_at_once(home: Path) -> None:
    spoil(home, "contacts.yml", "run_by: independent", "run_by: friends")
    spoil(home, "contacts.yml", "days_fresh: 30", "days_fresh: 0")
    spoil(home, "sources_help.yml", "confidence: high", "confidence: yes")
    spoil(home, "parole.yml", "kind: statute", "kind: law")
    problems: list[Problem] = []
    assert load_contacts(home, problems) is None and load_parole(home, problems) is None
    files = sorted({(problem.file, problem.line > 0) for problem in problems})
    assert files == [(f"data/policy/{name}.yml", True) for name in ("contacts", "parole", "sources_help")]
    assert len(set(problems)) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_plain(plain: PlainWords, lang: Lang) -> None:
    faults = {}
    for place, words in ALL_TEXTS:
        if not place.endswith((".name", "form_name.text")):
            faults[place] = plain.faults(words.in_(lang), lang)
    assert {place: found for place, found in faults.items() if found} == {}
    assert len(faults) > 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_said_that_is_never_said_but_inside_a_proper_name(plain: PlainWords, lang: Lang) -> None:
    for place, words in ALL_TEXTS:
        text = words.in_(lang)
        for title in TITLES:
            text = text.replace(title, "")
        assert [fault for fault in plain.faults(text, lang) if fault.startswith("says")] == [], place


@pytest.mark.parametrize(
    ("lang", "promise"),
    [
        ("en", r"\bICE (will|can) ?not\b|\byou are protected\b|\byou will (get|be)\b|\bwill be (granted|approved)\b"),
        ("es", r"\bICE no (puede|va a)\b|\busted está protegid|\bse lo van a\b|\bserá (aprobad|concedid)"),
    ],
)
def test_no_text_promises_anything(lang: Lang, promise: str) -> None:
    for place, words in ALL_TEXTS:
        assert not re.search(promise, words.in_(lang), re.IGNORECASE), place
