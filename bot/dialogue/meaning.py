"""From words that were understood to what the turn does: an answer to confirm, an aside, a frequent question, a doubt.

Words never become an answer by themselves: unless they are a plain yes, no or "I don't know", a yes comes first.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from actions.memory import Memory
from bot.dialogue.changing import CHANGING
from bot.dialogue.heard import Heard, go_on
from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.questions import UNSURE
from bot.nlp.reading import ANSWER, UNCLEAR, Understood
from bot.rasa_runtime.errors import EngineError
from bot.screening.answers import Value
from bot.wording.asking import NOT_RIGHT, RIGHT
from bot.wording.faq_matching import Matcher

Understand = Callable[[str, str | None, bool], Awaitable[Understood]]
"""What words mean while a question is open."""
WORTH_ASKING = 0.6
"""From so sure on, an answer read out of words is shown to be confirmed; below it, the choices are shown."""
SURE_OF_TALK = 0.95
"""So sure words must be about the talk itself not to be taken for the frequent question they also sound like."""
SURE_OF_CHANGE = 0.83
"""So sure an earlier answer must be contradicted before it is offered to be changed."""
SURE_UNSURE = 0.83
"""So sure "not sure" and "rather not say" must be to be taken without asking back; they say nothing wrong."""
LOOKED_BACK = 15
"""How many of the last answers are looked through for the one that is meant to be changed."""
_ABOUT_THIS_TALK = (
    "why",
    "who_sees",
    "repeat",
    "back",
    "change",
    "pause",
    "delete",
    "language",
    "are_you_human",
    "skip",
)
"""What is about the talk itself: it is answered as such, before the frequent questions."""
_NAMES: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(english|ingl[eé]s)\b", re.IGNORECASE),
    "es": re.compile(r"\b(spanish|espa[nñ]ol|castellano)\b", re.IGNORECASE),
}
_SAID_ANYTIME = (
    "why", "who_sees", "repeat", "back", "pause", "person", "are_you_human", "help", "thanks", "goodbye", "angry",
    "silence", "other_person", "verdict", "contacts", "protections", "parole", "result", "greet", "start", "language",
)  # fmt: skip


class Interpreter:
    """Turns words into what is heard, with the help of the language component."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._faq = Matcher(knowledge.faq)

    async def heard(self, memory: Memory, words: str, understand: Understand) -> Heard:
        """What `words` do in the conversation as it stands."""
        near = self._faq.nearest(words)
        asked = Heard(local="faq", asked=near.name) if near and near.is_sure else None
        if asked and near and near.is_plain:
            return asked
        try:
            understood = await understand(words, memory.question_key, False)
        except EngineError:  # frequent questions are known, and so answered, without the language component
            if asked is None:
                raise
            return asked
        if asked and not _plainly_of_this_talk(understood):
            return asked
        understood = understood.told_of(memory.for_other, memory.question_key)
        if memory.understood and understood.polarity:  # "nada de eso" to "is that right?"
            return Heard(ANSWER, RIGHT if understood.polarity == "yes" else NOT_RIGHT)
        if understood.corrects or understood.said == "change":
            meant = await self._meant(memory, words, understood, understand)
            if meant:
                return go_on(memory.waiting(meant))
        if understood.said == "language" and (named := _named(words)):
            return Heard("repeat" if named == memory.lang else "language")
        if understood.said in _ABOUT_THIS_TALK and understood.confidence >= WORTH_ASKING:
            return _aside(understood)
        if understood.polarity == "yes" and memory.question and memory.question.kind == "many":
            return Heard(local="which_of_these")
        return self._answer(understood) or _aside(understood)

    def _answer(self, understood: Understood) -> Heard | None:
        """An answer, to be confirmed unless it is plain; None where the words are something else or doubtful."""
        if understood.said in UNSURE:
            taken = understood.plain or understood.confidence >= SURE_UNSURE
            return Heard(understood.said) if taken and not understood.facts else _guess(understood.said, understood)
        if understood.said == ANSWER and understood.value is not None and understood.confidence >= WORTH_ASKING:
            if understood.plain and not understood.facts:
                return Heard(ANSWER, understood.value)
            return _guess(understood.value, understood)
        if understood.said in (ANSWER, UNCLEAR) and understood.facts:
            return _guess(None, understood)
        return None

    async def _meant(
        self, memory: Memory, words: str, understood: Understood, understand: Understand
    ) -> dict[str, Value]:
        """The earlier answers that the words put right: facts that differ, or the one they plainly contradict."""
        facts = {key: value for key, value in understood.facts.items() if memory.answers.get(key, value) != value}
        return facts or await self._contradicted(memory, words, understand)

    async def _contradicted(self, memory: Memory, words: str, understand: Understand) -> dict[str, Value]:
        """The one answer given before that `words` plainly change."""
        found: list[tuple[float, str, Value]] = []
        for key in memory.history[-LOOKED_BACK:]:
            if key not in memory.answers:
                continue
            read = await understand(words, key, True)
            if read.said == ANSWER and read.value is not None and not read.plain and read.value != memory.answers[key]:
                found.append((read.confidence, key, read.value))
        found.sort(key=lambda one: -one[0])
        if not found or found[0][0] < SURE_OF_CHANGE or (len(found) > 1 and found[1][0] > found[0][0] - 0.05):
            return {}
        return {found[0][1]: found[0][2]}


def _plainly_of_this_talk(understood: Understood) -> bool:
    """ "Say that again" is not: "what does VAWA mean" sounds like it and has an answer of its own."""
    talk = understood.said in _ABOUT_THIS_TALK and understood.said != "repeat"
    return talk and understood.confidence >= SURE_OF_TALK


def _named(words: str) -> Lang | None:
    """The one language that the words name; None for none or both."""
    found = [lang for lang, name in _NAMES.items() if name.search(words)]
    return found[0] if len(found) == 1 else None


def _guess(value: Value | None, understood: Understood) -> Heard:
    return Heard(ANSWER, value, sure=False, facts=understood.facts)


def _aside(understood: Understood) -> Heard:
    match understood.said:
        case "skip":
            return Heard("prefer_not")
        case "delete":
            return Heard(local="delete_confirm", pending="delete")
        case "change":
            return Heard(local="change", pending=CHANGING)
        case said if said in _SAID_ANYTIME and understood.confidence >= WORTH_ASKING:
            return Heard(said)
    return Heard("nlu_fallback")
