"""Faro's command line. Each command loads what it needs and nothing more: screening, policy, contacts and parole start
without Rasa and without a web framework.

Exit status: 0 done; 1 cannot (knowledge, settings, database); 2 the input is refused.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.commands import COMMANDS
from bot.knowledge.problems import KnowledgeError
from bot.settings import SettingsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words[:1] == ["rasa"]:
            return _rasa(words[1:])
        args = _parser().parse_args(words)
        return int(COMMANDS[args.command].run(args))
    except (KnowledgeError, SettingsError) as error:
        print(f"Faro cannot start:\n{error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _rasa(words: list[str]) -> int:
    from bot.rasa_runtime import rasa_command

    return rasa_command(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="faro", description="Guided intake for noncitizens harmed by crime.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.define(commands.add_parser(name, help=command.help, description=command.help))
    commands.add_parser("rasa", help="Rasa's own commands: train, test, data validate, run, run actions")
    return parser


if __name__ == "__main__":
    sys.exit(main())
