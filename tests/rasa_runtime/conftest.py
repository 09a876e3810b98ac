"""One model for all tests of the runtime, trained from the project's own dialogue data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rasa_runtime import ensure_model
from tests.homes import model_home
from tests.rasa_runtime.rehearsal import Rehearsal


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_home(tmp_path_factory)


@pytest.fixture(scope="session")
def model(home: Path) -> Path:
    return ensure_model(home, lambda _line: None)


@pytest.fixture(scope="session")
def rehearsal(model: Path) -> Iterator[Rehearsal]:
    yield Rehearsal(model)
