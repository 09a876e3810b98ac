"""How an organisation's own contacts are written: the shape of its file, and what people read of a contact.

Pure shapes. Refuses to know which contacts are shipped.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from bot.knowledge.helplines import Contact
from bot.knowledge.models import Model, Slug, Source, Words
from bot.knowledge.parole_shapes import Review
from bot.knowledge.policy_review import PlainException


class OwnContactsFile(Model):
    """Contacts as in `contacts.yml`, the sources they name, shipped ones to `hide`, official names to excuse."""

    spanish_review: Review
    sources: dict[Slug, Source] = Field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    hide: tuple[Slug, ...] = ()
    plain_exceptions: tuple[PlainException, ...] = ()


def texts_of(contact: Contact) -> Iterator[tuple[str, Words]]:
    """What people read of a contact in either language, by field."""
    for field in ("name", "hours", "what", "before_you_call", "method"):
        if words := getattr(contact, field):
            yield field, words
