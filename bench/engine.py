"""Faro beside stock Rasa: memory, time to the first answer, time a turn; on one machine, in one run, by turns.

    python3.10 -m venv /tmp/stock && /tmp/stock/bin/pip install rasa==3.6.21
    .venv/bin/python bench/engine.py --stock /tmp/stock/bin/python

Stock Rasa is `rasa run` with `rasa run actions` on a form of thirty questions that this program writes; its pipeline is
as small as stock allows (keywords alone). Faro is `faro serve`: the whole of it, with its database, its rules and
its pages, asked its own questions over its own HTTP. Both are asked to start, then told "not sure" thirty times. Models
are trained beforehand; the clock runs from the start of the processes to the first reply. Standard library alone.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
QUESTIONS = 30
Say = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """What one start, and thirty answers, took."""

    first_answer_s: float
    rss_mb: float
    pss_mb: float
    first_five_ms: float
    last_five_ms: float


def main() -> None:
    """Measure both and print them side by side, with their ratios."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--stock", type=Path, required=True, help="the Python that has stock rasa==3.6.21")
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home, stock = Path(scratch, "home"), Path(scratch, "stock")
        _write_stock_form(stock)
        _run([given.stock, "-m", "rasa", "train", "--fixed-model-name", "form"], stock)
        with _faro(home) as _say:
            pass  # trains the model
        print(json.dumps({"machine": _machine(), "installed_mb": _installed(given.stock)}))
        runs = [(measure(_faro, home), measure(_stock(given.stock), stock)) for _ in range(given.runs)]
    for number, (faro, rasa) in enumerate(runs, 1):
        print(json.dumps({"run": number, "faro": asdict(faro), "stock": asdict(rasa)}))
    _table([faro for faro, _ in runs], [rasa for _, rasa in runs])


def measure(serve: Callable[[Path], Any], place: Path) -> Measured:
    """Start, wait for the first reply, answer thirty questions, weigh the processes."""
    began = time.perf_counter()
    with serve(place) as (say, processes):
        first = time.perf_counter() - began
        turns = [_timed(say) * 1000 for _ in range(QUESTIONS)]
        return Measured(
            first_answer_s=round(first, 2),
            rss_mb=round(sum(_memory(process.pid, "Rss") for process in processes), 1),
            pss_mb=round(sum(_memory(process.pid, "Pss") for process in processes), 1),
            first_five_ms=round(statistics.mean(turns[:5]), 1),
            last_five_ms=round(statistics.mean(turns[-5:]), 1),
        )


@contextmanager
def _faro(home: Path) -> Iterator[tuple[Say, list[subprocess.Popen[bytes]]]]:
    environment, port = {**os.environ, "FARO_HOME": str(home)}, _free_port()
    server = _start([Path(sys.executable).with_name("faro"), "serve", "--port", port], PROJECT, environment)
    api = f"http://127.0.0.1:{port}/api"
    try:
        opened = _until_answered(lambda: _post(f"{api}/sessions", {"lang": "en", "for": "self"}))
        token = {"Authorization": f"Bearer {opened['token']}"}
        numbers = iter(range(10_000))

        def say() -> object:
            body = {"id": f"turn-{next(numbers)}", "choice": "not_sure"}
            return _post(f"{api}/messages", body, token)

        yield say, [server]
    finally:
        _stop(server)


def _stock(python: Path) -> Callable[[Path], Any]:
    @contextmanager
    def serve(place: Path) -> Iterator[tuple[Say, list[subprocess.Popen[bytes]]]]:
        environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SANIC_HOST": "127.0.0.1"}
        port, actions_port = _free_port(), _free_port()
        (place / "endpoints.yml").write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n")
        actions = _start([python, "-m", "rasa", "run", "actions", "--port", actions_port], place, environment)
        rasa = _start([python, "-m", "rasa", "run", "-i", "127.0.0.1", "--port", port], place, environment)

        def tell(sender: str, message: str) -> Any:
            return _post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", {"sender": sender, "message": message})

        def begin() -> str:
            sender = uuid.uuid4().hex  # a conversation begun before the actions listened is of no use
            if not tell(sender, "/start"):
                raise urllib.error.URLError("no reply yet")
            return sender

        try:
            sender = _until_answered(begin)
            yield (lambda: tell(sender, "/not_sure")), [rasa, actions]
        finally:
            _stop(rasa)
            _stop(actions)

    return serve


def _write_stock_form(place: Path) -> None:
    names = [f"question_{number}" for number in range(1, QUESTIONS + 2)]
    slots = {
        name: {
            "type": "any",
            "influence_conversation": False,
            "mappings": [
                {
                    "type": "from_intent",
                    "intent": "not_sure",
                    "value": "not_sure",
                    "conditions": [{"active_loop": "bench_form", "requested_slot": name}],
                }
            ],
        }
        for name in names
    }
    domain = {
        "version": "3.1",
        "intents": ["start", "not_sure"],
        "slots": slots,
        "forms": {"bench_form": {"required_slots": names}},
        "actions": ["validate_bench_form", *[f"action_ask_{name}" for name in names]],
    }
    config = {
        "recipe": "default.v1",
        "assistant_id": "bench",
        "language": "en",
        "pipeline": [{"name": "KeywordIntentClassifier"}],
        "policies": [{"name": "RulePolicy"}],
    }
    (place / "data").mkdir(parents=True)
    (place / "actions").mkdir()
    files = {
        "domain.yml": domain,
        "config.yml": config,
        "credentials.yml": {"rest": None},
    }
    for name, content in files.items():  # JSON is YAML
        (place / name).write_text(json.dumps(content))
    (place / "data" / "training.yml").write_text(TRAINING)
    (place / "actions" / "__init__.py").write_text(ACTIONS)


TRAINING = """version: "3.1"
rules:
  - rule: start
    steps:
      - intent: start
      - action: bench_form
      - active_loop: bench_form
nlu:
  - intent: start
    examples: |
      - start
      - begin
  - intent: not_sure
    examples: |
      - not sure
      - no idea
"""

ACTIONS = """
from rasa_sdk import Action, FormValidationAction


class Validate(FormValidationAction):
    def name(self):
        return "validate_bench_form"


def asking(number):
    class Ask(Action):
        def name(self):
            return f"action_ask_question_{number}"

        def run(self, dispatcher, tracker, domain):
            buttons = [{"title": word, "payload": f"/{word}"} for word in ("yes", "no", "not_sure")]
            dispatcher.utter_message(text=f"Question {number}?", buttons=buttons)
            return []

    return Ask


for number in range(1, 32):
    globals()[f"Ask{number}"] = asking(number)
"""


def _start(command: list[Any], place: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen([str(part) for part in command], cwd=place, env=environment, stdout=quiet, stderr=quiet)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(30)


def _run(command: list[Any], place: Path) -> None:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    subprocess.run([str(part) for part in command], cwd=place, env=environment, check=True, capture_output=True)


def _post(url: str, body: object, headers: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _until_answered(ask: Callable[[], Any]) -> Any:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            return ask()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise SystemExit("no answer in two minutes")


def _timed(say: Say) -> float:
    began = time.perf_counter()
    say()
    return time.perf_counter() - began


def _memory(process: int, kind: str) -> float:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"no {kind} of process {process}")


def _installed(stock: Path) -> dict[str, int]:
    def size(python: Path) -> int:
        root = python.absolute().parents[1] / "lib"
        return sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 2**20

    return {"faro, with what its tests need": size(Path(sys.executable)), "stock": size(stock)}


def _machine() -> str:
    total = Path("/proc/meminfo").read_text().split()[1]
    return f"{os.cpu_count()} cores, {int(total) // 2**20} GiB, Python {sys.version.split()[0]}"


def _table(faro: list[Measured], stock: list[Measured]) -> None:
    print("\n| median of runs | Faro | stock Rasa | Faro : stock |\n| --- | --- | --- | --- |")
    for field in Measured.__dataclass_fields__:
        ours, theirs = (statistics.median(getattr(run, field) for run in runs) for runs in (faro, stock))
        print(f"| {field} | {ours} | {theirs} | {ours / theirs:.2f} |")


if __name__ == "__main__":
    main()
