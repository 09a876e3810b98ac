"""`faro screen`: answers in, result out; one object, or one a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot.clock import today
from bot.commands.shape import REFUSED, Command, add_day, add_json
from bot.knowledge.screens import Screens, load_screens
from bot.screening.answers import AnswersError, Value, read_answers
from bot.screening.screening import Screening, as_json, screen
from bot.screening.trace import TraceDiffers, replay, trace


def _define(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", metavar="FILE", help="a JSON object of answers; - reads standard input")
    source.add_argument("--batch", metavar="FILE.jsonl", help="one JSON object a line; a bad line stops no other")
    source.add_argument("--replay", metavar="TRACE", help="take a trace's steps again; says where it differs")
    parser.add_argument("--trace", action="store_true", help="print every step as JSON (one FILE)")
    add_day(parser)
    add_json(parser)


def _run(args: argparse.Namespace) -> int:
    screens, day = load_screens(), args.as_of or today()
    if args.trace and not args.file:
        print("--trace goes with one FILE of answers", file=sys.stderr)
        return REFUSED
    text = _read(args.batch or args.replay or args.file)
    if text is None:
        return REFUSED
    if args.replay:
        return _replay(text, screens)
    return _batch(text, screens, day) if args.batch else _one(text, screens, day, _printed(args))


def _read(name: str) -> str | None:
    """The text of a file or of standard input; None, with the reason said, where it cannot be read."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        print(f"{name}: is not UTF-8 text", file=sys.stderr)
    except OSError as error:
        print(f"{name}: {error.strerror}", file=sys.stderr)
    return None


def _printed(args: argparse.Namespace) -> Callable[[Screens, dict[str, Value], date], str]:
    """How one result is printed: every step, the contract's object, or lines to read."""
    if args.trace:
        return lambda screens, answers, day: json.dumps(trace(screens.rulebook, answers, day), ensure_ascii=False)
    if args.json:
        return lambda *given: json.dumps(as_json(_result(*given)), ensure_ascii=False)
    return lambda *given: _as_text(_result(*given))


def _one(text: str, screens: Screens, day: date, printed: Callable[[Screens, dict[str, Value], date], str]) -> int:
    try:
        answers = _answers(text, screens)
    except ValueError as error:
        print(json.dumps(_refusal(error), ensure_ascii=False), file=sys.stderr)
        return REFUSED
    print(printed(screens, answers, day))
    return 0


def _replay(text: str, screens: Screens) -> int:
    """0 when every step comes out the same; else what differs is named."""
    try:
        recorded = json.loads(text)
        replay(recorded if isinstance(recorded, dict) else {}, screens.rulebook)
    except json.JSONDecodeError as error:
        print(json.dumps(_refusal(error), ensure_ascii=False), file=sys.stderr)
        return REFUSED
    except TraceDiffers as error:
        print(error, file=sys.stderr)
        return REFUSED
    print("The trace replays: every step comes out the same.")
    return 0


def _batch(text: str, screens: Screens, day: date) -> int:
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            shown = as_json(_result(screens, _answers(line, screens), day))
        except ValueError as error:
            shown = _refusal(error)
        print(json.dumps(shown, ensure_ascii=False))
    return 0


def _answers(text: str, screens: Screens) -> dict[str, Value]:
    return read_answers(json.loads(text, object_pairs_hook=_no_repeats), screens.interview.questions)


def _result(screens: Screens, answers: dict[str, Value], day: date) -> Screening:
    return screen(screens.rulebook, screens.interview.order, answers, day)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a key stand twice and keeps the last; here that would drop an answer in silence."""
    keys = [key for key, _ in pairs]
    if repeated := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"written twice: {', '.join(repeated)}")
    return dict(pairs)


def _refusal(error: ValueError) -> dict[str, Any]:
    if isinstance(error, AnswersError):
        problems = [{"key": p.key, "value": p.value, "allowed": list(p.allowed)} for p in error.problems]
        return {"error": str(error), "problems": problems}
    if isinstance(error, json.JSONDecodeError):
        return {"error": f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}", "problems": []}
    return {"error": str(error), "problems": []}


def _as_text(result: Screening) -> str:
    lines = []
    for category, found in result.categories.items():
        path = f" ({found.path})" if found.path else ""
        lines.append(f"{category.upper()}: {found.outcome}{path}")
        lines += [f"  {e.element.id:5} {e.status:8} {'; '.join(e.element.cite)}" for e in found.elements]
        if missing := result.missing[category]:
            lines.append(f"  could still change it: {', '.join(missing)}")
    lines += [f"flag {flag.id}: {flag.urgency}{f', by {flag.by}' if flag.by else ''}" for flag in result.flags]
    lines.append(f"next question: {result.next_question or 'none'}")
    return "\n".join(lines)


SCREEN = Command("screen answers: which benefits fit, element by element", _define, _run)
