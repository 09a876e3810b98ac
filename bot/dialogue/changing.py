"""Changing an answer: picked from the list of all, one of two that do not go together, or by its key from outside.

Reads what was picked and says what is remembered after it. Refuses what no question takes; decides nothing itself.
"""

from __future__ import annotations

from typing import Any

from actions import changing
from actions.memory import Memory
from bot.dialogue.heard import Heard, go_on
from bot.dialogue.turns import UnusableMessage
from bot.knowledge.catalog import Knowledge
from bot.screening.answers import allowed_values, read_value
from bot.wording.changing import KEEP, WHICH, change_message, which_choices
from bot.wording.matching import match_choice
from bot.wording.messages import Choice

CHANGING = "change"
"""What is awaited while the list of answers is shown."""


def picked(memory: Memory, knowledge: Knowledge, text: str | None, choice: Any | None) -> Heard | None:
    """Which answer is to be changed, from the list of all; None for anything else, which is read as ever."""
    offered = change_message(memory.answers, knowledge, memory.lang, for_other=memory.for_other)
    key = _of(offered.choices if offered else (), text, choice)
    if key == KEEP:
        return Heard(local="change_kept")
    return None if key is None else go_on(changing.asked_again(memory, key), "change_again")


def which(memory: Memory, knowledge: Knowledge, text: str | None, choice: Any | None) -> Heard | None:
    """Which of two answers that do not go together is right; None for anything else."""
    value = _of(which_choices(knowledge, memory.lang, for_other=memory.for_other), text, choice)
    if value is None or memory.which is None:
        return None
    if value == "both":
        return go_on(changing.both_right(memory), "both_kept")
    return go_on(changing.asked_again(memory, memory.which.ask[WHICH.index(value)]), "change_again")


def changed_answer(memory: Memory, key: str, value: Any) -> Memory:
    """This memory with the answer `key` changed. Raises UnusableMessage that names key, value and what is allowed."""
    interview = memory.knowledge.screens.interview
    question = interview.questions.get(key)
    if question is None or question.setting:
        raise UnusableMessage("key", f"one of: {', '.join(interview.order)}", key, value)
    taken = read_value(question, value)
    if taken is None:
        raise UnusableMessage("value", f"one of: {', '.join(allowed_values(question))}", key, value)
    return changing.changed(memory, question, taken)


def _of(offered: tuple[Choice, ...], text: str | None, choice: Any | None) -> str | None:
    """The value among those offered that was picked or written."""
    if text is not None:
        return match_choice(text, offered)
    return next((one.value for one in offered if one.value == choice), None)
