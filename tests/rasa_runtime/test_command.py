"""Rasa's own command line, run as a developer runs it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.rasa_runtime.model import PROJECT
from tests.rasa_runtime.rehearsal import CANARY

RUN = "import sys; from bot.rasa_runtime import rasa_command; sys.exit(rasa_command(sys.argv[1:]))"
pytestmark = pytest.mark.slow


def _command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-c", RUN, *words]


def _rasa(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FARO_HOME": str(home)}
    return subprocess.run(
        _command(home, *words), cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


@contextmanager
def _serving(home: Path, port: int, *words: str) -> Iterator[Path]:
    log = home / f"{port}.log"
    environment = {**os.environ, "FARO_HOME": str(home)}
    with log.open("w") as out:
        server = subprocess.Popen(_command(home, *words), cwd=PROJECT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(port, server)
            yield log
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


def test_the_training_data_have_nothing_to_warn_of(home: Path) -> None:
    done = _rasa(home, "data", "validate", "--fail-on-warnings")
    assert done.returncode == 0, done.stderr
    assert "No story structure conflicts found" in done.stderr


def test_every_conversation_is_predicted_as_written(home: Path, model: Path) -> None:
    done = _rasa(home, "test", "core", "--fail-on-prediction-errors")
    assert done.returncode == 0, done.stderr
    report = json.loads((home / "results" / "story_report.json").read_text())["conversation_accuracy"]
    assert report["accuracy"] == 1.0
    assert report["total"] >= 40


def test_a_conversation_that_is_predicted_otherwise_fails_the_command(home: Path, model: Path, tmp_path: Path) -> None:
    wrong = (PROJECT / "tests" / "conversations" / "asides.yml").read_text().replace("action_why", "action_back")
    (tmp_path / "wrong.yml").write_text(wrong)
    done = _rasa(home, "test", "core", "--fail-on-prediction-errors", "--stories", str(tmp_path / "wrong.yml"))
    assert done.returncode != 0


def test_a_model_trained_by_command_is_one_that_faro_accepts(tmp_path: Path) -> None:
    assert _rasa(tmp_path, "train").returncode == 0
    models = sorted(path.name for path in (tmp_path / "models").glob("faro-*"))
    assert [Path(name).suffix for name in models] == [".sha256", ".gz"]


def test_rasa_and_its_action_server_ask_a_first_question_and_log_nothing_typed(home: Path, model: Path) -> None:
    def say(message: str) -> list[dict[str, object]]:
        body = json.dumps({"sender": "a", "message": message}).encode()
        with urllib.request.urlopen("http://127.0.0.1:5005/webhooks/rest/webhook", body, timeout=20) as answer:
            replies: list[dict[str, object]] = json.load(answer)
            return replies

    with _serving(home, 5055, "run", "actions", "-vv") as actions_log, _serving(home, 5005, "run", "-vv") as rasa_log:
        assert say("/start")[-1]["text"]
        assert say(f"why do you ask {CANARY}")
        logs = rasa_log.read_text() + actions_log.read_text()
    assert len(logs) > 1000
    assert CANARY not in logs


def test_an_unknown_command_is_an_error(home: Path) -> None:
    assert _rasa(home, "no-such-command").returncode == 2
