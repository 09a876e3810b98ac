"""The intake form: asking the next question the planner names, and taking the answer in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import changing
from actions.memory import AGAIN, CONFUSED, NOTIFIED, PAUSED, TOLD_CHILDREN, TOLD_MINOR, Memory
from actions.speaking import Speaking, utter
from bot.knowledge.questions import Question
from bot.screening.answers import Value, read_value
from bot.screening.moved import moved
from bot.wording import asking
from bot.wording.briefing import is_minor
from bot.wording.changing import moved_message, which_message
from bot.wording.helplines import say
from bot.wording.matching import match_answer
from bot.wording.messages import Message

FORM_DONE = "done"
_BEFORE_NOTICE = ("language", "who")


class ActionAskAnswer(Speaking):
    """Says the next question; before the first one about a person, what Faro is and is not."""

    action_name = "action_ask_answer"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        if memory.settings.get(PAUSED):
            return [_said("paused", memory)], memory.marked(PAUSED, None).asking(None)
        if memory.understood:
            return [_understood(memory)], memory
        if memory.which:
            return [_which(memory)], memory.asking(None)
        question = memory.next_question
        if question is None:
            return [], memory.asking(None)
        messages: list[Message] = []
        if question.key not in _BEFORE_NOTICE and not memory.settings.get(NOTIFIED):
            messages.extend(_notices(memory))
            memory = memory.marked(NOTIFIED, 1)
        if question.key != memory.question_key:
            messages.extend(_section(question, memory))
        if first := _before_children(question, memory):
            messages.append(_said(first, memory))
            memory = memory.marked(f"told_{first}", 1)
        messages.append(
            asking.question_message(
                question,
                memory.knowledge,
                memory.lang,
                for_other=memory.for_other,
                can_go_back=bool(memory.history),
            )
        )
        return messages, memory.asking(question)


def _said(key: str, memory: Memory, kind: Any = "notice", **values: object) -> Message:
    return Message(kind, say(key, memory.knowledge, memory.lang, memory.day, for_other=memory.for_other, **values))


def _which(memory: Memory) -> Message:
    assert memory.which is not None
    return which_message(memory.which, memory.answers, memory.knowledge, memory.lang, for_other=memory.for_other)


def _understood(memory: Memory) -> Message:
    return asking.understood_message(memory.understood, memory.knowledge, memory.lang, for_other=memory.for_other)


def _notices(memory: Memory) -> Iterator[Message]:
    """Who is speaking, what is kept, what is not protected: before anything is asked about a person."""
    notice = "notice_terminal" if memory.settings.get("surface") == "terminal" else "notice"
    yield _said("welcome", memory, "text")
    yield _said(notice, memory)
    if memory.for_other:
        yield _said("notice_other", memory)
    if not memory.knowledge.is_reviewed(memory.lang):
        yield _said("unreviewed_spanish", memory)


def _before_children(question: Question, memory: Memory) -> str | None:
    """The message on who must report a child in danger, once: before a child is asked about, or where one is harmed."""
    if is_minor(memory.answers):
        return None if memory.settings.get(TOLD_MINOR) else "minor"
    told = memory.settings.get(TOLD_CHILDREN) or memory.settings.get(TOLD_MINOR)
    return "children_first" if question.about_child and not told else None


def _section(question: Question, memory: Memory) -> tuple[Message, ...]:
    """The kind word before a part of the interview, once: when its first question comes up."""
    module = next(m for m in memory.knowledge.screens.interview.modules if question in m.questions)
    asked_before = any(q.key in memory.answers or q.key in memory.settings for q in module.questions)
    return () if asked_before else asking.section_messages(module, memory.lang, for_other=memory.for_other)


class ValidateIntakeForm(FormValidationAction):
    """Takes an answer to the open question; the form goes on until nothing is left to ask."""

    def name(self) -> str:
        return "validate_intake_form"

    def validate_answer(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Rasa calls this with what the slot `answer` was given."""
        memory = Memory.of(tracker)
        if memory.understood and value in (asking.RIGHT, asking.NOT_RIGHT):
            return _answered_whether_right(value == asking.RIGHT, memory, dispatcher)
        waiting, memory = memory.understood, memory.waiting({})
        question = memory.question
        read = _read_from_words(tracker)
        if read is not None and (guessed := _guessed(read, value, memory)):
            return {**memory.marked(CONFUSED, None).waiting({**waiting, **guessed}).slots(), "answer": None}
        taken = None if question is None else _read(question, value, memory)
        if question is None or taken is None or read is not None:
            if question is not None:
                utter(dispatcher, [_said("not_a_choice", memory)])
            return {**memory.slots(), "answer": None}
        return _taken({question.key: taken}, memory, dispatcher)


def _answered_whether_right(right: bool, memory: Memory, dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """What was read out of words is taken, or forgotten."""
    understood = memory.understood
    memory = memory.waiting({})
    if right:
        return _taken(understood, memory, dispatcher)
    utter(dispatcher, [_said("understood_wrong", memory)])
    return {**memory.slots(), "answer": None}


def _taken(given: dict[str, Value], memory: Memory, dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Answers written down, with what follows from each; the form ends where nothing is left to ask."""
    questions = memory.knowledge.screens.interview.questions
    before, again = memory.screening(), memory.settings.get(AGAIN)
    changes_one = again in given or any(key in memory.answers for key in given)
    after = memory.marked(CONFUSED, None)
    for key, value in given.items():
        question = questions[key]
        history = after.history if key in after.answers else None
        after = after.answered(question, value)
        after = after if history is None else replace(after, history=history)
        picked = value if isinstance(value, tuple) else (value,)
        said = [question.says[str(one)] for one in picked if one in question.says]
        utter(dispatcher, [_said(says.message, after, says.kind) for says in said])
        if value in question.pauses:
            after = after.marked(PAUSED, 1)
        after = changing.given_again(after, question)
    if changes_one:
        changes = moved(before, after.screening())
        utter(dispatcher, [moved_message(changes, after.knowledge, after.lang, for_other=after.for_other)])
    after = changing.checked(after)
    over = after.is_over
    if over:
        after = after.asking(None)
    return {**after.slots(), "answer": FORM_DONE if over else None}


def _read_from_words(tracker: Tracker) -> dict[str, Any] | None:
    """The entity of an answer that was read out of free words, not picked or plainly written."""
    entities = tracker.latest_message.get("entities") or ()
    return next((one for one in entities if one.get("entity") == "answer" and one.get("sure") is False), None)


def _guessed(read: dict[str, Any], value: Any, memory: Memory) -> dict[str, Value]:
    """Every answer that the words gave, by key: to the open question first, then facts for others that are news."""
    found: dict[str, Value] = {}
    questions = memory.knowledge.screens.interview.questions
    for key, said in ({memory.question_key: value} | dict(read.get("facts") or {})).items():
        question = questions.get(key or "")
        taken = None if question is None or said is None else read_value(question, said)
        if question is not None and taken is not None and memory.answers.get(question.key) != taken:
            found[question.key] = taken
    return found


def _read(question: Question, value: Any, memory: Memory) -> Value | None:
    """A value as Faro keeps it; words that are a label or a number of the list count too."""
    taken = read_value(question, value)
    if taken is None and isinstance(value, str):
        offered = asking.choices(question, memory.knowledge, memory.lang, for_other=memory.for_other)
        taken = match_answer(value, question, offered)
    return taken
