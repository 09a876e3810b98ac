"""What a person may say instead of answering, and what Faro says to it; the question itself stays open."""

from __future__ import annotations

from actions import changing
from actions.memory import AGAIN, CONFUSED, Memory
from actions.speaking import Speaking
from bot.wording.changing import change_message
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


class ActionChange(Speaking):
    """The answers given so far, to pick one from."""

    action_name = "action_change"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        listed = change_message(memory.answers, memory.knowledge, memory.lang, for_other=memory.for_other)
        return [listed or _plain("change_none", memory)], memory


class ActionAngry(Speaking):
    action_name = "action_angry"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("angry", memory)], memory


class ActionSilence(Speaking):
    action_name = "action_silence"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("silence", memory)], memory


class ActionOtherPerson(Speaking):
    """Whether somebody else wrote here is told to nobody."""

    action_name = "action_other_person"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("someone_else", memory)], memory


class ActionVerdict(Speaking):
    """Asked whether a case will be won, or which form to file: what Faro cannot say, and what it can."""

    action_name = "action_verdict"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return [_plain("verdict", memory)], memory


class ActionClarify(Speaking):
    """Says that the words were not understood; the third time in a row, names people to talk to."""

    action_name = "action_clarify"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        return clarified(memory)


def clarified(memory: Memory) -> tuple[list[Message], Memory]:
    """What is said to words that were not understood, by how often in a row that was so."""
    before = memory.settings.get(CONFUSED)
    times = before if isinstance(before, int) else 0
    said = _NOT_UNDERSTOOD[min(times, len(_NOT_UNDERSTOOD) - 1)]
    last = times + 1 == len(_NOT_UNDERSTOOD)
    return [_plain(said, memory)], memory.marked(CONFUSED, None if last else times + 1)


_NOT_UNDERSTOOD = ("not_understood", "not_understood_again", "not_understood_thrice")
