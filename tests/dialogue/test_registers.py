"""One result in two registers: plain for the person, by element and law for an advocate; kept transcripts of both.

The transcripts hold a conversation with unsure, declined and contradictory answers, said the same way by a person and
by somebody who helps (`tests/dialogue/kept.py`).
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.knowledge.catalog import load_knowledge
from bot.knowledge.models import LANGUAGES
from bot.knowledge.rules import CATEGORIES
from bot.screening.answers import read_answers
from bot.screening.screening import screen
from bot.wording.explaining import law_changes, why_messages
from bot.wording.law import law_messages
from bot.wording.results import result_messages
from tests.dialogue.kept import DAY, as_kept

KNOWLEDGE = load_knowledge()
QUESTIONS = KNOWLEDGE.screens.interview.questions
WORKER: dict[str, Any] = {
    "age": 17,
    "in_united_states": "yes",
    "trafficking_kind": "labor",
    "trafficking_means": ["debt", "lied"],
    "trafficking_could_not_leave": "yes",
    "trafficking_under_18": "yes",
    "here_because_of_trafficking": "not_sure",
    "left_after_trafficking": "no",
    "hardship_if_removed": "prefer_not",
    "accused_of_trafficking": "no",
    "criminal_history": "none",
}


def told(register: str, answers: dict[str, Any], lang: Any = "en") -> str:
    taken = read_answers(answers, QUESTIONS)
    screening = screen(KNOWLEDGE.rulebook, KNOWLEDGE.screens.interview.order, taken, DAY)
    if register == "law":
        said = law_messages(screening, taken, KNOWLEDGE, lang)
    else:
        said = result_messages(screening, taken, KNOWLEDGE, lang)
    return "\n".join(message.text for message in said)


# --- the advocate's register ------------------------------------------------------------------------------------------


def test_an_element_is_told_with_id_status_answers_by_label_and_law() -> None:
    (line,) = [line for line in told("law", WORKER).splitlines() if line.startswith("• T-1 ")]
    assert line == (
        "• T-1 force, lies or threats · Fits"
        " · Did someone make the person do any of these, or try to? – Work"
        " · What did they use to make the person do it, or to keep them there? – Lies about the job, A debt to pay off"
        " · Did the person feel there was no safe way to say no or leave? – Yes"
        " · Was the person under 18 when some of it happened? – Yes"
        " · INA 101(a)(15)(T)(i)(I); 22 USC 7102(11)-(12); 8 CFR 214.202(a); 8 CFR 214.206(a)"
    )


def test_an_exception_is_named_with_its_own_law() -> None:
    (line,) = [line for line in told("law", WORKER).splitlines() if line.startswith("• T-3 ")]
    assert "Not needed here: T-3a" in line and "8 CFR 214.208(e)(2)" in line


def test_declined_and_unsure_answers_are_told_as_such_and_stay_open() -> None:
    lines = {line.split(" ")[1]: line for line in told("law", WORKER).splitlines() if line.startswith("• ")}
    assert "Still open" in lines["T-2"] and "– Not sure" in lines["T-2"]
    assert "Still open" in lines["T-4"] and "– Rather not say" in lines["T-4"]


def test_a_flag_is_told_with_its_clocks_and_law() -> None:
    (line,) = [line for line in told("law", WORKER).splitlines() if line.startswith("• R-9 ")]
    assert "To file for SIJ before 21: 2029-11-23 (8 CFR 204.11(b)(1))" in line
    assert "A state court order, where the state stops at 18: 2026-11-23" in line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_element_of_a_result_has_its_line_in_both_languages(lang: Any) -> None:
    text = told("law", WORKER, lang)
    taken = read_answers(WORKER, QUESTIONS)
    result = screen(KNOWLEDGE.rulebook, KNOWLEDGE.screens.interview.order, taken, DAY)
    for found in (element for category in result.categories.values() for element in category.elements):
        assert f"• {found.element.id} {found.element.name.in_(lang)} · " in text
        assert all(cite in text for cite in found.element.cite)


def test_of_nothing_checked_nothing_is_told() -> None:
    assert told("law", {}) == KNOWLEDGE.messages.say("law_nothing", "en")


# --- the person's register --------------------------------------------------------------------------------------------


def test_a_person_reads_no_element_no_citation_and_no_answer_that_would_be_better() -> None:
    text = told("plain", {**WORKER, "hardship_if_removed": "yes"})
    assert "One answer could change this:\n• Is what happened a big reason you are in the United States now?" in text
    assert "→" not in text and "INA" not in text and "CFR" not in text
    assert not re.search(r"\b[TUVSC]-\d", text)


def test_what_could_only_take_away_is_not_held_up_to_who_left_it_open() -> None:
    declined = {"crimes": ["rape"], "crime_role": "direct", "substantial_abuse": "prefer_not", "removed_before": "yes"}
    answers = {**declined, "age": 30, "blamed_for_crime": "no", "knows_facts": "yes", "crime_in_united_states": "yes"}
    assert "One answer could change this" not in told("plain", answers)
    assert "Did it hurt the person's body or mind in a serious way? No →" in told("law", answers)


def test_at_most_three_questions_are_named_the_best_first() -> None:
    answers = {**WORKER, "relationship_to_abuser": "other", "in_united_states": "not_sure"}
    taken = read_answers(answers, QUESTIONS)
    for category in CATEGORIES:
        lines = list(law_changes(taken, category, KNOWLEDGE, "en"))
        assert len(lines) <= 3
        ranks = [min("Looks like a match" not in line, 1) for line in lines]
        assert ranks == sorted(ranks)


def test_the_day_of_each_clock_is_said_in_both_languages() -> None:
    assert "To file for SIJ before 21: the last day can come as soon as 2029-11-23." in told("plain", WORKER)
    assert "Presentar la petición SIJ antes de los 21: el último día puede llegar ya el 2029-11-23." in told(
        "plain", WORKER, "es"
    )


def test_how_categories_go_together_is_told_in_both_registers() -> None:
    both = {**WORKER, "crimes": ["felonious_assault"], "crime_role": "direct"}
    assert "How these go together:\n• " in told("plain", both)
    assert "• I-TRAFFICKING What was forced" in told("law", both)


# --- why --------------------------------------------------------------------------------------------------------------


def why(key: str, answers: dict[str, Any], lang: Any = "en", *, for_other: bool = False) -> str:
    taken = read_answers(answers, QUESTIONS)
    (said,) = why_messages(QUESTIONS[key], taken, KNOWLEDGE, lang, for_other=for_other)
    return said.text


def test_why_is_the_question_s_own_words_and_one_sentence_from_the_rules() -> None:
    hurt = {"crimes": ["rape"], "crime_role": "direct"}
    assert why("helped_police", hurt).splitlines()[-1] == (
        "This answer counts for: U visa – help to the police, the signed form."
    )
    assert why("helped_police", hurt, "es").splitlines()[-1] == (
        "Esta respuesta cuenta para: Visa U – ayuda a la policía, el formulario con firma."
    )
    assert why("helped_police", {**hurt, "crime_reported": "prefer_not", "certification": "refused"}) == (
        f"You asked why. {QUESTIONS['helped_police'].why.en}"
    )


def test_a_question_for_warnings_says_so_and_a_setting_claims_nothing() -> None:
    assert "what a lawyer should see first" in why("danger_now", {})
    assert "counts for" not in why("who", {})


def test_an_advocate_reads_each_element_with_its_law() -> None:
    lines = why("helped_police", {"crimes": ["rape"], "crime_role": "direct"}, for_other=True).splitlines()
    assert "• U-5 help to the police: INA 101(a)(15)(U)(i)(III); 8 CFR 214.14(b)(3); 8 CFR 214.14(a)(5)" in lines
    assert [line for line in lines if line.startswith("• U-7 ")]


# --- in conversation --------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "word"), [("en", "law"), ("es", "ley"), ("en", "the law")])
def test_the_law_is_told_at_any_time_and_the_question_stays(lang: Any, word: str, talk: Any) -> None:
    begun = talk(lang)
    begun.say(word)
    assert begun.key == "screen_seen" and begun.reply.messages[0].text == KNOWLEDGE.messages.say("law_nothing", lang)
    begun.answer(screen_seen="no", danger_now="no", urgent=[], age=30)
    at = begun.key
    begun.pick("law")
    assert begun.key == at and "• S-1 " in begun.texts and "8 CFR 204.11(b)(1)" in begun.texts


@pytest.mark.slow
@pytest.mark.parametrize(("name", "who"), [("person", "self"), ("advocate", "other")])
def test_unsure_declined_and_contradictory_answers_go_as_the_kept_transcript(name: str, who: str, talk: Any) -> None:
    begun = talk("en", who, as_of=DAY)
    text, kept = as_kept(name, begun.reply, begun.say)
    assert text == kept
    assert "Which is right?" in text and "Not sure" in text and "Rather not say" in text
