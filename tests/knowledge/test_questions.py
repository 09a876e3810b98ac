"""The questions as written in `data/questions`: all the contract asks for, gently ordered, in plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from bot.knowledge.loading import load_folder
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.problems import Problem
from bot.knowledge.questions import UNSURE, Module, Question

ROOT = Path(__file__).resolve().parents[2]

# The answers of the contract, as its table gives them. No values: yes and no. `18..21`: whole numbers. `[...]`: a list.
CONTRACT = (Path(__file__).parent / "contract_answers.txt").read_text(encoding="utf-8")

# What the law of the red flags needs and the contract does not name.
RED_FLAGS = (
    "travel_plans",
    "false_papers_or_citizen_claim",
    "armed_group",
    "entered_this_year_and_afraid",
    "unlicensed_helper",
    "plans_to_marry",
    "listed_country",
    "prior_denial",
    "dependent_visa_of_abuser",
    "abuser_cuba_haiti_nicaragua",
)
CLOCKS = ("months_since_certification", "months_since_entry")
A_CHILD = re.compile(r"\b(child(?! safety)|children|kids?|son or daughter|under 1[68]|young)\b", re.IGNORECASE)
WHO_THEY_ARE = re.compile(
    r"\b(your name|the person's name|address|phone number|e-?mail address|day of birth|born|birthday|A-number|"
    r"passport number|nationality|which country)\b",
    re.IGNORECASE,
)
SEXUAL_CRIMES = {
    "trafficking",
    "sexual_exploitation",
    "sexual_assault",
    "abusive_sexual_contact",
    "prostitution",
    "incest",
    "rape",
    "female_genital_mutilation",
}


def contract() -> dict[str, tuple[str, frozenset[str]]]:
    """For each answer its kind and its values; a number's values are its two bounds."""
    rows = (line.partition(": ") for line in CONTRACT.strip().splitlines())
    return {key: _kind_and_values(values) for key, _, values in rows}


def _kind_and_values(text: str) -> tuple[str, frozenset[str]]:
    if not text:
        return "yes_no", frozenset(("yes", "no"))
    if ".." in text:
        return "number", frozenset(text.split(".."))
    return ("many" if text.startswith("[") else "choice"), frozenset(text.strip("[]").split(" | "))


def asked_as(question: Question) -> tuple[str, frozenset[str]]:
    if question.range:
        return question.kind, frozenset((str(question.range.low), str(question.range.high)))
    return question.kind, frozenset(question.values)


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    problems: list[Problem] = []
    loaded = [module for module, _ in load_folder(Module, ROOT / "data" / "questions", ROOT, problems)]
    assert problems == []
    return sorted(loaded, key=lambda module: module.order)


@pytest.fixture(scope="module")
def questions(modules: list[Module]) -> list[Question]:
    return [question for module in modules for question in module.questions]


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


def sentences(modules: list[Module], lang: Lang) -> Iterator[tuple[str, str]]:
    """Every sentence of every question, with the place it stands in."""
    for module in modules:
        if module.note:
            yield f"{module.module}.note", module.note.in_(lang)
        for question in module.questions:
            for place in ("ask", "ask_other", "why", "help"):
                if words := getattr(question, place):
                    yield f"{question.key}.{place}", words.in_(lang)


def labels(modules: list[Module], lang: Lang) -> Iterator[tuple[str, str]]:
    for module in modules:
        yield f"{module.module}.title", module.title.in_(lang)
        for question in module.questions:
            yield from ((f"{question.key}.{choice.value}", choice.label.in_(lang)) for choice in question.choices)


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_every_answer_of_the_contract_is_asked_exactly_once(questions: list[Question]) -> None:
    times = Counter(question.key for question in questions)
    assert {key: times[key] for key in contract()} == dict.fromkeys(contract(), 1)


def test_every_question_takes_exactly_the_values_of_the_contract(questions: list[Question]) -> None:
    asked = {question.key: asked_as(question) for question in questions if question.key in contract()}
    assert asked == contract()


def test_the_list_of_crimes_is_the_statutes_28_and_similar_ones() -> None:
    assert len(contract()["crimes"][1]) == 28 + 1


def test_answers_beyond_the_contract_are_the_red_flags_and_nothing_else(questions: list[Question]) -> None:
    beyond = [q for q in questions if q.key not in contract() and not q.setting]
    assert {q.key for q in beyond} == {*RED_FLAGS, *CLOCKS}
    assert {q.kind for q in beyond if q.key not in CLOCKS} == {"yes_no"}


def test_no_answer_of_the_contract_is_taken_for_a_setting(questions: list[Question]) -> None:
    assert [question.key for question in questions if question.setting and question.key in contract()] == []


def test_not_sure_and_prefer_not_are_never_written_as_choices(questions: list[Question]) -> None:
    assert [q.key for q in questions if set(q.values) & set(UNSURE)] == []


def test_a_list_never_offers_none_since_an_empty_list_says_it(questions: list[Question]) -> None:
    assert [q.key for q in questions if q.kind == "many" and "none" in q.values] == []


# --- in which order ---------------------------------------------------------------------------------------------------


def test_safety_comes_before_facts_and_the_past_comes_last(modules: list[Module]) -> None:
    order = [m.module for m in modules if m.module != "more"]
    assert order == ["opening", "safety", "basics", "family", "work", "crime", "child", "history"]


def test_no_two_modules_claim_the_same_place(modules: list[Module]) -> None:
    assert len({module.order for module in modules}) == len(modules)


def test_a_part_about_harm_is_opened_by_a_pick_and_by_nothing_else(modules: list[Module]) -> None:
    closed = {module.module for module in modules if module.asked == "when_opened"}
    opened = {name for m in modules for q in m.questions for choice in q.choices for name in choice.opens}
    assert closed == {"family", "work", "child"} < opened


def test_every_topic_leads_to_the_list_of_crimes(questions: list[Question]) -> None:
    topics = next(question for question in questions if question.key == "topics")
    assert {choice.value for choice in topics.choices} == {"family", "work", "sex", "crime", "saw", "parent", "other"}
    assert [choice.value for choice in topics.choices if "crime" not in choice.opens] == []


def test_sexual_crimes_stand_at_the_end_of_the_list(questions: list[Question]) -> None:
    crimes = next(question for question in questions if question.key == "crimes")
    named = [value for value in crimes.values if value != "other_similar"]
    assert set(named[-len(SEXUAL_CRIMES) :]) == SEXUAL_CRIMES
    assert named[0] == "domestic_violence"


def test_months_are_asked_at_the_end_of_their_module(modules: list[Module]) -> None:
    family = next(module for module in modules if module.module == "family")
    assert all(question.key.startswith("months_since_") for question in family.questions[-3:])


def test_a_part_with_sensitive_questions_says_so_first(modules: list[Module]) -> None:
    assert [m.module for m in modules if m.note is None and any(q.sensitive for q in m.questions)] == []


def words_of(question: Question) -> str:
    said = [question.ask, question.ask_other, *(choice.label for choice in question.choices)]
    return " ".join(words.en for words in (*said, *([question.help] if question.help else [])))


def test_a_question_that_names_a_child_is_marked_so_that_who_must_report_is_said_first(
    questions: list[Question],
) -> None:
    named = {question.key for question in questions if A_CHILD.search(words_of(question))}
    assert {"battery_or_cruelty", "crimes", "juvenile_court_order"} <= {q.key for q in questions if q.about_child}
    assert named - {question.key for question in questions if question.about_child} == set()


def test_nobody_is_asked_who_they_are(questions: list[Question]) -> None:
    assert [question.key for question in questions if WHO_THEY_ARE.search(words_of(question))] == []


# --- in which words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_a_question_is_plain(modules: list[Module], plain: PlainWords, lang: Lang) -> None:
    faults = {place: found for place, text in sentences(modules, lang) if (found := plain.faults(text, lang))}
    assert faults == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_is_plain_and_fits_a_button(modules: list[Module], plain: PlainWords, lang: Lang) -> None:
    faults = {place: found for place, text in labels(modules, lang) if (found := plain.label_faults(text, lang))}
    assert faults == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_half_of_the_sentences_read_much_easier_still(modules: list[Module], plain: PlainWords, lang: Lang) -> None:
    readings = [plain.reading(text, lang) for _, text in sentences(modules, lang) if plain.is_scored(text, lang)]
    if lang == "en":
        assert median(reading.flesch_kincaid for reading in readings) <= plain.limits.median_grade_en
    else:
        assert median(reading.fernandez_huerta for reading in readings) >= plain.limits.median_ease_es


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_question_is_asked_at_a_time(questions: list[Question], lang: Lang) -> None:
    asked = {q.key: (q.ask.in_(lang), q.ask_other.in_(lang)) for q in questions}
    assert {key: texts for key, texts in asked.items() if any(text.count("?") > 1 for text in texts)} == {}


def test_two_choices_of_one_question_never_read_the_same(questions: list[Question]) -> None:
    for question in questions:
        for lang in LANGUAGES:
            shown = [choice.label.in_(lang) for choice in question.choices]
            assert len(set(shown)) == len(shown), question.key


def test_spanish_opens_each_question_it_closes(modules: list[Module]) -> None:
    texts = [*sentences(modules, "es"), *labels(modules, "es")]
    assert [place for place, text in texts if text.count("¿") != text.count("?")] == []


def test_spanish_names_both_genders_in_words_and_never_by_signs(modules: list[Module]) -> None:
    texts = [*sentences(modules, "es"), *labels(modules, "es")]
    signs = ("(a)", "(o)", "o/a", "a/o", "@", "os/as")
    assert [place for place, text in texts if any(sign in text for sign in signs)] == []


def test_a_helper_is_never_asked_as_if_it_had_happened_to_them(questions: list[Question]) -> None:
    about_self = [q for q in questions if q.ask.en != q.ask_other.en and not q.setting]
    assert [q.key for q in about_self if " you " in q.ask_other.en] == []
    assert [q.key for q in about_self if " usted" in q.ask_other.es] == []
