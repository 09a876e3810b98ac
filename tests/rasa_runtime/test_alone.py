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


@pytest.mark.slow
def test_a_model_is_trained_and_talks_where_there_is_no_network_and_tries_none_though_telemetry_is_asked_for(
    tmp_path: Path,
) -> None:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*NAMESPACE, *PROGRAM, str(tmp_path)],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout) == {"connections": [], "outside": [], "answers": {"question_0": "not_sure"}}
