"""Answers that do not go together: every one seen, none made of what is unsure, nothing else touched by them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.conditions import keys_of
from bot.knowledge.models import LANGUAGES
from bot.knowledge.plain_words import load_plain_words
from bot.knowledge.problems import KnowledgeError
from bot.knowledge.questions import UNSURE
from bot.knowledge.screens import PROJECT, load_screens
from bot.screening.answers import read_answers
from bot.screening.contradictions import contradictions
from bot.screening.interview import Standing
from tests.screening.strategies import answers, values

SCREENS = load_screens()
RULES = SCREENS.rulebook.contradictions
QUESTIONS = SCREENS.interview.questions

MADE: dict[str, dict[str, Any]] = {
    "X-1": {"crime_reported": "no", "certification": "signed_old"},
    "X-2": {"crime_reported": "no", "helped_police": "helping"},
    "X-3": {"left_after_trafficking": "no", "return_reason": "other"},
    "X-4": {"trafficking_help_requested": "no", "trafficking_help_given": "yes"},
    "X-5": {"trafficking_help_requested": "yes", "trafficking_help_given": "never_asked"},
    "X-6": {"married": "yes", "child_married_now": "no"},
    "X-7": {"relationship_to_abuser": "spouse", "married": "no"},
    "X-8": {"relationship_to_abuser": "spouse", "remarried": "yes"},
    "X-9": {"court_within_60_days": "yes", "in_removal_proceedings": "no"},
    "X-10": {"in_united_states": "no", "present_three_years": "yes"},
    "X-11": {"entered_this_year_and_afraid": "yes", "present_three_years": "yes"},
    "X-12": {"in_united_states": "no", "here_because_of_trafficking": "yes"},
    "X-13": {"abuser_status": "usc", "status_loss_tied_to_violence": "yes"},
    "X-14": {"conditional_green_card": "yes", "abuser_status": "never"},
    "X-15": {"moral_character_record": "none", "criminal_history": "minor"},
    "X-16": {"age": 17, "trafficking_under_18": "no", "trafficking_kind": "labor"},
    "X-17": {"age": 19, "age_at_crime": 20},
    "X-18": {"age": 20, "abuser_is_21": "yes", "relationship_to_abuser": "parent"},
    "X-19": {"direct_victim_status": "minor", "direct_victim_age": 18},
    "X-20": {"juvenile_court_order": "ended_by_age", "age": 17},
    "X-21": {"juvenile_court_order": "none", "order_changed_orr_placement": "yes"},
    "X-22": {"police_working_on_trafficking": "no", "federal_agency_involved": "yes"},
    "X-23": {"certification": "signed_current", "months_since_certification": 6},
    "X-24": {"entered_this_year_and_afraid": "yes", "months_since_entry": 12},
}
FINE: dict[str, dict[str, Any]] = {
    "grown now, under 18 at the time": {"age": 30, "trafficking_under_18": "yes", "trafficking_kind": "labor"},
    "the same age as at the time": {"age": 19, "age_at_crime": 19},
    "18 today": {"age": 18, "trafficking_under_18": "no", "trafficking_kind": "labor"},
    "would help, not reported": {"crime_reported": "no", "helped_police": "would_help", "certification": "not_asked"},
    "trouble without an arrest": {"criminal_history": "none", "moral_character_record": "minor"},
    "an old order and no case now": {"final_removal_order": "yes", "in_removal_proceedings": "no"},
    "a young person with an order": {"age": 17, "juvenile_court_order": "have"},
    "five months": {"certification": "signed_current", "months_since_certification": 5},
    "a spouse of old, married again": {"relationship_to_abuser": "ex_spouse", "remarried": "yes"},
    "the child of 17": {"direct_victim_status": "minor", "direct_victim_age": 17},
}


def made(given_answers: dict[str, Any]) -> set[str]:
    return {rule.id for rule in contradictions(RULES, read_answers(given_answers, QUESTIONS))}


def test_every_contradiction_has_its_case() -> None:
    assert {rule.id for rule in RULES} == set(MADE)


@pytest.mark.parametrize("id_", MADE)
def test_answers_that_do_not_go_together_are_seen(id_: str) -> None:
    assert made(MADE[id_]) == {id_}


@pytest.mark.parametrize("name", FINE)
def test_answers_that_only_look_odd_are_left_alone(name: str) -> None:
    assert made(FINE[name]) == set()


@pytest.mark.parametrize("id_", MADE)
def test_it_takes_all_of_its_answers_and_each_of_them_sure(id_: str) -> None:
    for key in MADE[id_]:
        for unsure in (*UNSURE, None):
            less = {name: value for name, value in MADE[id_].items() if name != key}
            assert id_ not in made(less if unsure is None else {**less, key: unsure}), (key, unsure)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_of_the_two_questions_can_make_it_go_away(rule: Any) -> None:
    """Whichever the person changes, there is an answer with which the two go together."""
    for key in rule.ask:
        question = QUESTIONS[key]
        tried = range(question.range.low, question.range.high + 1) if question.range else question.values
        assert any(rule.id not in made({**MADE[rule.id], key: value}) for value in (*tried, *UNSURE)), key


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_an_answer_made_unsure_never_adds_a_contradiction(data: st.DataObject) -> None:
    full = data.draw(answers(SCREENS, sorted({key for rule in RULES for key in keys_of(rule.when)})))
    if not full:
        return
    key = data.draw(st.sampled_from(sorted(full)))
    before = {rule.id for rule in contradictions(RULES, full)}
    assert {rule.id for rule in contradictions(RULES, {**full, key: "not_sure"})} <= before


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_in_an_interview_most_never_meet_one(data: st.DataObject) -> None:
    """What the planner asks next never contradicts before it is answered."""
    taken: dict[str, Any] = {}
    steering: dict[str, Any] = {"language": "en", "who": "self"}
    while question := Standing(SCREENS, taken, steering).next_question:
        seen = {rule.id for rule in contradictions(RULES, taken)}
        value = data.draw(values(question))
        (steering if question.setting else taken)[question.key] = value
        new = {rule.id for rule in contradictions(RULES, taken)} - seen
        assert not new or value not in UNSURE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_is_plain_kind_and_asks_one_thing(lang: Any) -> None:
    plain = load_plain_words(PROJECT)
    for rule in RULES:
        text = rule.says.in_(lang)
        assert plain.faults(text, lang) == [], rule.id
        assert text.count("?") == 1 and text.endswith("?"), rule.id


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ask: [crime_reported, certification]", "ask: [crime_reported, age]", "'age' is not read by `when`"),
        ("ask: [crime_reported, certification]", "ask: [crime_reported]", "ask"),
        ("id: X-2\n", "id: X-1\n", "an id is written twice"),
        ("certification: [signed_current, signed_old, waiting]", "certification: [signed]", "it takes signed_current"),
    ],
)
def test_a_faulty_contradiction_is_refused_with_its_file(tmp_path: Path, old: str, new: str, told: str) -> None:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    path = tmp_path / "data" / "rulebook" / "contradictions.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_screens(tmp_path)
    assert any("contradictions.yml" in str(p) and told in str(p) for p in refused.value.problems)
