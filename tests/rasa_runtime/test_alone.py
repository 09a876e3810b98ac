"""Training and talking reach for no network and write nowhere but under FARO_HOME."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.rasa_runtime.model import PROJECT

PROGRAM = [sys.executable, "-m", "tests.rasa_runtime.alone"]
NAMESPACE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def _run(prefix: list[str], home: Path) -> dict[str, object]:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*prefix, *PROGRAM, str(home)], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    report: dict[str, object] = json.loads(done.stdout)
    return report


@pytest.mark.slow
def test_no_connection_is_tried_and_nothing_written_elsewhere_even_if_telemetry_is_asked_for(
    tmp_path: Path,
) -> None:
    report = _run([], tmp_path)
    assert report == {"connections": [], "outside": [], "answers": {"question_0": "not_sure"}}


@pytest.mark.slow
def test_a_model_is_trained_and_talks_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    assert _run(NAMESPACE, tmp_path)["answers"] == {"question_0": "not_sure"}
