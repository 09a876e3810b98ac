"""`faro` with something done to it first: `python -m tests.faults.rigged RIG,RIG serve …`. For tests only.

Faults are forced by marks in what is typed, leaks are planted in what a turn does, and files opened to be written are
noted. The program itself knows none of this.
"""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from typing import Any

ACTION_FAILS, UNFORESEEN, SLOW = "[action fails]", "[unforeseen]", "[slow]"
Turn = tuple[Any, str | None]


def watch() -> None:
    """Write down every file that is opened to be written, once."""
    written: set[str] = set()
    notes = os.open(os.environ["FARO_TEST_WRITTEN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(args[0], (str, bytes))
        to_write = opened and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (to_write or event == "sqlite3.connect") and (path := os.fsdecode(args[0])) not in written:
            written.add(path)
            os.write(notes, f"{path}\n".encode())

    sys.addaudithook(hook)


def faults() -> None:
    """Fail as the marks in a text ask: inside an action, where nobody foresaw it, or by taking too long."""
    from rasa_sdk.executor import ActionExecutor

    said = {"text": ""}

    async def before(_conversations: Any, text: str | None) -> None:
        said["text"] = text or ""
        if UNFORESEEN in said["text"]:
            raise ValueError(f"cannot parse {text!r}")
        if SLOW in said["text"]:
            await asyncio.sleep(3)

    _before_each_turn(before)
    _break_understanding(said)
    run = ActionExecutor.run

    async def run_or_fail(self: ActionExecutor, call: dict[str, Any]) -> Any:
        if ACTION_FAILS in said["text"]:
            raise KeyError(f"{said['text']} {call}")
        return await run(self, call)

    ActionExecutor.run = run_or_fail


def _break_understanding(said: dict[str, str]) -> None:
    """Make the turn whose action shall fail one that reaches an action."""
    from bot.dialogue.conversation import LiveConversations
    from bot.dialogue.heard import Heard

    heard = LiveConversations._heard

    async def heard_or_why(self: Any, session: Any, text: str | None, choice: Any) -> Heard:
        if ACTION_FAILS in said["text"]:
            return Heard("why", words=text)
        return await heard(self, session, text, choice)

    LiveConversations._heard = heard_or_why  # type: ignore[method-assign]


def leak_log() -> None:
    """What is typed is printed."""

    async def leak(_conversations: Any, text: str | None) -> None:
        print(f"heard {text}", file=sys.stderr, flush=True)

    _before_each_turn(leak)


def leak_file() -> None:
    """What is typed is left in a temporary file, encoded."""

    async def leak(_conversations: Any, text: str | None) -> None:
        with tempfile.NamedTemporaryFile("wb", delete=False) as left:
            left.write(base64.b64encode(f"{text}".encode()))

    _before_each_turn(leak)


def leak_table() -> None:
    """What is typed is written to the database and removed again, as a transcript that expires would be."""
    from sqlalchemy import text as sql

    async def leak(conversations: Any, text: str | None) -> None:
        with conversations._vault.database.writing() as connection:
            connection.execute(sql("CREATE TABLE IF NOT EXISTS said (words TEXT)"))
            connection.execute(sql("INSERT INTO said VALUES (:words)"), {"words": text})
        if os.environ.get("FARO_DATABASE_URL", "").startswith("postgresql"):  # SQLite overwrites what it deletes
            with conversations._vault.database.writing() as connection:
                connection.execute(sql("DROP TABLE said"))

    _before_each_turn(leak)


def fork() -> None:
    """Serve in children, one for each line read, everything having been loaded once."""
    import uvicorn

    import bot.serve

    serve, made = uvicorn.Server.run, bot.serve.web_application

    def web_application(settings: Any, conversations: Any, knowledge: Any) -> Any:
        conversations._vault.database.close()  # a connection must not be shared with a child
        return made(settings, conversations, knowledge)

    def run(self: uvicorn.Server, sockets: Any = None) -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        print("loaded", flush=True)
        for _ in sys.stdin:
            child = os.fork()
            if not child:
                serve(self, sockets)
                os._exit(0)
            print(child, flush=True)

    bot.serve.web_application = web_application
    uvicorn.Server.run = run  # type: ignore[method-assign]


def _before_each_turn(do: Callable[[Any, str | None], Awaitable[None]]) -> None:
    from bot.dialogue.conversation import LiveConversations

    say = LiveConversations.say

    async def say_after(self: Any, token: str, message_id: str, text: str | None = None, choice: Any = None) -> Any:
        await do(self, text)
        return await say(self, token, message_id, text, choice)

    LiveConversations.say = say_after  # type: ignore[method-assign]


RIGS = {
    "watch": watch,
    "faults": faults,
    "leak-log": leak_log,
    "leak-file": leak_file,
    "leak-table": leak_table,
    "fork": fork,
}


if __name__ == "__main__":
    import bot.rasa_runtime  # noqa: F401 - it must stand before Rasa's first import

    for name in sys.argv[1].split(","):
        RIGS[name]()
    from bot.cli import main

    sys.exit(main(sys.argv[2:]))
