"""`faro rasa test nlu`, Rasa's own count, over the intents kept apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.homes import model_home
from tests.nlp.intents_apart import FILE, as_rasa_reads_it


def test_the_file_holds_what_the_set_holds() -> None:
    assert FILE.read_text(encoding="utf-8") == as_rasa_reads_it(), "run: python -m tests.nlp.intents_apart"


@pytest.mark.slow
def test_rasa_counts_nine_in_ten(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    env = os.environ | {"FARO_HOME": str(model_home(tmp_path_factory))}
    command = [sys.executable, "-m", "bot.cli", "rasa", "test", "nlu", "--out", str(tmp_path)]
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=250)
    report = json.loads((tmp_path / "intent_report.json").read_text(encoding="utf-8"))
    assert report["macro avg"]["f1-score"] >= 0.90
