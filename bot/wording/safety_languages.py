"""What keeps a person safe, in whatever language they told of danger: one text for a kind and a language.

The languages of the interview speak from the messages, every other from its own file in `data/safety/texts`; here no
language has a name. Knows which contacts fit. Refuses to know what was typed and when a text is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.knowledge.catalog import Knowledge
from bot.knowledge.danger import DangerClass
from bot.knowledge.helplines import Contact
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.safety_texts import SafetyCommand, SafetyKey, SafetyTexts
from bot.policy.contacts import contacts
from bot.wording.helplines import STANDING_VALUES, chosen, say
from bot.wording.matching import plain

_MESSAGES: Mapping[SafetyKey, str] = {
    "danger_now": "crisis_danger_now",
    "self_harm": "crisis_self_harm",
    "child_danger": "crisis_child_danger",
    "medical": "crisis_medical",
    "held": "crisis_held",
    "stopped": "paused",
    "opted_out": "opted_out",
    "delete_confirm": "delete_confirm",
    "deleted": "deleted",
}
"""The message that says the same in a language of the interview."""


@dataclass(frozen=True)
class Spoken:
    """A text and the language it is in, for a page to mark it by."""

    language: str
    text: str


def safety_text(key: SafetyKey, language: str, knowledge: Knowledge, day: date) -> str:
    """One text, filled in. KeyError for a language without safety texts, or a text without a message."""
    lang = _interview(language)
    if lang:
        return say(_MESSAGES[key], knowledge, lang, day)
    texts = knowledge.safety_languages[language]
    return texts.texts[key].format_map(_filled(key, texts, knowledge, day))


def danger_texts(kind: DangerClass, told_in: str, session: Lang, knowledge: Knowledge, day: date) -> tuple[Spoken, ...]:
    """What is said when danger is heard: in the language it was told in first, then in that of the session."""
    key: SafetyKey = kind  # type: ignore[assignment]  # the kinds of danger are texts; asking for help is none
    known = told_in in LANGUAGES or told_in in knowledge.safety_languages
    languages = dict.fromkeys((told_in, session) if known else (session,))
    return tuple(Spoken(language, safety_text(key, language, knowledge, day)) for language in languages)


def cannot_ask(language: str, knowledge: Knowledge, day: date) -> str:
    """That Faro asks no questions in this language, who can help, which words work; and that nobody has read it yet."""
    told = safety_text("cannot_ask", language, knowledge, day)
    if knowledge.is_reviewed(language):
        return told
    return f"{told}\n\n{safety_text('unreviewed', language, knowledge, day)}"


@dataclass(frozen=True)
class Ordered:
    """A command that a whole message is, and the language of its words."""

    command: SafetyCommand
    language: str


def safety_command(text: str, knowledge: Knowledge) -> Ordered | None:
    """The command that the whole message is in a language for safety; those of the interview are heard before."""
    said = plain(text)
    return next((found for word, found in _commands(knowledge) if plain(word) == said), None)


def _commands(knowledge: Knowledge) -> Iterator[tuple[str, Ordered]]:
    for texts in knowledge.safety_languages:
        for command, words in texts.commands.items():
            for word in words:
                yield word, Ordered(command, texts.language)  # type: ignore[arg-type]  # checked on load


def _filled(key: SafetyKey, texts: SafetyTexts, knowledge: Knowledge, day: date) -> dict[str, object]:
    words = {command: f"“{said[0]}”" for command, said in texts.commands.items()}
    lines = "\n".join(_line(contact, texts) for contact in _fitting(key, knowledge, day))
    return {**STANDING_VALUES, **words, "contacts": lines}


def _fitting(key: SafetyKey, knowledge: Knowledge, day: date) -> tuple[Contact, ...]:
    if key in _MESSAGES:
        return chosen(_MESSAGES[key], knowledge, day)
    listed = contacts(knowledge.helplines, day).contacts
    return tuple(c for c in listed if "interpreters" in c.languages and c.run_by == "independent" and c.phone)


def _line(contact: Contact, texts: SafetyTexts) -> str:
    named = texts.contacts.get(contact.id)
    return f"{named.name if named else contact.name.in_('en')}: {contact.phone or contact.url}"


def _interview(language: str) -> Lang | None:
    return next((lang for lang in LANGUAGES if lang == language), None)
