"""One model for all tests of the runtime, trained from the project's own dialogue data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rasa_runtime import ensure_model
from bot.rasa_runtime import model as models
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


@pytest.fixture
def quick_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's configuration with Rasa's plainest tokenizer as its pipeline, for tests that train."""
    config = tmp_path / "quick.yml"
    own = models.CONFIG.read_text(encoding="utf-8")
    config.write_text(own.replace("bot.nlp.component.LanguagePipeline", "WhitespaceTokenizer"), encoding="utf-8")
    monkeypatch.setattr(models, "CONFIG", config)
    return config
