"""Changing an answer in words: which one, what it altered, which of two that do not go together is right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.knowledge.catalog import Knowledge
from bot.knowledge.contradictions import Contradiction
from bot.knowledge.models import Lang
from bot.screening.answers import Answers
from bot.screening.moved import Moved
from bot.wording.answers import answered_line
from bot.wording.messages import Choice, Message

WHICH = ("first", "second", "both")
"""What may be picked when two answers do not go together: change the first, change the second, both are right."""
KEEP = "keep"


def which_message(
    found: Contradiction, answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool
) -> Message:
    """Both answers named, and a way to change either or to keep both."""
    questions = knowledge.screens.interview.questions
    lines = [
        f"• {answered_line(questions[key], answers[key], knowledge, lang, for_other=for_other)}"
        for key in found.ask
        if key in answers
    ]
    return Message(
        "question", "\n".join([found.says.in_(lang), *lines]), which_choices(knowledge, lang, for_other=for_other)
    )


def which_choices(knowledge: Knowledge, lang: Lang, *, for_other: bool) -> tuple[Choice, ...]:
    labels = ("change_first_label", "change_second_label", "both_right_label")
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    return tuple(Choice(value, say(label)) for value, label in zip(WHICH, labels, strict=True))


def change_message(answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool) -> Message | None:
    """Every answer given, as a list to pick from; None when there is none."""
    offered = tuple(_answered(answers, knowledge, lang, for_other=for_other))
    if not offered:
        return None
    keep = Choice(KEEP, knowledge.messages.say("change_keep_label", lang, for_other=for_other))
    return Message("question", knowledge.messages.say("change_which", lang, for_other=for_other), (*offered, keep))


def _answered(answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool) -> Iterator[Choice]:
    """One choice an answer, in the order they are asked; two that were given as one stand there once."""
    shown = set[str]()
    for key, question in knowledge.screens.interview.questions.items():
        if key in answers and not question.setting:
            line = answered_line(question, answers[key], knowledge, lang, for_other=for_other)
            if line not in shown:
                yield Choice(key, line)
            shown.add(line)


def moved_message(changes: tuple[Moved, ...], knowledge: Knowledge, lang: Lang, *, for_other: bool) -> Message:
    """What changing an answer altered: nothing, or each outcome before and after."""
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    if not changes:
        return Message("notice", say("changed_nothing"))
    lines = [
        f"• {say(f'name_{one.category}')}: {say(f'outcome_{one.before}_label')} → {say(f'outcome_{one.after}_label')}"
        for one in changes
    ]
    return Message("notice", "\n".join([say("changed_something"), *lines]))
