"""What a person may say instead of answering, and what Faro says to it; the question itself stays open."""

from __future__ import annotations

from actions import changing
from actions.memory import AGAIN, CONFUSED, Memory
from actions.speaking import Speaking
from bot.wording.explaining import why_messages
from bot.wording.helplines import say
from bot.wording.messages import Message


def _plain(key: str, memory: Memory, **values: object) -> Message:
    said = say(key, memory.knowledge, memory.lang, memory.day, for_other=memory.for_other, **values)
    return Message("text", said)


class ActionWhy(Speaking):
    """Why the open question is asked, and what its answer decides now."""

    action_name = "action_why"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        if (question := memory.question) is None:
            return [_plain("help", memory)], memory
        said = why_messages(question, memory.answers, memory.knowledge, memory.lang, for_other=memory.for_other)
        return list(said), memory


class ActionWhoSees(Speaking):
    action_name = "action_who_sees"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("who_sees", memory)], memory


class ActionBack(Speaking):
    """Takes the last answer away, so that its question is asked again; one asked again is left as it was."""

    action_name = "action_back"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        if memory.settings.get(AGAIN):
            return [_plain("change_kept", memory)], changing.not_again(memory)
        if not memory.history:
            return [_plain("back_nothing", memory)], memory
        return [], changing.checked(memory.one_back())


class ActionPause(Speaking):
    """Stops for now; the answers stay, and any answer or greeting goes on at the same question."""

    action_name = "action_pause"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("paused", memory)], memory.asking(None)


class ActionDelete(Speaking):
    """Forgets every answer and setting but the language. What is stored is removed by the conversation around Rasa."""

    action_name = "action_delete"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        emptied = Memory(memory.knowledge, {}, {"language": memory.lang}, None)
        return [_plain("deleted", memory)], emptied


class ActionPerson(Speaking):
    action_name = "action_person"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("person", memory)], memory


class ActionAbout(Speaking):
    """Whether this is a person, and what can be said here."""

    action_name = "action_about"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("human", memory), _plain("help", memory)], memory


class ActionThanks(Speaking):
    action_name = "action_thanks"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("thanks", memory)], memory


class ActionLanguage(Speaking):
    """Changes to the other language and keeps everything else."""

    action_name = "action_language"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        after = memory.marked("language", "en" if memory.lang == "es" else "es")
        return [_plain("language_changed", after)], after


class ActionClarify(Speaking):
    """Says that the words were not understood; at the second time in a row, names people to talk to."""

    action_name = "action_clarify"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        if memory.settings.get(CONFUSED):
            return [_plain("not_understood_twice", memory)], memory.marked(CONFUSED, None)
        return [_plain("not_understood", memory)], memory.marked(CONFUSED, 1)
