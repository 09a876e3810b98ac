"""A copy of the data that a test may break or add a language to."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.screens import PROJECT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    return tmp_path
