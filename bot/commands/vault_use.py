"""What the commands on the vault share: opening it, asking for a passphrase, and saying plainly what was refused.

A passphrase or a code is never an argument: arguments stand in lists of processes and in histories of shells.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.shape import REFUSED

if TYPE_CHECKING:
    from bot.vault.sessions import Vault

Run = Callable[[argparse.Namespace], int]


def refusing(run: Run) -> Run:
    """The command, with what the vault refuses told on standard error: 2 for what was given, 1 for the database."""

    def told(args: argparse.Namespace) -> int:
        from bot.vault.errors import NoRelease, NoSuchSession, Unusable, VaultDown

        try:
            return run(args)
        except VaultDown:
            print("The database does not answer; nothing was done.", file=sys.stderr)
            return 1
        except Unusable as error:
            print(error, file=sys.stderr)
        except NoSuchSession:
            print("code: opens no session", file=sys.stderr)
        except NoRelease as error:
            print(f"release: refused, {error.reason.replace('_', ' ')}; the log says so", file=sys.stderr)
        except BrokenPipeError:
            raise
        except OSError as error:
            print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return REFUSED

    return told


def vault_here() -> Vault:
    """The vault of the settings. Raises SettingsError, Unusable or VaultDown."""
    from bot.settings import read_settings
    from bot.vault.opening import open_vault

    return open_vault(read_settings())


def now() -> int:
    from bot.vault.opening import clock

    return clock()


def add_secret(parser: argparse.ArgumentParser, what: str) -> None:
    """An option for a secret that is read from a file, from standard input, or asked for."""
    parser.add_argument(
        f"--{what}-file", metavar="FILE", help=f"file with the {what}; - reads it; else it is asked for"
    )


def secret_given(args: argparse.Namespace, what: str) -> str:
    """The secret, without the end of its line. Raises OSError."""
    name: str | None = getattr(args, f"{what}_file")
    if name is None:
        return getpass.getpass(f"{what}: ")
    return (sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")).rstrip("\r\n")


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, readable by its owner alone. Raises OSError."""
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(content)


def print_json(shown: Any) -> int:
    print(json.dumps(shown, ensure_ascii=False, indent=1))
    return 0
