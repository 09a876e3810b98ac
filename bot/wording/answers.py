"""An answer in words: the label it was picked by, the number, or that it stays open. And the question it answers."""

from __future__ import annotations

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.questions import UNSURE, Question
from bot.screening.answers import Value


def question_text(question: Question, lang: Lang, *, for_other: bool) -> str:
    """The question alone, about oneself or about the person who is helped."""
    return (question.ask_other if for_other else question.ask).in_(lang)


def answer_label(question: Question, value: Value, knowledge: Knowledge, lang: Lang, *, for_other: bool = False) -> str:
    """What was answered, as it reads on the buttons; a list in its own order, joined by commas."""
    if isinstance(value, tuple):
        shown = [choice.label.in_(lang, for_other=for_other) for choice in question.choices if choice.value in value]
        return ", ".join(shown) or knowledge.messages.say("none_label", lang, for_other=for_other)
    if isinstance(value, int):
        return str(value)
    if value in UNSURE or question.kind == "yes_no":
        return knowledge.messages.say(f"{value}_label", lang, for_other=for_other)
    return next(choice.label.in_(lang, for_other=for_other) for choice in question.choices if choice.value == value)


def answered_line(question: Question, value: Value, knowledge: Knowledge, lang: Lang, *, for_other: bool) -> str:
    """The question and its answer on one line."""
    asked = question_text(question, lang, for_other=for_other)
    return f"{asked} – {answer_label(question, value, knowledge, lang, for_other=for_other)}"
