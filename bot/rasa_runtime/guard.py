"""Answers, for Rasa, for the libraries it imports but that Faro leaves out.

Rasa 3.6 imports TensorFlow, the clients of eight messengers and the drivers of two databases merely by being imported.
`ABSENT` names each and what would need it. Importing such a name yields an inert module; using anything in it raises
`AbsentModuleError` with the reason, so that nothing ever runs on a placeholder. Knows nothing of dialogue.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterable
from typing import Any, NoReturn

from bot.rasa_runtime.errors import AbsentModuleError

ABSENT: dict[str, str] = {
    "aio_pika": "Rasa's RabbitMQ event broker",
    "aiogram": "Rasa's Telegram channel",
    "aiormq": "Rasa's RabbitMQ event broker",
    "apscheduler": "Rasa's reminders and its polling of a model server",
    "boto3": "Rasa's DynamoDB tracker store and S3 models",
    "botocore": "Rasa's DynamoDB tracker store and S3 models",
    "cachecontrol": "Rasa's Hangouts channel",
    "fbmessenger": "Rasa's Facebook channel",
    "google": "Rasa's Hangouts channel",
    "jwt": "Rasa's HTTP API with JSON web tokens",
    "keras": "Rasa's neural components",
    "matplotlib": "plots of `rasa test` (leave them out with --no-plot)",
    "pymongo": "Rasa's MongoDB tracker store",
    "pytz": "Rasa's reminders",
    "randomname": "models without a name (give --fixed-model-name)",
    "regex": "Rasa's whitespace tokenizer",
    "safetensors": "Rasa's featurizers",
    "sanic_jwt": "Rasa's HTTP API with JSON web tokens",
    "scipy": "Rasa's featurizers",
    "sklearn": "figures of `rasa test` (install requirements-dev.lock) and Rasa's scikit-learn classifiers",
    "slack_sdk": "Rasa's Slack channel",
    "socketio": "Rasa's socket.io channel",
    "structlog_sentry": "reports to Sentry",
    "tensorflow": "Rasa's neural components (DIET, TED, ResponseSelector and their kin)",
    "tensorflow_hub": "Rasa's neural components",
    "tensorflow_text": "Rasa's neural components",
    "terminaltables": "Rasa's notes about telemetry",
    "twilio": "Rasa's Twilio channel",
    "webexteamssdk": "Rasa's Webex channel",
    "websockets": "websockets in sanic",
}
METRICS = frozenset({"scipy", "sklearn"})  # what `rasa test` counts with, if the development lock is installed


def refuse(name: str) -> NoReturn:
    """Say which library is left out and what needs it."""
    top = name.partition(".")[0]
    raise AbsentModuleError(f"{name} is left out of Faro's runtime; needed for {ABSENT[top]} (docs/adr/0001)", name=top)


class _Inert(type):
    """The type of every name in a left-out library: may be named, inherited from and caught, never called."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(f"{cls.__module__}.{cls.__qualname__}", name)

    def __call__(cls, *_args: object, **_kwargs: object) -> NoReturn:
        refuse(str(getattr(cls, "origin", cls.__name__)))


class _Placeholder(Exception, metaclass=_Inert):
    """An exception, for some of the names are caught; a class, for others are inherited from."""

    origin: str


def _placeholder(module: str, name: str) -> type:
    return _Inert(name, (_Placeholder,), {"__module__": module, "origin": f"{module}.{name}"})


class _AbsentModule(types.ModuleType):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []  # a package, so that what lies under it is asked for here too

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(self.__name__, name)


class Guard(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The meta-path finder that hands out the inert modules."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = set(names)

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in self.names:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: the module is its own answer."""


guard = Guard(ABSENT)


def install() -> None:
    """Put the guard first in line."""
    if guard not in sys.meta_path:
        sys.meta_path.insert(0, guard)


def let_in(names: Iterable[str]) -> None:
    """Let the real libraries of these names through, for the commands that need them."""
    guard.names -= set(names)
    for module in [name for name in sys.modules if name.partition(".")[0] in names]:
        if isinstance(sys.modules[module], _AbsentModule):
            del sys.modules[module]


def is_absent(package: str) -> bool:
    """Whether the guard answers for this package."""
    return package in guard.names
