"""What Rasa imports and Faro leaves out."""

import importlib
import shutil
from pathlib import Path

import pytest

from bot.rasa_runtime import EngineError, ensure_model, guard, model
from bot.rasa_runtime.errors import AbsentModuleError


@pytest.mark.parametrize("name", ["tensorflow", "boto3", "matplotlib", "sklearn", "scipy", "websockets"])
def test_a_left_out_library_is_never_really_imported(name: str) -> None:
    assert isinstance(importlib.import_module(name).__spec__.loader, guard.Guard)


def test_naming_something_of_a_left_out_library_is_allowed_and_calling_it_says_what_would_need_it() -> None:
    import tensorflow

    layer = tensorflow.keras.layers.Dense
    with pytest.raises(AbsentModuleError, match=r"tensorflow\.keras\.layers\.Dense is left out.*neural components"):
        layer(3)


def test_a_class_that_inherits_from_a_left_out_library_cannot_be_made() -> None:
    import tensorflow

    class Model(tensorflow.keras.Model):
        pass

    with pytest.raises(AbsentModuleError, match="tensorflow"):
        Model()


def test_an_error_of_a_left_out_library_can_stand_in_an_except_clause() -> None:
    from pymongo.errors import ConnectionFailure

    with pytest.raises(KeyError):
        try:
            raise KeyError
        except ConnectionFailure:
            pytest.fail("caught by a placeholder")


def test_using_a_left_out_library_is_an_import_error_to_who_can_do_without() -> None:
    assert issubclass(AbsentModuleError, ImportError)
    assert issubclass(AbsentModuleError, EngineError)


def test_a_policy_that_needs_tensorflow_is_refused_by_the_name_of_what_it_lacks(
    tmp_path: Path, quick_config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(model.DIALOGUE, tmp_path / "dialogue")
    shutil.copy(model.PROJECT / "tests" / "conversations" / "interview.yml", tmp_path / "dialogue" / "stories.yml")
    config = tmp_path / "config.yml"
    config.write_text(quick_config.read_text() + "  - name: TEDPolicy\n")
    monkeypatch.setattr(model, "DIALOGUE", tmp_path / "dialogue")
    monkeypatch.setattr(model, "CONFIG", config)
    with pytest.raises(EngineError, match=r"could not train the model: .* is left out of Faro's runtime"):
        ensure_model(tmp_path / "home", lambda _line: None)
    assert not list((tmp_path / "home" / "models").glob("faro-*"))


def test_a_component_that_names_what_it_needs_is_refused_before_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.yml"
    neural = "pipeline:\n  - name: WhitespaceTokenizer\n  - name: CountVectorsFeaturizer\n  - name: DIETClassifier\n"
    config.write_text(model.CONFIG.read_text().replace("pipeline:\n", neural))
    monkeypatch.setattr(model, "CONFIG", config)
    with pytest.raises(EngineError, match=r"CountVectorsFeaturizer[\s\S]*not installed: sklearn"):
        ensure_model(tmp_path / "home", lambda _line: None)
