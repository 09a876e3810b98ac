"""Trains the dialogue model when there is none for the present data, and vouches for the one it hands out.

A model is named by what it was trained from: the digest of the dialogue data, the code of the language component and
the versions that read them. Beside it lies the digest of the file itself. A file that differs from it is refused, never
repaired: somebody changed it. Everything is written under FARO_HOME.
"""

import contextlib
import fcntl
import hashlib
import os
import platform
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from bot.rasa_runtime.errors import EngineError

PROJECT = Path(__file__).resolve().parents[2]
DOMAIN = PROJECT / "domain.yml"
CONFIG = PROJECT / "config.yml"
DIALOGUE = PROJECT / "data" / "dialogue"
LANGUAGE = PROJECT / "bot" / "nlp"
PACKAGES = ("rasa", "spacy", "thinc", "numpy")


def ensure_model(home: Path, say: Callable[[str], None]) -> Path:
    """The checked model for the present data; trained first, with a word to whoever waits, if there is none."""
    models = home / "models"
    models.mkdir(parents=True, exist_ok=True)
    with _alone(models):
        model = model_path(home)
        if not _seal(model).exists():
            say("Preparing the conversation model. This happens once and takes about a minute …")
            began = time.monotonic()
            _train(model)
            say(f"The conversation model is ready ({time.monotonic() - began:.0f} s).")
            _drop_others(model)
        check(model)
    return model


def model_path(home: Path) -> Path:
    """Where the model for the present data lies, or would lie."""
    return home / "models" / f"faro-{inputs_digest()[:16]}.tar.gz"


def check(model: Path) -> None:
    """Refuse a model that is missing, was not sealed here, or is no longer what was sealed."""
    if not model.exists() or not _seal(model).exists():
        raise EngineError(f"There is no trained model {model.name}. Start Faro again to train it.")
    if _seal(model).read_text().strip() != _digest(model.read_bytes()):
        raise EngineError(
            f"The model {model.name} is not the file that was trained: it has been altered or damaged. "
            f"Find out why, then delete it and {_seal(model).name}; Faro trains a new one when it starts."
        )


def seal(model: Path) -> None:
    """Write down what the model file is, in one step."""
    unfinished = _seal(model).with_suffix(".new")
    unfinished.write_text(_digest(model.read_bytes()) + "\n")
    unfinished.replace(_seal(model))


def inputs_digest() -> str:
    """A digest of everything a model is made from."""
    files = [DOMAIN, CONFIG, *sorted(DIALOGUE.rglob("*.yml")), *sorted(LANGUAGE.rglob("*.py"))]
    parts = [f"{os.path.relpath(path, PROJECT)} {_digest(path.read_bytes())}" for path in files]
    parts += [f"{name} {version(name)}" for name in PACKAGES]
    parts.append(f"python {'.'.join(platform.python_version_tuple()[:2])}")
    return _digest("\n".join(parts).encode())


@contextlib.contextmanager
def scratch(directory: Path) -> Iterator[Path]:
    """Have temporary files made, and removed, in a directory of our own."""
    directory.mkdir(parents=True, exist_ok=True)
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix=".work-", dir=directory) as work:
        tempfile.tempdir = work
        try:
            yield Path(work)
        finally:
            tempfile.tempdir = before


def _train(model: Path) -> None:
    with scratch(model.parent) as work, _silence():
        import rasa.model_training
        from rasa.engine.exceptions import GraphComponentException, GraphSchemaValidationException
        from rasa.shared.exceptions import RasaException

        try:
            result = rasa.model_training.train(
                domain=str(DOMAIN),
                config=str(CONFIG),
                training_files=[str(DIALOGUE)],
                output=str(work),
                fixed_model_name=model.name,
                force_training=True,
            )
        except (RasaException, GraphComponentException, GraphSchemaValidationException) as error:
            raise EngineError(f"Rasa could not train the model: {_origin(error)}") from error
        if result.code or not result.model:
            raise EngineError("Rasa could not train the model; `faro rasa data validate` says why.")
        Path(result.model).replace(model)
    seal(model)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Rasa's training prints; standard output may be somebody's JSON."""
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        warnings.catch_warnings(record=True),
    ):
        yield


def _origin(error: BaseException) -> BaseException:
    """The error behind the errors: Rasa's own says only which component was at work."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def _drop_others(model: Path) -> None:
    for path in model.parent.glob("faro-*"):
        if path not in (model, _seal(model)):
            path.unlink()


@contextlib.contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Only one process trains at a time; the others wait for its model."""
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _seal(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".sha256")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
