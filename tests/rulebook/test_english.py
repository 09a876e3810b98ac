"""Conditions in words: what a lawyer reads is what the machine decides by."""

from typing import Any

import pytest

from bot.knowledge.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    BelowAnswer,
    Between,
    Condition,
    Holds,
    If,
    Not,
    OneOf,
    OnlyOf,
    keys_of,
)
from bot.rulebook.book import Book, elements_of
from bot.rulebook.english import ALL, ONE, Clause, Group, Leaf

HERE = OneOf("in_united_states", frozenset({"yes"}))
YOUNG = Between("age", None, 21)
SPOUSE = OneOf("relationship_to_abuser", frozenset({"spouse"}))
CHILD = OneOf("relationship_to_abuser", frozenset({"child"}))


def words(book: Book, condition: Condition) -> str:
    clause = book.english.say(condition)
    assert isinstance(clause, Leaf)
    return clause.answer


@pytest.mark.parametrize(("condition", "said"), [
    (HERE, "yes"),
    (Not(HERE), "no"),
    (OneOf("criminal_history", frozenset({"none", "absent"})), "“No, never” [none] or not asked"),
    (OneOf("removed_before", frozenset({"yes", "not_sure", "prefer_not"})), "yes, not sure or rather not say"),
    (SPOUSE, "“Husband or wife” [spouse]"),
    (Not(SPOUSE), "any answer but “Husband or wife” [spouse]"),
    (YOUNG, "below 21"),
    (Not(YOUNG), "21 or more"),
    (Between("age", 21, 25), "21 or more and below 25"),
    (Not(Between("age", 21, 25)), "below 21 or 25 or more"),
    (Holds("crimes", True), "at least one picked"),
    (Not(Holds("crimes", True)), "none of them"),
    (Holds("crimes", False), "none of them"),
    (OneOf("crimes", frozenset({"perjury"})), "at least one of: “Lied under oath to hurt or control” [perjury]"),
    (Not(OneOf("crimes", frozenset({"perjury"}))), "none of: “Lied under oath to hurt or control” [perjury]"),
    (OnlyOf("crimes", frozenset({"rape"})), "nothing but “Forced sex” [rape]"),
    (ALWAYS, "always"),
    (NEVER, "never"),
    (Not(NEVER), "always"),
])  # fmt: skip
def test_one_answer_reads_as_the_person_saw_it(condition: Condition, said: str, book: Book) -> None:
    assert words(book, condition) == said


def test_a_long_list_is_said_by_what_it_leaves_out(book: Book) -> None:
    values = frozenset(book.screens.interview.questions["crimes"].values) - {"other_similar"}
    assert (
        words(book, OneOf("crimes", values)) == "at least one that is not “Something else like these” [other_similar]"
    )


def test_an_age_below_an_answer_names_that_question(book: Book) -> None:
    said = words(book, BelowAnswer("age", "juvenile_court_age_limit"))
    assert said.startswith("below the answer to “At what age") and said.endswith("[juvenile_court_age_limit]")
    assert words(book, Not(BelowAnswer("age", "juvenile_court_age_limit"))).startswith("not below the answer to")


def test_groups_inside_groups_of_the_same_kind_read_as_one(book: Book) -> None:
    clause = book.english.say(All((HERE, All((YOUNG, SPOUSE)))))
    assert isinstance(clause, Group) and clause.lead == ALL and len(clause.parts) == 3


def test_lists_for_the_same_answer_read_as_one(book: Book) -> None:
    clause = book.english.say(AnyOf((SPOUSE, CHILD)))
    assert isinstance(clause, Leaf) and clause.answer == "“Husband or wife” [spouse] or “Mother or father” [child]"
    both = book.english.say(All((SPOUSE, CHILD)))
    assert isinstance(both, Group) and len(both.parts) == 2


def test_the_denial_of_a_group_turns_all_into_one(book: Book) -> None:
    clause = book.english.say(Not(All((HERE, YOUNG))))
    assert clause == Group(ONE, (book.english.say(Not(HERE)), book.english.say(Not(YOUNG))))
    clause = book.english.say(Not(AnyOf((HERE, YOUNG))))
    assert clause == Group(ALL, (book.english.say(Not(HERE)), book.english.say(Not(YOUNG))))


def test_a_choice_denies_its_branches_and_not_its_test(book: Book) -> None:
    clause = book.english.say(Not(If(HERE, YOUNG, SPOUSE)))
    assert isinstance(clause, Group)
    assert [part.parts[0] for part in clause.parts if isinstance(part, Group)] == [
        book.english.say(HERE), book.english.say(Not(YOUNG)), book.english.say(Not(SPOUSE)),
    ]  # fmt: skip


def test_no_answer_of_a_rule_is_lost_in_words(book: Book) -> None:
    for condition in conditions(book):
        said = keys_said(book.english.say(condition))
        assert said == set(keys_of(condition))


def conditions(book: Book) -> list[Condition]:
    elements = [e for rules in book.rules for e in elements_of(rules)]
    found: list[Any] = [c for e in elements for c in (e.required, e.met, e.not_met, *(x.when for x in e.excused)) if c]
    found += [cap.when for rules in book.rules for cap in rules.caps]
    return found + [when for flag in book.screens.rulebook.flags for when, _ in flag.raised]


def keys_said(clause: Clause) -> set[str]:
    if isinstance(clause, Group):
        return {key for part in clause.parts for key in keys_said(part)}
    other = clause.answer.rpartition("[")[2].rstrip("]") if "the answer to" in clause.answer else None
    return {key for key in (clause.key, other) if key}
