"""A PostgreSQL of a test's own on the loopback, that can be stopped and started, and that logs every statement."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest


class Postgres:
    """Debian's server in a folder of its own, owned by an ordinary user: it refuses to run as root."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            pytest.fail("PostgreSQL is not here: apt-get install -y postgresql")
        self._programs = found[-1].parent
        self.folder = Path(tempfile.mkdtemp(prefix="faro-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._data, self._port = self.folder / "data", _free_port()
        self.url = f"postgresql://faro@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "-D", self._data, "-U", "faro", "--auth=trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        says_all = "-c log_statement=all -c log_min_duration_statement=0 -c log_parameter_max_length=-1"
        options = f"-p {self._port} -h 127.0.0.1 -k {self.folder} {says_all}"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def remove(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *words: str | Path) -> None:
        whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        command = [*whom, str(self._programs / program), *map(str, words)]
        ran = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, ran.stderr


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
