"""What tests of the rulebook's rooms share: the real book, and a project in a folder that can be spoiled."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.screens import PROJECT
from bot.rulebook.book import Book, load_book


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the data and of the scenarios."""
    for part in ("data", "tests/screening/scenarios"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    return tmp_path
