"""Every text that may be said where somebody answers for another, and what in it speaks to whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang, Told, Words

SPOKEN_TO = {
    "en": re.compile(r"\b(you|your|yours|yourself|me|my|mine)\b", re.IGNORECASE),
    "es": re.compile(r"\b(usted|ustedes|me|m[íi]|mis|suy[oa]s?|su|sus|le|les)\b", re.IGNORECASE),
}
"""Spanish says "su" and "le" to the reader and of others alike: where somebody is named, they are that one's."""
NAMED = re.compile(r"\b(persona|alguien|quien|quién|joven|hijo|hija|madre|padre|cónyuge|jóvenes)\b", re.IGNORECASE)
RECORDS = ("policy.", "parole.", "contact.")
"""Texts of law and of offices, which speak of no one person."""
FOR_ONESELF_ONLY = {"notice_texts", "notice_operator", "code_offer", "code_given", "opted_out"}
"""Messages that no conversation for somebody else comes to."""


def speaks_to_reader(name: str, text: str, lang: Lang) -> bool:
    """In rules of law, parole and contacts "su" and "le" are said of offices and cases; there only "usted" counts."""
    found = SPOKEN_TO[lang].findall(text)
    if lang == "es" and (NAMED.search(text) or name.startswith(RECORDS)):
        found = [word for word in found if word.lower() not in ("su", "sus", "le", "les")]
    return bool(found)


def for_other(words: Words, lang: Lang) -> str:
    return words.in_(lang, for_other=True) if isinstance(words, Told) else words.in_(lang)


def texts(knowledge: Knowledge) -> Iterator[tuple[str, Words]]:
    """Name and words of each."""
    yield from _of_questions(knowledge)
    yield from _of_rules(knowledge)
    for key, message in knowledge.messages.messages.items():
        if key not in FOR_ONESELF_ONLY:
            yield f"message.{key}", message
    for statement in knowledge.policies.statements:
        yield f"policy.{statement.id}", statement.text
    for said in knowledge.paroles.file.statements:
        yield f"parole.{said.id}", said.text
    for contact in knowledge.helplines.file.contacts:
        yield f"contact.{contact.id}", contact.what


def _of_questions(knowledge: Knowledge) -> Iterator[tuple[str, Words]]:
    for module in knowledge.screens.interview.modules:
        if module.note:
            yield f"{module.module}.note", module.note
        for question in module.questions:
            yield f"{question.key}.ask", question.ask_other
            yield f"{question.key}.why", question.why
            if question.help:
                yield f"{question.key}.help", question.help
            for choice in question.choices:
                yield f"{question.key}.{choice.value}", choice.label


def _of_rules(knowledge: Knowledge) -> Iterator[tuple[str, Words]]:
    for rules in knowledge.rulebook.categories.values():
        for element in {element.id: element for path in rules.paths for element in path.elements}.values():
            yield f"{element.id}.name", element.name
            yield element.id, element.plain
            yield from ((f"{element.id}: {excuse.by}", excuse.plain) for excuse in element.excused)
        yield from ((f"{rules.category}.cap {i}", cap.plain) for i, cap in enumerate(rules.caps))
        yield from ((told.id, told.plain) for told in rules.tell)
    for flag in knowledge.rulebook.flags:
        yield from ((f"{flag.id}.clock {i}", clock.what) for i, clock in enumerate(flag.clocks))
    yield from ((one.id, one.says) for one in knowledge.rulebook.contradictions)
    yield from ((one.id, one.tell) for one in knowledge.rulebook.interactions)
