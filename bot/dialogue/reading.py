"""What a turn means before Rasa sees it: a command, danger, a choice, the plain answer to the question, or words.

Safety words come first and need nothing but their list. Text is looked at and handed on, never kept.
"""

from __future__ import annotations

from typing import Any

from actions.memory import Memory
from bot.dialogue import changing
from bot.dialogue.changing import CHANGING
from bot.dialogue.ears import Ears
from bot.dialogue.heard import Heard, go_on
from bot.dialogue.safety_words import Listener
from bot.dialogue.turns import MESSAGE_LIMIT, UnusableMessage
from bot.knowledge.catalog import Knowledge
from bot.knowledge.danger import CRISES
from bot.knowledge.models import Lang
from bot.knowledge.questions import Question
from bot.screening.answers import allowed_values, read_value
from bot.wording.asking import (
    CONTROLS,
    GO_ON,
    NOT_RIGHT,
    RIGHT,
    STOP,
    choices,
    controls,
    crisis_choices,
    understood_choices,
)
from bot.wording.changing import WHICH
from bot.wording.matching import match_answer, match_choice
from bot.wording.messages import Choice
from bot.wording.safety_languages import Ordered, safety_command

CONFIRM_DELETE, CONFIRM_SAVE = "delete", "save"
CRISIS = "crisis"
"""What is awaited after danger was heard: whether to go on."""
_NAMED: dict[Lang, str] = {"en": "english", "es": "spanish"}
_SIDE = ("person", "help", "contacts", "protections", "law", "change", "parole", "result", "language")
_ANYTIME = ("repeat", "delete", "save", "withdraw", "restart", "more", *_SIDE)
INTENTS = (*CONTROLS, *_ANYTIME)
"""What may be sent as a choice at any time, beside the choices of the question."""


class Reader:
    """Reads turns against the open question."""

    def __init__(self, knowledge: Knowledge, ears: Ears) -> None:
        self._knowledge = knowledge
        self._listener = Listener(knowledge.safety)
        self._danger = ears

    def read(self, memory: Memory, pending: str | None, text: str | None, choice: Any | None) -> Heard:
        """Raises UnusableMessage when there is neither text nor choice, or both, or the choice is not on offer."""
        if (text is None) == (choice is None):
            raise UnusableMessage("text", "send either text or choice, one of the two")
        if text is not None and not self._answer(memory, text) and (danger := self._in_danger(text, memory.lang)):
            return danger  # but for the words of a button, which may themselves name a crime
        if pending == CONFIRM_DELETE:
            return self._confirmed(memory, text, choice)
        if pending == CONFIRM_SAVE:
            return self._confirmed_save(memory, text, choice)
        if pending == CRISIS:
            return self._after_danger(memory, text, choice)
        if memory.understood and (right := self._whether_right(memory, text, choice)):
            return right
        if pending == CHANGING and (picked := changing.picked(memory, self._knowledge, text, choice)):
            return picked
        if memory.which and (settled := changing.which(memory, self._knowledge, text, choice)):
            return settled
        return self._choice(memory, choice) if text is None else self._text(memory, text)

    def _text(self, memory: Memory, text: str) -> Heard:
        if len(text) > MESSAGE_LIMIT:
            return Heard(local="too_long")
        if _unreadable(text):
            return Heard(local="unreadable")
        if text.lstrip().startswith("/"):  # a program's command, not something a person means here
            return Heard(local="not_understood")
        if heard := self._answer(memory, text):
            return heard
        if (command := self._listener.command(text)) and command != "safe":
            return _commanded(command, memory.lang)
        if ordered := safety_command(text, self._knowledge):
            return _ordered(ordered)
        return Heard(words=text)

    def _in_danger(self, text: str, lang: Lang) -> Heard | None:
        """Danger, told in any language, from any state."""
        if len(text) > MESSAGE_LIMIT or _unreadable(text):
            return None
        alarm = self._danger.heard(text, lang)
        if alarm is None or alarm.kind not in CRISES:
            return None
        return Heard(local=f"crisis_{alarm.kind}", danger=alarm.kind, pending=CRISIS, spoken=alarm.language)

    def _after_danger(self, memory: Memory, text: str | None, choice: Any | None) -> Heard:
        """Only a plain wish goes on with the questions; whatever else is said, it is asked again or stopped."""
        offered = crisis_choices(self._knowledge, memory.lang, for_other=memory.for_other)
        said = choice if text is None else match_choice(text, offered) or self._yes_or_no(memory, text)
        command = None if text is None else self._listener.command(text)
        if said in (GO_ON, "yes") or command in ("resume", "safe"):
            return go_on(memory, "safe_go_on") if not memory.is_over else Heard("result", said="safe_go_on")
        if said in (STOP, "no") or command == "pause":
            return Heard("pause")
        if command is not None:
            return _commanded(command, memory.lang)
        if text is None:
            return self._choice(memory, choice)
        return Heard(local="go_on_first", pending=CRISIS)

    def _yes_or_no(self, memory: Memory, text: str) -> str | None:
        return match_choice(text, _yes_no(self._knowledge, memory))

    def _whether_right(self, memory: Memory, text: str | None, choice: Any | None) -> Heard | None:
        """Whether what was understood is right; None for anything else, which is read as ever."""
        offered = understood_choices(self._knowledge, memory.lang, for_other=memory.for_other)
        if text is None:
            return Heard("answer", choice) if choice in (RIGHT, NOT_RIGHT) else None
        said = match_choice(text, offered)
        plain = {"yes": RIGHT, "no": NOT_RIGHT}.get(self._yes_or_no(memory, text) or "")
        return Heard("answer", said or plain) if said or plain else None

    def _answer(self, memory: Memory, text: str) -> Heard | None:
        """The answer or the control that the words plainly are."""
        question = memory.question
        if question is None:
            return None
        own = choices(question, self._knowledge, memory.lang)
        answer = match_answer(text, question, own)
        if answer is not None:
            return Heard("answer", answer)
        ways_out = controls(question, self._knowledge, memory.lang, can_go_back=bool(memory.history))
        listed = (*own, *ways_out) if question.kind != "number" else ways_out
        if (control := match_choice(text, listed)) in CONTROLS:
            return _control(str(control))
        return None

    def _choice(self, memory: Memory, choice: Any) -> Heard:
        if isinstance(choice, str) and choice in CONTROLS:
            return _control(choice)
        question = memory.question
        answer = None if question is None else read_value(question, _as_number(question, choice))
        if answer is not None:
            return Heard("answer", answer)
        if isinstance(choice, str) and choice in INTENTS:
            return _commanded(choice, memory.lang)
        own = allowed_values(question) if question else WHICH if memory.which else ()
        allowed = (*own, *INTENTS)
        raise UnusableMessage("choice", f"one of: {', '.join(dict.fromkeys(allowed))}", memory.question_key, choice)

    def _confirmed(self, memory: Memory, text: str | None, choice: Any | None) -> Heard:
        """Only a plain yes deletes; anything else keeps everything."""
        said = choice if text is None else match_choice(text, _yes_no(self._knowledge, memory))
        if said == "yes" or (text is not None and self._listener.command(text) == "delete"):
            return Heard(local="deleted", ends=True)
        return Heard(local="delete_kept")

    def _confirmed_save(self, memory: Memory, text: str | None, choice: Any | None) -> Heard:
        """Only a plain yes saves; a wish to delete is heard all the same."""
        said = choice if text is None else match_choice(text, _yes_no(self._knowledge, memory))
        command = choice if text is None else self._listener.command(text)
        if said == "yes" or command == "save":
            return Heard(local="code_given", act="save")
        return _commanded("delete", memory.lang) if command == "delete" else Heard(local="code_declined")


def _yes_no(knowledge: Knowledge, memory: Memory) -> tuple[Choice, ...]:
    return tuple(Choice(value, knowledge.messages.say(f"{value}_label", memory.lang)) for value in ("yes", "no"))


def _commanded(command: str, lang: Lang) -> Heard:
    """What a command word, or a choice of the same name, sets going."""
    match command:
        case "delete":
            return Heard(local="delete_confirm", pending=CONFIRM_DELETE)
        case "save":
            return Heard(local="code_offer", pending=CONFIRM_SAVE)
        case "withdraw":
            return Heard(local="sharing_ended", act="withdraw")
        case "restart":
            return Heard("start", restarts=True)
        case "more":
            return Heard("start", opens_all=True)
        case "english" | "spanish":
            return Heard("start" if command == _NAMED[lang] else "language")
        case "resume":
            return Heard("start")
        case "law":
            return Heard(local="law")
        case "change":
            return Heard(local="change", pending=CHANGING)
    return _control(command)


def _ordered(ordered: Ordered) -> Heard:
    """A command in a language in which Faro keeps people safe and asks no questions."""
    match ordered.command:
        case "delete":
            return Heard(local="delete_confirm", pending=CONFIRM_DELETE)
        case "stop" | "exit":
            return Heard("pause")
    return Heard(local="cannot_ask", spoken=ordered.language)


def _control(value: str) -> Heard:
    return Heard("answer", value) if value in ("not_sure", "prefer_not") else Heard(value)


def _as_number(question: Question, choice: Any) -> Any:
    """A form sends numbers as text."""
    if question.kind == "number" and isinstance(choice, str) and choice.strip().isdecimal():
        return int(choice)
    return choice


def _unreadable(text: str) -> bool:
    """Empty, or with characters nobody types: NUL, other controls, half of a surrogate pair."""
    if not text.strip():
        return True
    return any((ord(char) < 32 and char not in "\t\n\r") or 0xD800 <= ord(char) <= 0xDFFF for char in text)
