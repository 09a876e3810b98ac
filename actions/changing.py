"""Changing what was answered: asking one question again, and noticing two answers that do not go together.

Works on a memory and gives back another. Marks in its settings say where it stands: `again` names the question that is
asked again, `which` the contradiction now shown, `settled` those of which the person said that both answers are right.
"""

from __future__ import annotations

from dataclasses import replace

from actions.memory import AGAIN, PAUSED, SETTLED, WHICH, Memory
from bot.knowledge.questions import Question
from bot.screening.answers import Value
from bot.screening.contradictions import contradictions


def checked(memory: Memory) -> Memory:
    """This memory with the first contradiction marked that nobody settled; with none, where there is none."""
    settled = _settled(memory)
    found = contradictions(memory.knowledge.rulebook.contradictions, memory.answers)
    return memory.marked(WHICH, next((one.id for one in found if one.id not in settled), None))


def both_right(memory: Memory) -> Memory:
    """The contradiction now shown is settled: both answers stay, and it is not asked again."""
    shown = memory.settings.get(WHICH)
    if not isinstance(shown, str):
        return memory
    return checked(replace(memory, settings={**memory.settings, SETTLED: (*_settled(memory), shown)}))


def asked_again(memory: Memory, key: str) -> Memory:
    """One question to be asked again, next. Its answer stays until another is given."""
    return memory.marked(WHICH, None).marked(PAUSED, None).marked(AGAIN, key)


def given_again(memory: Memory, question: Question) -> Memory:
    """The question asked again is answered now."""
    return memory.marked(AGAIN, None) if memory.settings.get(AGAIN) == question.key else memory


def not_again(memory: Memory) -> Memory:
    """The question asked again is left as it was."""
    return checked(memory.marked(AGAIN, None))


def changed(memory: Memory, question: Question, value: Value) -> Memory:
    """One answer changed, or given, from outside the order of the interview. All others stay."""
    after = memory.answered(question, value)
    history = memory.history if question.key in memory.history else after.history
    return checked(given_again(replace(after, history=history), question))


def _settled(memory: Memory) -> tuple[str, ...]:
    kept = memory.settings.get(SETTLED)
    return kept if isinstance(kept, tuple) else ()
