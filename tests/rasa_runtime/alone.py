"""Trains a model and takes turns, writing down every connection tried and every file opened to be written.

Run by test_alone.py as a program of its own, for an audit hook cannot be taken off again. The hook is set before Rasa
or spaCy is imported, so nothing they do escapes it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

connections: list[str] = []
written: set[str] = set()
NETWORK = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}
MADE = {"os.mkdir": 0, "os.rename": 1}  # where in the event the new path stands


def hook(event: str, args: tuple[Any, ...]) -> None:
    """Note what matters of an audit event."""
    if event in NETWORK:
        connections.append(f"{event} {args[1:]}")
    elif event == "open" and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.add(str(Path(args[0]).resolve()))
    elif event in MADE:
        written.add(str(Path(os.fsdecode(args[MADE[event]])).resolve()))


def main(home: Path) -> None:
    """Train, load, ask, and say what was touched."""
    sys.dont_write_bytecode = True
    sys.addaudithook(hook)

    from bot.rasa_runtime import ensure_model
    from tests.rasa_runtime.rehearsal import Rehearsal

    rehearsal = Rehearsal(ensure_model(home, lambda _line: None))
    state = rehearsal.begin()
    for text in ("why do you ask", "/restart", "no sé"):
        _, state = rehearsal.turn(state, text=text)
    outside = sorted(path for path in written if path != os.devnull and not Path(path).is_relative_to(home.resolve()))
    print(json.dumps({"connections": connections, "outside": outside, "answers": state["slots"]["answers"]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
