"""All answers of a session laid out to be looked at and changed in place, in the words they were asked in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from actions.memory import Memory
from bot.dialogue.turns import Answered, Asked, Review
from bot.knowledge.catalog import Knowledge
from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.rules import CATEGORIES
from bot.screening.outcomes import Outcome
from bot.wording import asking
from bot.wording.answers import answer_label, question_text
from bot.wording.messages import Choice


def review(memory: Memory, knowledge: Knowledge) -> Review:
    """Every answer given, in the order asked; two that were given as one stand there once."""
    say = knowledge.messages.say
    return Review(
        answers=tuple(_answers(memory, knowledge)),
        categories={name: say(f"name_{name}", memory.lang) for name in CATEGORIES},
        outcomes={name: say(f"outcome_{name}_label", memory.lang) for name in get_args(Outcome)},
    )


def _answers(memory: Memory, knowledge: Knowledge) -> Iterator[Answered]:
    seen = set[tuple[str, str]]()
    for key, question in knowledge.screens.interview.questions.items():
        if key in memory.answers and not question.setting:
            shown = _answered(question, memory.answers[key], memory, knowledge)
            if (shown.question, shown.answer) not in seen:
                yield shown
            seen.add((shown.question, shown.answer))


def _answered(question: Question, value: Any, memory: Memory, knowledge: Knowledge) -> Answered:
    lang, for_other = memory.lang, memory.for_other
    unsure = tuple(Choice(one, knowledge.messages.say(f"{one}_label", lang, for_other=for_other)) for one in UNSURE)
    low, high = (question.range.low, question.range.high) if question.range else (None, None)
    own = asking.choices(question, knowledge, lang, for_other=for_other)
    return Answered(
        Asked(question.key, question.kind, own, unsure, low, high, question.unit),
        question_text(question, lang, for_other=for_other),
        answer_label(question, value, knowledge, lang, for_other=for_other),
        list(value) if isinstance(value, tuple) else value,
    )
