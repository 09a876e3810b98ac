"""Rasa's own command line inside Faro's runtime: `faro rasa train | test | data validate | run | run actions | shell`.

Adds the paths that a Rasa project would otherwise assume, keeps every output under FARO_HOME, and stays on the loopback
interface. What Rasa says about training data is shown; what it would say about a conversation is withheld. What the
commands do is Rasa's affair.
"""

import contextlib
import importlib.metadata
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.catalog import load_knowledge, use
from bot.logs import start
from bot.rasa_runtime import guard, quiet
from bot.rasa_runtime.model import CONFIG, DIALOGUE, DOMAIN, PROJECT, ensure_model, model_path, scratch, seal
from bot.settings import read_settings

Options = dict[tuple[str, ...], object]
OFFLINE = {"train", "test", "data"}  # nobody types in these
MODEL = ("--model", "-m")


def rasa_command(argv: list[str]) -> int:
    """Run one command of Rasa's; its exit status."""
    home = Path(os.environ.get("FARO_HOME", "var")).resolve()
    words = tuple(word for word in argv[:2] if not word.startswith("-"))
    command = words[0] if words else ""
    if command in OFFLINE:
        quiet.allow_words()
    if command == "test":
        if not list(importlib.metadata.distributions(name="scikit-learn")):
            print("`faro rasa test` needs what the tests need: run `sh tools/setup.sh dev` first.", file=sys.stderr)
            return 1
        guard.let_in(guard.METRICS)
    if command not in OFFLINE:
        settings = read_settings()
        start(settings.log_level, strict=settings.environment == "development")
        use(load_knowledge(own_contacts=settings.contacts_file))
    os.environ.setdefault("SANIC_HOST", "127.0.0.1")
    with scratch(home / "tmp"):
        status = _run_rasa(argv + _missing_options(words, argv, home))
    if status == 0 and command == "train" and model_path(home).exists():
        seal(model_path(home))
    return status


def _run_rasa(argv: list[str]) -> int:
    import rasa.__main__

    rasa.__main__.configure_structlog = lambda _level: None  # bot.rasa_runtime.quiet has done it, for good
    with _arguments(["rasa", *argv]):
        try:
            rasa.__main__.main()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _missing_options(words: tuple[str, ...], argv: list[str], home: Path) -> list[str]:
    """The options this command needs and the caller did not give."""
    given = {word.partition("=")[0] for word in argv}
    options = {names: value for names, value in _options(words, home).items() if not given & set(names)}
    if MODEL in options:
        options[MODEL] = ensure_model(home, lambda line: print(line, file=sys.stderr))
    return [str(part) for names, value in options.items() for part in (names[0], value) if part is not None]


def _options(words: tuple[str, ...], home: Path) -> Options:
    sources: Options = {("--config", "-c"): CONFIG, ("--domain", "-d"): DOMAIN, ("--data",): DIALOGUE}
    results: Options = {("--out",): home / "results", ("--no-plot",): None}
    match words:
        case ("train",):
            model = model_path(home)
            return sources | {("--out",): model.parent, ("--fixed-model-name",): model.name}
        case ("test", "core"):
            return results | {MODEL: "", ("--stories", "-s"): PROJECT / "tests" / "conversations"}
        case ("test", "nlu"):
            return results | {MODEL: "", ("--nlu", "-u"): PROJECT / "tests" / "nlp" / "heldout" / "intents.yml"}
        case ("data", "validate"):
            return sources
        case ("run", "actions"):
            return {("--actions",): "actions"}
        case ("run",) | ("shell",):
            return {
                MODEL: "",
                ("--endpoints",): PROJECT / "endpoints.yml",
                ("--credentials",): PROJECT / "credentials.yml",
                ("--interface", "-i"): "127.0.0.1",
            }
        case _:
            return {}


@contextlib.contextmanager
def _arguments(argv: list[str]) -> Iterator[None]:
    """Rasa reads its arguments from the process."""
    before, sys.argv = sys.argv, argv
    try:
        yield
    finally:
        sys.argv = before
