"""Whom to call, in words: the short lines inside a message, and the full list with what to know before calling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.knowledge.catalog import Knowledge
from bot.knowledge.helplines import Contact
from bot.knowledge.models import Lang
from bot.policy.contacts import contacts
from bot.wording.messages import Message

SHORT_LISTS: dict[str, tuple[str, ...]] = {
    "danger_now": ("danger", "domestic_violence"),
    "detained": ("lawyer", "court"),
    "court_soon": ("lawyer", "court"),
    "crisis_danger_now": ("danger", "domestic_violence"),
    "crisis_self_harm": ("suicide",),
    "crisis_child_danger": ("child",),
    "minor": ("child",),
    "crisis_held": ("trafficking",),
    "person": ("domestic_violence", "trafficking", "suicide", "lawyer"),
    "paused": ("domestic_violence", "trafficking", "suicide"),
    "not_understood_thrice": ("domestic_violence", "trafficking", "lawyer"),
    "cannot_save": ("domestic_violence", "trafficking", "suicide"),
    "trouble": ("domestic_violence", "trafficking", "suicide"),
}
"""For each message that names contacts, which of them fit its moment (`for` in the contacts file), in this order."""


def say(key: str, knowledge: Knowledge, lang: Lang, day: date, *, for_other: bool = False, **values: object) -> str:
    """A message, with the phone lines that fit it filled in where it names {contacts}."""
    filled = {**STANDING_VALUES, **values, "contacts": _short(key, knowledge, lang, day)}
    return knowledge.messages.say(key, lang, for_other=for_other, **filled)


STANDING_VALUES: dict[str, object] = {"hours": 24, "minutes": 15}
"""Bounds that no setting goes past."""


def _short(key: str, knowledge: Knowledge, lang: Lang, day: date) -> str:
    return "\n".join(_line(contact, lang) for contact in chosen(key, knowledge, day))


def chosen(key: str, knowledge: Knowledge, day: date) -> tuple[Contact, ...]:
    """The contacts that fit the moment of the message `key`."""
    listed = contacts(knowledge.helplines, day).contacts
    fitting: dict[str, Contact] = {}
    for tag in SHORT_LISTS.get(key, ()):
        fitting.update({c.id: c for c in listed if tag in c.for_ and c.run_by != "ice" and c.id != "emergency"})
    return tuple(fitting.values())


def _line(contact: Contact, lang: Lang) -> str:
    return f"{contact.name.in_(lang)}: {contact.phone or contact.url}"


def contact_messages(
    knowledge: Knowledge,
    lang: Lang,
    day: date,
    tags: tuple[str, ...],
    *,
    brief: bool = False,
    for_other: bool = False,
) -> Iterator[Message]:
    """Contacts, independent help first, lines of ICE last with what to know before calling.

    `brief` keeps those that fit `tags`, and VESL: people ask for it, so it is always shown, with its caution.
    """
    listed = contacts(knowledge.helplines, day, tags)
    yield Message("text", knowledge.messages.say("contacts_intro", lang, for_other=for_other))
    for contact in listed.contacts:
        if not brief or contact.id == "vesl" or set(tags) & set(contact.for_):
            yield Message("contact", "\n".join(_full(contact, knowledge, lang)))
    for warning in listed.warnings:
        yield Message("notice", warning.in_(lang))


def contact_cards(knowledge: Knowledge, lang: Lang, day: date, ids: tuple[str, ...]) -> Iterator[Message]:
    """The contacts of these ids in full, independent help first."""
    for contact in contacts(knowledge.helplines, day).contacts:
        if contact.id in ids:
            yield Message("contact", "\n".join(_full(contact, knowledge, lang)))


def _full(contact: Contact, knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    yield contact.name.in_(lang)
    if contact.before_you_call:
        yield contact.before_you_call.in_(lang)
    yield " · ".join(_ways(contact))
    yield contact.what.in_(lang)
    labels = knowledge.helplines.file.labels
    sure = labels.confidence[contact.confidence].in_(lang)
    yield f"{labels.last_checked.in_(lang)}: {contact.last_checked.isoformat()} · {sure}"


def _ways(contact: Contact) -> Iterator[str]:
    """Every way to reach it, the plainest first."""
    if contact.phone:
        yield contact.phone
    if contact.text_to:
        yield f"SMS {contact.text_word or ''} → {contact.text_to}".replace("  ", " ")
    if contact.tty:
        yield f"TTY {contact.tty}"
    if contact.url:
        yield contact.url
