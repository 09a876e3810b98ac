"""A real `faro serve` in a process of its own, with all it writes in one folder, and a plain client for it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import httpx

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 90
"""Seconds until a process that should have done something has not."""


class Server:
    """One server over one home. `rigs` name what `tests.faults.rigged` does to it; without any it is `faro` itself."""

    def __init__(self, folder: Path, models: Path, **settings: str) -> None:
        self.folder, self.home, self.tmp = folder, folder / "home", folder / "tmp"
        for each in (self.home, self.tmp):
            each.mkdir(parents=True)
        shutil.copytree(models, self.home / "models", copy_function=os.link)
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.settings = settings
        self.process: subprocess.Popen[str] | None = None

    def environment(self) -> dict[str, str]:
        outer = {
            name: value for name, value in os.environ.items() if not name.startswith("FARO_") or "SENTENCES" in name
        }
        given = {"FARO_HOME": str(self.home), "TMPDIR": str(self.tmp), "PYTHONDONTWRITEBYTECODE": "1"}
        written = {"FARO_TEST_WRITTEN": str(self.folder / "written")}
        return {**outer, **given, **written, **self.settings}

    def start(self, *rigs: str) -> Server:
        """Start and wait until it can save."""
        self._launch(rigs)
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            assert self.process and self.process.poll() is None and time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def start_forking(self) -> Server:
        """Start, and have each `spawn` be a child that serves, with everything loaded already."""
        self._launch(("fork",))
        assert self.process and self.process.stdout and self.process.stdout.readline() == "loaded\n", self.said()
        return self

    def spawn(self) -> int:
        """One more process that serves; its id."""
        assert self.process and self.process.stdin and self.process.stdout
        print(file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """Run another command of `faro` over the same home."""
        command = [sys.executable, "-m", "bot.cli", *words]
        ran = subprocess.run(
            command, cwd=PROJECT, env=self.environment(), capture_output=True, check=False, timeout=PATIENCE
        )
        self._write("chat-out", ran.stdout), self._write("chat-err", ran.stderr)
        return ran

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.base}/readyz", timeout=10).status_code == 200
        except httpx.TransportError:
            return False

    def client(self, **more: Any) -> httpx.Client:
        return httpx.Client(base_url=self.base, timeout=PATIENCE, **more)

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it and whatever it forked, even if it is over itself."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)

    def said(self) -> str:
        """All it wrote to standard output and standard error."""
        return "".join(path.read_text(errors="replace") for path in (self.folder / "out", self.folder / "err"))

    def _launch(self, rigs: Sequence[str]) -> None:
        program = ["-m", "tests.faults.rigged", ",".join(rigs)] if rigs else ["-m", "bot.cli"]
        command = [sys.executable, *program, "serve", "--port", str(self.port)]
        forks = "fork" in rigs
        out: IO[str] | int = subprocess.PIPE if forks else (self.folder / "out").open("a")
        (self.folder / "out").touch()
        with (self.folder / "err").open("a") as err:
            self.process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=self.environment(),
                stdin=subprocess.PIPE if forks else subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                text=True,
                start_new_session=True,
            )
        if not isinstance(out, int):
            out.close()

    def _write(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
