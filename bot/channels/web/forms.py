"""What a page's form sends, read as a turn: one choice, several, a number, or words.

Pure but for reading the body. Refuses to know whether an answer fits the question; the conversation says that.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

Form = dict[str, list[str]]
_FIELDS_LIMIT = 200
_ID = re.compile(r"[\w-]{8,40}", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True)
class FormTurn:
    """One turn by form. `question` is what stood open on the page that was sent, empty when nothing did."""

    id: str
    question: str
    text: str | None = None
    choice: str | int | list[str] | None = None


def new_id() -> str:
    """The id of a message not yet sent: it stands in the form, so that sending twice is sending once."""
    return secrets.token_urlsafe(12)


async def read_form(request: Request) -> Form:
    """The fields of an urlencoded body. What is no UTF-8 becomes a replacement mark."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return parse_qs(body, keep_blank_values=True, max_num_fields=_FIELDS_LIMIT, errors="replace")
    except ValueError as error:
        raise HTTPException(422, f"The form has more than {_FIELDS_LIMIT} fields.") from error


def decode(form: Form) -> FormTurn | None:
    """The turn a form holds; None when it holds none, such as words left empty."""
    turn_id, question = first(form, "id"), first(form, "question")
    if not _ID.fullmatch(turn_id):
        return None
    if choice := first(form, "choice"):
        return FormTurn(turn_id, question, choice=choice)
    if "many" in form:
        return FormTurn(turn_id, question, choice=[value for value in form["many"] if value])
    if number := first(form, "number").strip():
        whole = _WHOLE.fullmatch(number)
        return FormTurn(turn_id, question, choice=int(number)) if whole else FormTurn(turn_id, question, text=number)
    words = first(form, "words").replace("\r\n", "\n")
    return FormTurn(turn_id, question, text=words) if words.strip() else None


def first(form: Form, name: str) -> str:
    return form.get(name, [""])[0]
