"""Putting questions to z3: one solver for each set of answers, and no answer within the time allowed is a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import z3

from bot.knowledge.problems import Problem
from bot.knowledge.questions import Question
from bot.knowledge.rules import Category, Rulebook, Rules, load_rulebook
from bot.knowledge.screens import PROJECT, load_screens
from bot.screening.answers import Value, read_answers
from tests.proofs.answer_space import Answer, read, space
from tests.proofs.encoding import EncodedCategory, category

MILLISECONDS = 20_000
"""What one question may take. It takes a few."""

NOTHING: Mapping[str, Answer] = {}
Replay = Callable[[dict[str, Value]], bool]


@dataclass(frozen=True)
class Claim:
    """One statement that was put to the test, and what speaks against it; nothing when it holds."""

    says: str
    fault: str = ""


class UndecidedError(AssertionError):
    """z3 gave no answer in time: nothing is proved."""


class Prover:
    """Asks whether some answers exist that make all of some formulas hold."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self._solver = z3.Solver()
        self._solver.set("timeout", MILLISECONDS)
        self._solver.add(*(one.domain for one in answers.values()))

    def answers_with(self, *formulas: z3.BoolRef, free: Mapping[str, Answer] = NOTHING) -> dict[str, Value] | None:
        """Answers that make all `formulas` hold, or None when there are none: that is the proof.

        `free` are further variables that the formulas use; what they are answered stands under their names there.
        """
        self._solver.push()
        try:
            self._solver.add(*formulas, *(one.domain for one in free.values()))
            found = self._solver.check()
            if found == z3.unknown:
                raise UndecidedError(self._solver.reason_unknown())
            return read({**self.answers, **free}, self._solver.model()) if found == z3.sat else None
        finally:
            self._solver.pop()

    def never(self, says: str, *formulas: z3.BoolRef, free: Mapping[str, Answer] = NOTHING) -> Claim:
        """The claim that no answers make all `formulas` hold."""
        found = self.answers_with(*formulas, free=free)
        return Claim(says, "" if found is None else f"{says}: refuted by {found}")

    def witnessed(self, says: str, replay: Replay, *formulas: z3.BoolRef) -> Claim:
        """The claim that some answers make all `formulas` hold, and that the program says so of them too."""
        found = self.answers_with(*formulas)
        if found is None:
            return Claim(says, f"{says}: no answers do")
        return Claim(says, "" if replay(found) else f"{says}: z3 says so, the program does not, of {found}")


@dataclass(frozen=True)
class Asked:
    """One category: its rules in z3, and the one to ask about them."""

    rules: Rules
    encoded: EncodedCategory
    prover: Prover


@dataclass(frozen=True)
class Book:
    """A rulebook to prove: the live one, or a copy with something wrong in it."""

    root: Path
    rulebook: Rulebook
    questions: Mapping[str, Question]

    @cached_property
    def categories(self) -> dict[Category, Asked]:
        return dict(self._categories())

    def _categories(self) -> Iterator[tuple[Category, Asked]]:
        for name, rules in self.rulebook.categories.items():
            answers = space(self.questions, rules.keys)
            yield name, Asked(rules, category(rules, answers), Prover(answers))

    @cached_property
    def everything(self) -> Prover:
        """Over all answers, for what is read beside the categories."""
        facts = [key for key, question in self.questions.items() if not question.setting]
        return Prover(space(self.questions, facts))

    def taken(self, answers: Mapping[str, Value]) -> dict[str, Value]:
        """The same answers after the door that every channel uses."""
        return read_answers(dict(answers), self.questions)


def load_book(root: Path = PROJECT) -> Book:
    """The rulebook below `root`, with the live questions."""
    questions = load_screens().interview.questions
    problems: list[Problem] = []
    rulebook = load_rulebook(root, questions, problems)
    assert rulebook is not None and not problems, problems
    return Book(root, rulebook, questions)


def faults(claims: Iterable[Claim]) -> list[str]:
    """What speaks against the claims."""
    return [claim.fault for claim in claims if claim.fault]
