"""Conversations that live: each turn read from the vault, taken through safety words and Rasa, written back, sealed.

Fails closed. What was typed is used for one turn and dropped; what is kept is answers, settings, and the last replies
so that a repeated message gets the same answer and a reloaded page can be drawn.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from actions.memory import Memory
from bot.dialogue.changing import changed_answer
from bot.dialogue.ears import Ears
from bot.dialogue.engine import Engine
from bot.dialogue.heard import Heard, go_on
from bot.dialogue.keeping import Session
from bot.dialogue.meaning import Interpreter
from bot.dialogue.reading import Reader
from bot.dialogue.replies import Speaker, with_code
from bot.dialogue.returning import news, shown_now
from bot.dialogue.reviewing import review
from bot.dialogue.turns import CannotSave, CodeUnknown, Reply, Review, SessionUnknown, View
from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.nlp.reading import FALLBACK
from bot.nlp.sentences import each_read_once
from bot.rasa_runtime.errors import EngineError
from bot.screening.moved import Moved, moved
from bot.vault.codes import COST, Cost
from bot.vault.releases import Releases
from bot.vault.saving import Saving
from bot.vault.sealing import new_token, token_opener
from bot.vault.sessions import ChangedMeanwhile, NoSuchSession, Vault, VaultDown
from bot.vault.sweeping import sweep
from bot.wording.results import result_json

log = logging.getLogger(__name__)
MessageChoice = str | int | list[str]
Taken = TypeVar("Taken")


def _now() -> int:
    return int(time.time())


class LiveConversations:
    """The conversations of one process: one Rasa agent, one vault."""

    def __init__(
        self,
        knowledge: Knowledge,
        engine: Engine,
        vault: Vault,
        surface: str = "web",
        now: Callable[[], int] = _now,
        ears: Ears | None = None,
        cost: Cost = COST,
        keys_copy: Path | None = None,
    ) -> None:
        self._knowledge, self._engine, self._vault = knowledge, engine, vault
        self._surface, self._now = surface, now
        self._keys_copy, self._releases = keys_copy, Releases(vault)
        self._one_code = asyncio.Semaphore(1)  # codes are slow by design; however many wait, the turns of others go on
        self._saving = Saving(vault, knowledge.code_words, cost)
        self._reader, self._speaker = Reader(knowledge, ears or Ears(knowledge.dangers)), Speaker(knowledge)
        self._interpreter = Interpreter(knowledge)

    async def open(self, lang: Lang | None, who: str | None, as_of: date | None = None) -> tuple[str, Reply]:
        """Start a session; see `bot.dialogue.service.Conversations`."""
        token = new_token()
        session = Session.new({
            "surface": self._surface,
            "language": lang,
            "who": who,
            "as_of": as_of.isoformat() if as_of else None,
        })  # fmt: skip
        reply = await self._turn(session, Heard("start"))
        session.keep(None, reply)
        session.shown = shown_now(session.memory)
        await self._vaulted(self._vault.open, token, session.state(), self._now())
        return token, reply

    async def say(
        self, token: str, message_id: str, text: str | None = None, choice: MessageChoice | None = None
    ) -> Reply:
        """Take one turn."""

        async def take(session: Session) -> Reply:
            if earlier := session.answered_already(message_id):
                return earlier
            first = news(session.memory, session.shown)
            heard = await self._heard(session, text, choice)
            if session.is_paused and heard.intent == FALLBACK:
                heard = Heard(local="still_paused")
            told = session.tell(message_id, first, await self._turn(session, heard))
            return await self._acted(token, heard, told)

        return await self._kept(token, take)

    async def _acted(self, token: str, heard: Heard, told: Reply) -> Reply:
        """What was heard done in the vault; the reply, with a code in it where one was asked for."""
        if heard.act == "save":
            return with_code(told, await self.save(token))
        if heard.act == "withdraw":
            await self._vaulted(self._releases.withdraw_all, [token_opener(token)], self._now())
        return told

    async def change(self, token: str, key: str, value: Any) -> tuple[Moved, ...]:
        """Change one answer; see `bot.dialogue.service.Conversations`."""

        async def take(session: Session) -> tuple[Moved, ...]:
            before = session.memory
            after = changed_answer(before, key, value)
            if after.answers == before.answers:
                return ()
            if session.is_paused:
                session.remember(after)
            else:
                session.keep(None, await self._turn(session, go_on(after)))
            return moved(before.screening(), after.screening())

        return await self._kept(token, take)

    async def _kept(self, token: str, take: Callable[[Session], Awaitable[Taken]]) -> Taken:
        """Read, take, write; what lost a race against another turn of the same session is taken again."""
        for _ in range(5):
            kept = await self._vaulted(self._vault.read, token, self._now())
            session = Session(kept.state)
            taken = await take(session)
            if not session.touched:
                return taken
            try:
                if isinstance(taken, Reply) and taken.ended:
                    await self._vaulted(self._vault.delete, token, self._now())
                else:
                    await self._vaulted(self._vault.write, token, kept, session.state(), self._now())
            except ChangedMeanwhile:
                continue
            return taken
        raise CannotSave

    async def view(self, token: str, *, peek: bool = False) -> View:
        """The session as it stands; see `bot.dialogue.service.Conversations`."""

        if not peek:
            await self._vaulted(self._vault.used, token, self._now())

        async def take(session: Session) -> View:
            first = None if peek else news(session.memory, session.shown)
            if first:
                session.tell(None, first, session.last_reply)
            return View(session.last_reply, {**session.memory.answers})

        return await self._kept(token, take)

    async def result(self, token: str) -> dict[str, Any]:
        memory = await self._session_memory(token)
        return result_json(memory.screening(), self._knowledge, memory.lang, for_other=memory.for_other)

    async def save(self, token: str) -> str:
        """See `bot.dialogue.service.Conversations`."""
        lang = (await self._session_memory(token)).lang
        async with self._one_code:
            code: str = await self._vaulted(self._saving.save, token, lang, self._surface, self._now())
        return code

    async def resume(self, code: str) -> tuple[str, Reply]:
        """See `bot.dialogue.service.Conversations`."""
        try:
            async with self._one_code:
                token: str = await self._vaulted(self._saving.resume, code, self._now())
        except SessionUnknown:
            raise CodeUnknown from None
        return token, (await self.view(token)).reply

    async def review(self, token: str) -> Review:
        return review(await self._session_memory(token), self._knowledge)

    async def delete(self, token: str) -> None:
        await self._vaulted(self._vault.delete, token, self._now())

    def can_save(self) -> bool:
        """Whether the database answers now."""
        return self._vault.answers()

    def purge(self) -> None:
        """Remove sessions whose time is up, and renew the copy of the wraps.

        A database that does not answer is tried again at the next sweep. A copy that cannot be written is complained
        of, since what is deleted stays in the one of before.
        """
        with contextlib.suppress(VaultDown):
            try:
                sweep(self._vault, self._keys_copy, self._now())
            except OSError as error:
                log.error("the copy of the wraps cannot be renewed: %s", error.strerror)

    async def _session_memory(self, token: str) -> Memory:
        return Session((await self._vaulted(self._vault.read, token, self._now())).state).memory

    async def _heard(self, session: Session, text: str | None, choice: MessageChoice | None) -> Heard:
        """What the turn means. Words that nothing plainer explains are read by the language component."""
        memory = session.memory
        with each_read_once():
            heard = self._reader.read(memory, session.pending, text, choice)
            if heard.words is None:
                return heard
            try:
                return await self._interpreter.heard(memory, heard.words, self._engine.understand)
            except EngineError:
                return Heard(local="trouble")

    async def _turn(self, session: Session, heard: Heard) -> Reply:
        """Answer one thing heard. Only what Rasa must decide goes to Rasa."""
        memory = session.memory
        if heard.local:
            session.pending = heard.pending
            return self._speaker.local_reply(memory, heard)
        if heard.restarts:
            session.restart()
        if heard.opens_all:
            session.open_all()
        state = session.rasa_from(heard.remembered) if heard.remembered else session.rasa_state
        try:
            responses, rasa_state = await self._engine.turn(state, heard)
        except EngineError:
            return self._speaker.trouble(memory)
        session.pending, session.rasa_state = None, rasa_state
        return self._speaker.reply(heard, responses, Memory.from_slots(rasa_state["slots"]))

    async def _vaulted(self, call: Callable[..., Any], *args: object) -> Any:
        """A call of the vault's, off the event loop, in the errors a channel knows."""
        try:
            return await asyncio.to_thread(call, *args)
        except VaultDown:
            raise CannotSave from None
        except NoSuchSession:
            raise SessionUnknown from None
