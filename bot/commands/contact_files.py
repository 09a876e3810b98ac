"""`faro contacts export | import`: the contacts as Open Referral HSDS 3, and an own file of contacts from it."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.clock import today
from bot.commands.policy_data import all_contacts, loaded
from bot.commands.shape import REFUSED
from bot.knowledge.screens import PROJECT


def define(parser: argparse.ArgumentParser) -> None:
    """Two ways beside printing the list."""
    ways = parser.add_subparsers(dest="way", metavar="export|import")
    out = ways.add_parser("export", help="write the contacts as HSDS 3 JSON")
    out.add_argument("--hsds", metavar="FILE", required=True, help="where to; - prints it")
    taken = ways.add_parser("import", help="make a file of own contacts from HSDS 3 JSON")
    taken.add_argument("file", metavar="FILE", help="HSDS 3 JSON, organizations with their services; - reads it")
    taken.add_argument("--out", type=Path, metavar="FILE.yml", required=True, help="where to; it must not be there yet")


def export_hsds(args: argparse.Namespace) -> int:
    from bot.knowledge.hsds_terms import load_hsds_terms
    from bot.policy.contacts import contacts
    from bot.policy.hsds_export import organizations

    helplines = all_contacts(PROJECT)
    listed = contacts(helplines, today()).contacts
    written = organizations(listed, helplines, loaded(load_hsds_terms, PROJECT))
    text = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    if args.hsds == "-":
        sys.stdout.write(text)
        return 0
    return _write(Path(args.hsds), text)


def import_hsds(args: argparse.Namespace) -> int:
    from bot.policy.hsds_import import HsdsError

    if args.out.exists():
        print(f"{args.out}: is there already; nothing was written", file=sys.stderr)
        return REFUSED
    try:
        text = sys.stdin.read() if args.file == "-" else Path(args.file).read_text(encoding="utf-8")
        content, left_out = _own_file(text)
    except OSError as error:
        print(f"{args.file}: {error.strerror}", file=sys.stderr)
        return REFUSED
    except UnicodeDecodeError:
        print(f"{args.file}: is not UTF-8 text", file=sys.stderr)
        return REFUSED
    except HsdsError as error:
        print(f"{error}\n{len(error.problems)} to be mended; nothing was written", file=sys.stderr)
        return REFUSED
    status = _write(args.out, content)
    if status == 0 and left_out:
        print("\n".join(["left out:", *(f"  {name}" for name in left_out)]), file=sys.stderr)
    return status


def _own_file(text: str) -> tuple[str, tuple[str, ...]]:
    """The text of the own file, and what it leaves out. Raises HsdsError."""
    from bot.knowledge.helplines import load_contacts
    from bot.knowledge.hsds_terms import load_hsds_terms
    from bot.knowledge.own_contact_faults import load_standards
    from bot.knowledge.yaml_text import yaml_text
    from bot.policy.hsds_import import checked, read_hsds

    found = read_hsds(text, loaded(load_hsds_terms, PROJECT))
    found = checked(found, loaded(load_contacts, PROJECT), loaded(load_standards, PROJECT), today())
    content: dict[str, Any] = found.own.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml_text(content), found.left_out


def _write(path: Path, text: str) -> int:
    """Put the whole file in its place at once, or nothing."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as beside:
            begun = Path(beside) / path.name
            begun.write_text(text, encoding="utf-8")
            begun.replace(path)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return REFUSED
    return 0
