"""Frequent questions as data: those of the 2021 notice and more, plain, tied to what they rest on, else refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.knowledge.catalog import load_knowledge
from bot.knowledge.faq import Entry, Faq, load_faq
from bot.knowledge.helplines import load_contacts, load_parole
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.policies import load_policies
from bot.knowledge.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
FAQ: Faq = load_knowledge().faq
ENTRIES: tuple[Entry, ...] = tuple(FAQ.entries.values())
OF_THE_NOTICE = (
    "notice_replaced", "notice_gives", "notice_differs", "notice_approach", "kinds_of_help", "ice_finds_harm",
    "continued_presence", "removed_with_case", "parole_who_may_ask", "where_to_ask_ice", "vesl",
)  # fmt: skip
UNSURE: dict[Lang, str] = {
    "en": r"not know|not confirm|cannot tell|could not|do not agree|have not read|is said|lawsuit|may not fit|no sign",
    "es": r"no (se )?sab|no está confirmad|no se lo podemos|no podemos|no pudimos|no coinciden|"
    r"no (la |lo )?hemos leído|se dice|demanda|pueden no coincidir|no vimos señal|no hablan",
}


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


# ---- what is there -------------------------------------------------------------------------------------------------
def test_every_question_of_the_notice_says_what_was_said_then_and_what_holds_now() -> None:
    assert [e.id for e in ENTRIES if e.then] == list(OF_THE_NOTICE)


def test_at_least_forty_other_questions_are_answered() -> None:
    assert len(ENTRIES) - len(OF_THE_NOTICE) >= 40


@pytest.mark.parametrize("entry", ENTRIES, ids=[e.id for e in ENTRIES])
def test_an_answer_names_its_sources_unless_it_is_about_this_program(entry: Entry) -> None:
    assert bool(entry.named) is (entry.verified is not None)
    assert all(named.name and named.day for named in entry.named)


def test_an_answer_on_what_a_court_limits_speaks_of_the_court() -> None:
    for entry in ENTRIES:
        if any(s.limited_by and s.limited_by.id == "icwc" for s in entry.statements):
            assert any(s.id.startswith("icwc") for s in entry.statements), entry.id
        if any(s.id.startswith("icwc") for s in entry.statements) and entry.id != "programs_ended":
            assert "court" in entry.answer.en.lower() or "order" in entry.answer.en, entry.id
            assert re.search("corte|orden", entry.answer.es), entry.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_nobody_confirmed_is_said_to_be_not_confirmed(lang: Lang) -> None:
    for entry in ENTRIES:
        if any(s.unconfirmed for s in entry.statements):
            assert re.search(UNSURE[lang], entry.answer.in_(lang), re.IGNORECASE), entry.id


# ---- in which words ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRIES, ids=[e.id for e in ENTRIES])
def test_every_text_is_plain_and_an_answer_is_four_short_sentences_at_most(
    entry: Entry, lang: Lang, plain: PlainWords
) -> None:
    for words in (entry.question, entry.then, entry.answer):
        assert words is None or plain.faults(words.in_(lang), lang) == [], words
    sentences = re.split(r"(?<=[.?!])\s+", entry.answer.in_(lang))
    assert len([s for s in sentences if len(s.split()) > 5]) <= 4  # "No." and "It can happen." are no sentence here


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_notice_said_is_told_in_the_past(lang: Lang) -> None:
    present = {"en": r"\b(will|is|are|applies|provides|allows)\b", "es": r"\b(es|son|está|permite|aplica|hará)\b"}
    for entry in ENTRIES:
        if entry.then:
            assert not re.search(present[lang], entry.then.in_(lang)), entry.id


def test_spanish_opens_each_question_it_closes() -> None:
    for entry in ENTRIES:
        for words in (entry.question, entry.answer):
            assert words.es.count("¿") == words.es.count("?"), entry.id


def test_phone_numbers_are_left_to_the_contacts() -> None:
    for entry in ENTRIES:
        for lang in LANGUAGES:
            assert re.findall(r"\d{3}[-.]\d{3,4}[-.]\d{4}|1-\d{3}", entry.answer.in_(lang)) == [], entry.id


# ---- what is refused -----------------------------------------------------------------------------------------------
def refused(root: Path) -> list[Problem]:
    problems: list[Problem] = []
    policies, helplines, paroles = load_policies(root, []), load_contacts(root, []), load_parole(root, [])
    assert load_faq(root, policies, helplines, paroles, problems) is None
    return problems


NOTICE, ICE, CASES = "faq/10_notice_2021.yml", "faq/20_ice_and_courts.yml", "faq/30_cases.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "line_holds", "message"),
    [
        (
            ICE,
            "[protected_places_ended, worship",
            "[protected_places_endet, worship",
            "endet",
            "no statement is called",
        ),
        (ICE, "    past: [country_freeze]", "    past: [country_frost]", "country_frost", "no statement is called"),
        (ICE, "    past: [country_freeze]", "    past: [t_presence]", "t_presence", "t_presence has not ended"),
        (
            ICE,
            "[protected_places_ended, worship",
            "[country_freeze, worship",
            "country_freeze",
            "country_freeze has ended",
        ),
        (CASES, "parole: [u_cap]", "parole: [u_hat]", "u_hat", "no statement or fee on parole is called 'u_hat'"),
        (NOTICE, "contacts: [vesl]", "contacts: [vesle]", "vesle", "no contact is called 'vesle'"),
        (CASES, "sources: [sij_fee_law,", "sources: [sij_fee_lore,", "sij_fee_lore", "no source is called"),
        (ICE, "- id: police_and_ice", "- id: bond", "- id: bond", "bond: written twice"),
        (ICE, "is there bail in immigration]", "what is 11005.4]", "what is 11005.4", "is asked at two places"),
        (ICE, "- id: bond\n", "- id: bond\n    answers: x\n", "answers: x", "Extra inputs"),
        (NOTICE, "      es: ¿Qué es VESL?\n", "", "question:", "question.es: Field required"),
        (NOTICE, "    contacts: [vesl]\n", "", "- id: vesl", "needs statements, parole, contacts or sources"),
        ("faq.yml", "About: {question}", "About: {quest}", "asked:", "fills in different names"),
        ("faq_words.yml", "told: [ice,", "told: [iceberg,", "", "names what `same` does not have"),
        ("sources_faq.yml", "    confidence: low", "    confidence: certain", "confidence: certain", "Input should be"),
    ],
)
def test_bad_data_is_refused_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, line_holds: str, message: str
) -> None:
    shutil.copytree(ROOT / "data" / "policy", tmp_path / "data" / "policy")
    path = tmp_path / "data" / "policy" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    problems = refused(tmp_path)
    told = [p for p in problems if message in p.message]
    assert told, problems
    assert {p.file for p in told} == {f"data/policy/{file}"}
    assert any(line_holds in text.splitlines()[p.line - 1] for p in told)


@pytest.mark.parametrize("file", ["faq.yml", "faq_words.yml", "sources_faq.yml"])
def test_a_missing_file_is_refused_by_name(tmp_path: Path, file: str) -> None:
    shutil.copytree(ROOT / "data" / "policy", tmp_path / "data" / "policy")
    (tmp_path / "data" / "policy" / file).unlink()
    assert any(p.file == f"data/policy/{file}" and "cannot be read" in p.message for p in refused(tmp_path))


def test_where_the_policies_are_refused_the_questions_add_no_problem_of_their_own() -> None:
    problems: list[Problem] = []
    assert load_faq(ROOT, None, None, None, problems) is None
    assert problems == []
