"""Phone numbers in text a person reads: found, escaped, and made links that a phone can call.

Knows how North American numbers are written. Refuses to know whose they are; `Hotline`s are handed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from bot.knowledge.models import Words

_NUMBER = re.compile(
    r"(?<![\w.\-/§$])"
    r"(?:(?:\+?1[\s.\-]?)?(?:\(\d{3}\)\s?|\d{3}[.\-])\d{3}[.\-]\d{4}|(?<!CFR )(?<!USC )(?:911|988))"
    r"(?![\w\-/$]|\.\d|\()"
)
_LINK = Markup('<a class="tel" href="tel:{}"><bdi>{}</bdi></a>')


@dataclass(frozen=True)
class Hotline:
    """A number somebody answers: whose, the number as people read it, what it is for, when and how it was checked."""

    name: Words
    phone: str
    what: Words
    checked: Words | None = None
    id: str = ""
    checked_on: date | None = None


def tel(phone: str) -> str:
    """The number as a `tel:` address takes it: ten digits get the country code, short numbers stay as they are."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 11 and digits.startswith("1"):
        return f"+{digits}"
    return f"+1{digits}" if len(digits) == 10 else digits


def phone_link(phone: str) -> Markup:
    """One number as a link."""
    return _LINK.format(tel(phone), phone)


def with_phone_links(text: str) -> Markup:
    """`text` escaped, with each phone number in it as a link and everything else as plain text."""
    parts: list[Markup] = []
    end = 0
    for found in _NUMBER.finditer(text):
        parts += [escape(text[end : found.start()]), phone_link(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
