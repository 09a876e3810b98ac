"""Words that no program would write by itself, every form they could be kept in, and a search for them."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

NAME, ABUSER = "Zoraida Quetzallí Montenegrín", "Baltasar Oquendo-Ruyán"
PHONE, ADDRESS = "+1 703 555 0187", "4711 Wendelgard Lane"
A_NUMBER, BORN = "A209 871 443", "1987-03-29"
CANARIES = (NAME, ABUSER, PHONE, ADDRESS, A_NUMBER, BORN)
PARTS = (  # none that could stand in random bytes written as hexadecimal digits
    *CANARIES, "Zoraida", "Quetzallí", "Montenegrín", "Baltasar", "Oquendo", "Ruyán", "703 555", "7035550187",
    "555 0187", "Wendelgard", "209871443", "871 443",
)  # fmt: skip
SENTENCE = (
    f"I am {NAME}, born {BORN}, number {A_NUMBER} {A_NUMBER.replace(' ', '')}. I live at {ADDRESS}. "
    f"My phone is {PHONE}, {PHONE.replace(' ', '')}. The name is {ABUSER}."
)
TOKEN = "Zoraida-7035550187-209871443"
"""Canaries as one visible ASCII word, for ids, headers and addresses."""


def forms(part: str) -> Iterator[bytes]:
    """The ways these words could stand in bytes."""
    for text in {part, part.lower(), part.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            yield text.encode(encoding)
        written = (
            quote(text),
            quote(text, safe=""),
            quote_plus(text),
            json.dumps(text)[1:-1],
            html.escape(text),
            repr(text)[1:-1],
        )
        yield from (form.encode() for form in written)
        yield text.encode().hex().encode()
    yield from _in_base64(part)


def _in_base64(part: str) -> Iterator[bytes]:
    """Encoded from each of the three places in a group where words can begin, less the letters neighbours share."""
    for before in range(3):
        raw = b"\0" * before + part.encode()
        whole = len(raw) // 3 * 3
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            inner = encode(raw[:whole])[4 if before else 0 :]
            if len(inner) >= 8:
                yield inner


FORMS = {form: part for part in PARTS for form in forms(part) if len(form) >= 5}


def found_in(content: bytes) -> set[str]:
    """Which words stand in these bytes, in any form."""
    return {part for form, part in FORMS.items() if form in content}


def found_under(folders: Iterable[Path]) -> dict[str, set[str]]:
    """Which words stand in which file, or in a file's name."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if hits := found_in(content) | found_in(str(path).encode()):
                found[str(path)] = hits
    return found
