"""Where tests keep the trained model: one place for all of them where `FARO_TEST_HOME` names it, else one a module."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def model_home(factory: pytest.TempPathFactory) -> Path:
    shared = os.environ.get("FARO_TEST_HOME")
    return Path(shared) if shared else factory.mktemp("home")
