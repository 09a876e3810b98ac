"""The model file: trained when it must be, vouched for when it is handed out."""

import shutil
from pathlib import Path

import pytest

from bot.rasa_runtime import EngineError, ensure_model, load_agent
from bot.rasa_runtime import model as models
from tests.rasa_runtime.rehearsal import Rehearsal


@pytest.fixture
def copied(home: Path, model: Path, tmp_path: Path) -> Path:
    """A model of one's own, to be tampered with."""
    shutil.copytree(home, tmp_path / "home")
    return tmp_path / "home" / "models" / model.name


def test_a_model_that_is_there_is_not_trained_again(home: Path, model: Path) -> None:
    said: list[str] = []
    assert ensure_model(home, said.append) == model
    assert said == []


def test_nothing_but_the_model_its_seal_and_a_lock_is_left_behind(home: Path, model: Path) -> None:
    seal = model.name.replace(".tar.gz", ".sha256")
    left = {path.name for path in (home / "models").rglob("*") if "sentences" not in path.name}  # kept examples
    assert left == {model.name, seal, ".lock"}


def test_an_altered_model_is_refused_by_name_and_stays_as_it_is(copied: Path) -> None:
    altered = bytearray(copied.read_bytes())
    altered[len(altered) // 2] ^= 1
    copied.write_bytes(altered)
    with pytest.raises(EngineError, match=rf"{copied.name} is not the file that was trained"):
        ensure_model(copied.parents[1], lambda _line: None)
    with pytest.raises(EngineError, match="altered or damaged"):
        load_agent(copied)
    assert copied.read_bytes() == altered


def test_a_model_put_there_without_a_seal_is_not_loaded(copied: Path) -> None:
    copied.with_name(copied.name.replace(".tar.gz", ".sha256")).unlink()
    with pytest.raises(EngineError, match="no trained model"):
        load_agent(copied)


@pytest.mark.usefixtures("quick_config")
def test_a_model_older_than_its_data_is_trained_anew_and_the_old_one_goes(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogue = tmp_path / "dialogue"
    shutil.copytree(models.DIALOGUE, dialogue)
    with (dialogue / "nlu_en.yml").open("a") as data:
        data.write("\n  - intent: thanks\n    examples: |\n      - much obliged to you all\n")
    monkeypatch.setattr(models, "DIALOGUE", dialogue)
    said: list[str] = []
    fresh = ensure_model(copied.parents[1], said.append)
    assert fresh.name != copied.name
    assert not copied.exists()
    assert len(said) == 2
    assert "once" in said[0]
    assert Rehearsal(fresh).begin()["form"] == "intake_form"


def test_a_change_of_the_language_components_code_asks_for_a_new_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = models.inputs_digest()
    shutil.copytree(models.LANGUAGE, tmp_path / "nlp")
    (tmp_path / "nlp" / "classifier.py").write_text("# changed\n")
    monkeypatch.setattr(models, "LANGUAGE", tmp_path / "nlp")
    assert models.inputs_digest() != before
