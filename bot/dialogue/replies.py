"""From what was said to a reply a channel can show: messages, the open question with its choices, how far along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from actions.memory import Memory
from bot.dialogue.heard import Heard
from bot.dialogue.turns import MESSAGE_LIMIT, Asked, Choice, Message, Progress, Reply
from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import LANGUAGES
from bot.knowledge.questions import Question
from bot.wording import asking
from bot.wording.changing import change_message, which_message
from bot.wording.faq import faq_messages
from bot.wording.helplines import say
from bot.wording.law import law_messages
from bot.wording.safety_languages import cannot_ask, danger_texts

UNTOLD = "•••"
"""What stands in a kept reply where a code was told: the code itself is kept nowhere."""


def with_code(reply: Reply, code: str) -> Reply:
    """The reply as it is told this once."""
    told = tuple(replace(message, text=message.text.replace(UNTOLD, code)) for message in reply.messages)
    return replace(reply, messages=told)


class Speaker:
    """Puts replies together."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def reply(self, heard: Heard, responses: Iterable[dict[str, Any]], memory: Memory) -> Reply:
        """What Rasa's actions said."""
        messages = tuple(_message(response) for response in responses)
        if heard.restarts:
            messages = (Message("notice", self._say("restarted", memory)), *messages)
        if heard.said:
            messages = (Message("notice", self._say(heard.said, memory)), *messages)
        return Reply(messages, self._asked(memory), _progress(memory), memory.lang)

    def local_reply(self, memory: Memory, heard: Heard) -> Reply:
        """What is said without Rasa, and the open question again."""
        key = heard.local or "not_understood"
        if key == "cannot_ask" and heard.spoken:
            told_so = Message("notice", cannot_ask(heard.spoken, self._knowledge, memory.day))
            return Reply((told_so, *self._again(memory)), self._asked(memory), _progress(memory), memory.lang)
        if key == "law":
            said = law_messages(memory.screening(), memory.answers, self._knowledge, memory.lang)
            return Reply((*said, *self._again(memory)), self._asked(memory), _progress(memory), memory.lang)
        if key == "change":
            return self._change(memory)
        if heard.asked:
            told = faq_messages(heard.asked, self._knowledge, memory.lang, memory.day)
            return Reply((*told, *self._again(memory)), self._asked(memory), _progress(memory), memory.lang)
        text = self._say(key, memory, limit=f"{MESSAGE_LIMIT:,}", code=UNTOLD)
        if heard.ends:
            return Reply((Message("notice", text),), None, Progress(0, 0, 0), memory.lang, ended=True)
        if key.startswith("crisis") or key == "go_on_first":
            asked = Message(
                "crisis", text, asking.crisis_choices(self._knowledge, memory.lang, for_other=memory.for_other)
            )
            return Reply((*self._in_their_language(heard, memory), asked), None, _progress(memory), memory.lang)
        if key == "still_paused":
            return Reply((Message("text", text),), None, _progress(memory), memory.lang)
        if heard.pending:
            return Reply((Message("question", text, self._yes_no(memory)),), None, _progress(memory), memory.lang)
        first = Message("notice", text)
        return Reply((first, *self._again(memory)), self._asked(memory), _progress(memory), memory.lang)

    def _in_their_language(self, heard: Heard, memory: Memory) -> Iterator[Message]:
        """What is said to danger in the language it was told in, where that is not the one of the conversation."""
        if heard.danger is None or heard.spoken in (None, memory.lang):
            return
        lang = next((lang for lang in LANGUAGES if lang == heard.spoken), None)
        if lang:
            key = f"crisis_{heard.danger}"
            yield Message("crisis", say(key, self._knowledge, lang, memory.day, for_other=memory.for_other))
        elif heard.spoken:
            told = danger_texts(heard.danger, heard.spoken, memory.lang, self._knowledge, memory.day)
            yield Message("crisis", told[0].text)

    def _change(self, memory: Memory) -> Reply:
        """The list of answers to pick from, or that there is none yet."""
        offered = change_message(memory.answers, self._knowledge, memory.lang, for_other=memory.for_other)
        if offered:
            return Reply((offered,), None, _progress(memory), memory.lang)
        none = Message("notice", self._say("change_none", memory))
        return Reply((none, *self._again(memory)), self._asked(memory), _progress(memory), memory.lang)

    def trouble(self, memory: Memory) -> Reply:
        """What is said when Rasa or an action failed: help first, and the same question."""
        text = self._say("trouble", memory)
        first = Message("notice", text)
        return Reply((first, *self._again(memory)), self._asked(memory), _progress(memory), memory.lang)

    def _again(self, memory: Memory) -> tuple[Message, ...]:
        question = memory.question
        if memory.understood:
            told = asking.understood_message(
                memory.understood, self._knowledge, memory.lang, for_other=memory.for_other
            )
            return (told,)
        if memory.which:
            return (
                which_message(memory.which, memory.answers, self._knowledge, memory.lang, for_other=memory.for_other),
            )
        if question is None:
            return ()
        shown = asking.question_message(
            question, self._knowledge, memory.lang, for_other=memory.for_other, can_go_back=bool(memory.history)
        )
        return (shown,)

    def _asked(self, memory: Memory) -> Asked | None:
        question = memory.question
        if question is None:
            return None
        if memory.understood:
            own = asking.understood_choices(self._knowledge, memory.lang, for_other=memory.for_other)
            return Asked(question.key, "choice", own, self._ways_out(question, memory))
        low, high = (question.range.low, question.range.high) if question.range else (None, None)
        return Asked(
            question.key,
            question.kind,
            asking.choices(question, self._knowledge, memory.lang, for_other=memory.for_other),
            self._ways_out(question, memory),
            low,
            high,
            question.unit,
        )

    def _ways_out(self, question: Question, memory: Memory) -> tuple[Choice, ...]:
        return asking.controls(
            question, self._knowledge, memory.lang, can_go_back=bool(memory.history), for_other=memory.for_other
        )

    def _say(self, key: str, memory: Memory, **values: object) -> str:
        return say(key, self._knowledge, memory.lang, memory.day, for_other=memory.for_other, **values)

    def _yes_no(self, memory: Memory) -> tuple[Choice, ...]:
        return tuple(Choice(v, self._say(f"{v}_label", memory)) for v in ("yes", "no"))


def _message(response: dict[str, Any]) -> Message:
    choices = tuple(Choice(choice["value"], choice["label"]) for choice in response.get("choices", ()))
    return Message(response.get("kind", "text"), response.get("text", ""), choices)


def _progress(memory: Memory) -> Progress:
    low, high = memory.standing.bounds
    return Progress(len(memory.history), low, high)
