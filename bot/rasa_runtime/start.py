"""What must stand before Rasa's first import, done once: the guard, the quiet, two names that newer libraries moved."""

import contextlib
import importlib.util
import sys
import tempfile
import warnings
from collections.abc import Iterator

from bot.rasa_runtime import guard, quiet
from bot.rasa_runtime.errors import EngineError

_state = {"prepared": False}


def prepare() -> None:
    """Make this process fit for Rasa. Safe to call again; too late once Rasa has been imported without it."""
    if _state["prepared"]:
        return
    if "rasa" in sys.modules or "rasa_sdk" in sys.modules:
        raise EngineError("Rasa was imported before bot.rasa_runtime: import bot.rasa_runtime first")
    quiet.install()
    guard.install()
    _restore_moved_names()
    with _untried_temporary_directory(), warnings.catch_warnings(record=True):  # newer libraries remark on Rasa's age
        import pkg_resources  # noqa: F401 - said here, not at a first turn
        import rasa.core.agent
        import rasa.shared.utils.io
        import rasa.utils.common
        import rasa_sdk.executor  # noqa: F401
    rasa.shared.utils.io.raise_warning = quiet.unless_typing(rasa.shared.utils.io.raise_warning)
    rasa.utils.common.find_unavailable_packages = _unavailable
    _state["prepared"] = True


@contextlib.contextmanager
def _untried_temporary_directory() -> Iterator[None]:
    """A library asks on import where temporary files go; Python would try out a file there, for an unused answer."""
    before, tempfile.tempdir = tempfile.tempdir, tempfile.tempdir or "."
    try:
        yield
    finally:
        tempfile.tempdir = before


def _unavailable(packages: list[str]) -> set[str]:
    """Which packages a component would need in vain: Rasa asks before training, and would take the guard's for real."""
    return {name for name in packages if guard.is_absent(name) or importlib.util.find_spec(name) is None}


def _restore_moved_names() -> None:
    """Rasa names both of these while it is imported and, with no TensorFlow and no Rasa 1 files, uses neither."""
    import numpy
    import packaging.version

    numpy.VisibleDeprecationWarning = numpy.exceptions.VisibleDeprecationWarning  # type: ignore[attr-defined]
    packaging.version.LegacyVersion = type("LegacyVersion", (), {})  # type: ignore[attr-defined]
