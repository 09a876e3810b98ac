"""A question as a person meets it: its words, its choices, and the ways out that stand beside every question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.questions import UNSURE, Module, Question
from bot.screening.answers import Value
from bot.wording.answers import answered_line
from bot.wording.messages import Choice, Message

CONTROLS = (*UNSURE, "why", "who_sees", "back", "pause")
"""What may be picked at any question, in the order shown."""
NOTHING_PICKED = "none"
_OPENING = ("language", "who")


def choices(question: Question, knowledge: Knowledge, lang: Lang, *, for_other: bool = False) -> tuple[Choice, ...]:
    """The answers of its own that a question offers; a number offers none."""
    if question.kind == "yes_no":
        return tuple(
            Choice(value, knowledge.messages.say(f"{value}_label", lang, for_other=for_other))
            for value in question.values
        )
    own = tuple(Choice(one.value, one.label.in_(lang, for_other=for_other)) for one in question.choices)
    if question.kind == "many":
        return (*own, Choice(NOTHING_PICKED, knowledge.messages.say("none_label", lang, for_other=for_other)))
    return own


def controls(
    question: Question, knowledge: Knowledge, lang: Lang, *, can_go_back: bool, for_other: bool = False
) -> tuple[Choice, ...]:
    """Not sure, rather not say, why do you ask, who can see this, back, stop for now."""
    shown = [value for value in CONTROLS if value != "back" or can_go_back]
    if question.key in _OPENING:
        shown = [value for value in shown if value not in UNSURE]
    return tuple(Choice(value, knowledge.messages.say(f"{value}_label", lang, for_other=for_other)) for value in shown)


def question_message(
    question: Question, knowledge: Knowledge, lang: Lang, *, for_other: bool, can_go_back: bool
) -> Message:
    """The question itself, with a line on how to answer where that is not plain from the choices."""
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    lines = [question.ask_other.in_(lang) if for_other else question.ask.in_(lang)]
    if question.help:
        lines.append(question.help.in_(lang, for_other=for_other))
    if question.kind == "number" and question.range:
        lines.append(say("number_hint", low=question.range.low, high=question.range.high))
    if question.kind == "many":
        lines.append(say("choose_many"))
    own = choices(question, knowledge, lang, for_other=for_other)
    ways_out = controls(question, knowledge, lang, can_go_back=can_go_back, for_other=for_other)
    return Message("question", "\n".join(lines), (*own, *ways_out))


RIGHT, NOT_RIGHT = "right", "not_right"
"""What may be picked when Faro says what it understood."""


GO_ON, STOP = "go_on", "stop"
"""What may be picked after danger was heard."""


def crisis_choices(knowledge: Knowledge, lang: Lang, *, for_other: bool) -> tuple[Choice, ...]:
    return _labelled((GO_ON, STOP), knowledge, lang, for_other=for_other)


def understood_choices(knowledge: Knowledge, lang: Lang, *, for_other: bool) -> tuple[Choice, ...]:
    return _labelled((RIGHT, NOT_RIGHT), knowledge, lang, for_other=for_other)


def _labelled(values: tuple[str, ...], knowledge: Knowledge, lang: Lang, *, for_other: bool) -> tuple[Choice, ...]:
    return tuple(Choice(v, knowledge.messages.say(f"{v}_label", lang, for_other=for_other)) for v in values)


def understood_message(
    understood: Mapping[str, Value], knowledge: Knowledge, lang: Lang, *, for_other: bool
) -> Message:
    """Each answer as it was read out of words, and whether that is right."""
    questions = knowledge.screens.interview.questions
    lines = [
        f"• {answered_line(questions[key], value, knowledge, lang, for_other=for_other)}"
        for key, value in understood.items()
    ]
    text = knowledge.messages.say("understood", lang, for_other=for_other, list="\n".join(lines))
    return Message("question", text, understood_choices(knowledge, lang, for_other=for_other))


def section_messages(module: Module, lang: Lang, *, for_other: bool) -> tuple[Message, ...]:
    """What is said before the first question of a part that carries a note."""
    return (Message("notice", module.note.in_(lang, for_other=for_other)),) if module.note else ()


def why_message(question: Question, knowledge: Knowledge, lang: Lang, *, for_other: bool) -> Message:
    """Why this question is asked."""
    intro = knowledge.messages.say("why_intro", lang, for_other=for_other)
    return Message("text", f"{intro} {question.why.in_(lang, for_other=for_other)}")
