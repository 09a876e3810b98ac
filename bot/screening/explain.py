"""Why an answer counts, and what one more fact would change: both read from the live rules, never written by hand.

Pure functions of the rulebook and the answers. Knows no words; `wording` finds those by the ids in here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from bot.knowledge.conditions import AnyOf, BelowAnswer, Between, Condition, leaves
from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.rules import CATEGORIES, Category, Element, Rulebook, RulePath, Rules
from bot.screening.answers import Answers, Value
from bot.screening.outcomes import Outcome, assess, weigh
from bot.screening.planner import missing
from bot.screening.reach import flipped, reach
from bot.screening.truth import truth

_BEST_FIRST: tuple[Outcome, ...] = ("likely", "possible", "unlikely", "not_assessed")
Way = Literal["met", "excused", "not_met", "required", "cap", "gate", "flag"]


class Decides(NamedTuple):
    """One thing an answer can decide: an element, a cap or the gate of a category, or a flag (of no category).

    `id` is the element's or the flag's; for a gate and a cap it is that word.
    """

    category: Category | None
    id: str
    way: Way


class Change(NamedTuple):
    """One answer that by itself would move a category to `outcome`."""

    key: str
    value: Value
    outcome: Outcome


def decides(rulebook: Rulebook, answers: Answers, key: str) -> tuple[Decides, ...]:
    """What the answer to `key` can still decide, given all other answers. Empty when nothing hangs on it."""
    others = {name: value for name, value in answers.items() if name != key}
    found = [one for category in CATEGORIES for one in _in_category(rulebook.categories[category], others, key)]
    for flag in rulebook.flags:
        if any(key in reach(when, others).keys for when, _ in flag.raised):
            found.append(Decides(None, flag.id, "flag"))
    return tuple(dict.fromkeys(found))


def _in_category(rules: Rules, others: Answers, key: str) -> Iterator[Decides]:
    """A category whose gate is still to be asked counts: what is answered before it is answered for it too."""
    if key not in rules.keys or (rules.gate in others and key not in missing(rules, others)):
        return
    open_paths = [path for path in rules.paths if not _is_ruled_out(path, others)]
    if key in (rules.gate, *(path.gate for path in open_paths)):
        yield Decides(rules.category, "gate", "gate")
    for path in open_paths:
        for element in path.elements:
            yield from (Decides(rules.category, element.id, way) for way in _ways(element, others, key))
    if any(key in reach(cap.when, others).keys for cap in rules.caps):
        yield Decides(rules.category, "cap", "cap")


def _is_ruled_out(path: RulePath, answers: Answers) -> bool:
    return any(truth(e.required, answers) and weigh(e, answers).status == "not_met" for e in path.elements)


def _ways(element: Element, others: Answers, key: str) -> Iterator[Way]:
    required = reach(element.required, others)
    settled = reach(AnyOf((element.met, *(excuse.when for excuse in element.excused))), others).is_sure
    if not required.true or settled:
        return
    if key in required.keys:
        yield "required"
    met = reach(element.met, others)
    if met.true and key in met.keys:
        yield "met"
    if any((excused := reach(excuse.when, others)).true and key in excused.keys for excuse in element.excused):
        yield "excused"
    against = flipped(met) if element.not_met is None else reach(element.not_met, others)
    if against.true and key in against.keys:
        yield "not_met"


def one_fact(
    rulebook: Rulebook, questions: Mapping[str, Question], answers: Answers, category: Category
) -> tuple[Change, ...]:
    """Every single answer, to a question still absent, unsure or declined, that would move this category's outcome.

    Exact: each value of each such question is tried, numbers on both sides of every boundary a rule names. The best
    outcome comes first, then the order questions are written in.
    """
    rules = rulebook.categories[category]
    now = assess(rules, answers).outcome
    found = []
    for key, question in questions.items():
        if key in rules.keys and answers.get(key, "not_sure") in UNSURE:
            for value in _facts(question, rules, answers):
                outcome = assess(rules, {**answers, key: value}).outcome
                if outcome != now:
                    found.append(Change(key, value, outcome))
    return tuple(sorted(found, key=lambda change: _BEST_FIRST.index(change.outcome)))


def _facts(question: Question, rules: Rules, answers: Answers) -> Iterator[Value]:
    """The values worth trying: all of them, and for a number one on each side of every boundary."""
    if question.range:
        low, high = question.range.low, question.range.high
        yield from (n for n in sorted(_sides(rules, question.key, answers)) if low <= n <= high)
    elif question.kind == "many":
        yield from ((), *((value,) for value in question.values))
    else:
        yield from question.values


def _sides(rules: Rules, key: str, answers: Answers) -> set[int]:
    boundaries = set[int]()
    for condition in _conditions(rules):
        for leaf in leaves(condition):
            match leaf:
                case Between(name, low, high) if name == key:
                    boundaries.update(n for n in (low, high) if n is not None)
                case BelowAnswer(name, other) if name == key and isinstance(limit := answers.get(other), int):
                    boundaries.add(limit)
                case BelowAnswer(name, other) if other == key and isinstance(number := answers.get(name), int):
                    boundaries.add(number + 1)
    return boundaries | {n - 1 for n in boundaries}


def _conditions(rules: Rules) -> Iterator[Condition]:
    """Every condition of a category."""
    yield from (cap.when for cap in rules.caps)
    for element in (element for path in rules.paths for element in path.elements):
        yield from (element.required, element.met, *(excuse.when for excuse in element.excused))
        if element.not_met is not None:
            yield element.not_met
