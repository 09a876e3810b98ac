"""`faro policy timeline | due | check | table`: the record of the law itself, for people who keep it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.clock import today
from bot.commands.policy_data import all_contacts, loaded, printed
from bot.commands.shape import REFUSED
from bot.knowledge.problems import shown_path
from bot.knowledge.screens import PROJECT


def timeline(args: argparse.Namespace) -> int:
    from bot.knowledge.policies import load_policies
    from bot.policy.timeline import timeline as line_of
    from bot.policy.timeline import timeline_json, timeline_text

    shown = line_of(loaded(load_policies, args.root))
    return printed(args, timeline_json(shown), timeline_text(shown, args.lang))


def due(args: argparse.Namespace) -> int:
    """Exit status 1 when anything is due, so that a calendar can call it."""
    from bot.knowledge.helplines import load_parole
    from bot.knowledge.policies import load_policies
    from bot.knowledge.policy_review import load_review
    from bot.policy.due import due as found_due
    from bot.policy.due import facts

    day, review = args.as_of or today(), loaded(load_review, args.root)
    policies, helplines = loaded(load_policies, args.root), all_contacts(args.root)
    held = list(facts(policies, helplines, loaded(load_parole, args.root), review, day))
    late = found_due(held, review, day)
    rows = [
        {
            "id": one.fact.id,
            "kind": one.fact.kind,
            "vouched": one.fact.vouched and one.fact.vouched.isoformat(),
            "interval": one.interval,
            "over": one.over,
        }
        for one in late
    ]
    lines = [f"{len(late)} of {len(held)} facts are due on {day}"] + [
        f"{row['kind']:<10} {row['id']:<28} last vouched for {row['vouched'] or 'never':<10}"
        f" {'' if row['over'] is None else row['over']:>5} days over {row['interval']}"
        for row in rows
    ]
    printed(args, {"as_of": day.isoformat(), "facts": len(held), "due": rows}, "\n".join(lines))
    return 1 if late else 0


def check(args: argparse.Namespace) -> int:
    from bot.knowledge.policy_audit import audit

    found = audit(args.root, args.as_of or today())
    if found.problems:
        lines = [str(problem) for problem in found.problems]
        print("\n".join([*lines, f"{len(lines)} to be mended"]), file=sys.stderr)
        return 1
    print(json.dumps(found.counts) if args.json else "\n".join(f"{what}: {n}" for what, n in found.counts.items()))
    return 0


def table(args: argparse.Namespace) -> int:
    from bot.knowledge.policies import load_policies
    from bot.policy.table import FILE
    from bot.policy.table import table as page

    path = Path(args.out) / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(loaded(load_policies, args.root)), encoding="utf-8")
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return REFUSED
    print(shown_path(path, PROJECT))
    return 0
