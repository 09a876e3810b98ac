"""The conversations a channel can hold, as an interface: what `channels/` may rely on and nothing more."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from bot.dialogue.turns import Reply, Review, View
from bot.knowledge.models import Lang
from bot.screening.moved import Moved


class Conversations(Protocol):
    """Sessions opened by a secret token. Every method may raise CannotSave; all but `open` SessionUnknown."""

    async def open(self, lang: Lang | None, who: str | None, as_of: date | None = None) -> tuple[str, Reply]:
        """Start a session. Returns its bearer token (256 random bits, never stored) and the first messages."""

    async def say(
        self, token: str, message_id: str, text: str | None = None, choice: str | int | list[str] | None = None
    ) -> Reply:
        """Take one turn, by text or by choice. The same `message_id` again gives the same reply, nothing done twice.

        Raises UnusableMessage when neither or both are given, or the choice is none of those offered.
        """

    async def view(self, token: str, *, peek: bool = False) -> View:
        """The session as it stands, for a page that was reloaded.

        Where rules changed since they were last shown, the last reply says so first, until the next turn. To `peek` is
        to look without showing: then the news waits.
        """

    async def result(self, token: str) -> dict[str, Any]:
        """The result of `faro screen` on the answers so far, with texts in the session's language."""

    async def review(self, token: str) -> Review:
        """Every answer so far in words, each with what may stand in its place."""

    async def change(self, token: str, key: str, value: Any) -> tuple[Moved, ...]:
        """Change one answer and keep all others: the categories whose outcome moved. The same again moves nothing.

        What the change makes worth asking is asked next. Raises UnusableMessage for an unknown key or a value that its
        question does not take.
        """

    async def save(self, token: str) -> str:
        """Keep the session past its day. Returns the words that open it again, told once; earlier ones end."""

    async def resume(self, code: str) -> tuple[str, Reply]:
        """Open a saved session by its words: a new token, and what was said last. The token of before opens nothing.

        Raises CodeUnknown, after the same time as for a code that opens something.
        """

    async def delete(self, token: str) -> None:
        """Remove the session and everything of it."""
