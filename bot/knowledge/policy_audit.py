"""Whether all of `data/policy` can be stood by: sources and days, the chain, both languages, plain words, no promise.

Knows every file of the folder. Refuses to know the clock: the day of the check is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.knowledge.faq import Faq, load_faq
from bot.knowledge.helplines import Helplines, Paroles, load_contacts, load_parole
from bot.knowledge.models import Source
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.policies import Policies, load_policies
from bot.knowledge.policy_review import Review, load_review
from bot.knowledge.policy_texts import Written, text_problems, texts, unused_exceptions
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.yaml_source import read_yaml

SOURCES = ("sources.yml", "sources_help.yml", "sources_faq.yml")


@dataclass(frozen=True)
class Audit:
    """What was found: every problem, or, where there is none, what was counted."""

    problems: tuple[Problem, ...]
    counts: Mapping[str, str]


def audit(root: Path, today: date) -> Audit:
    """Look at everything under `root`/data/policy as on `today`."""
    problems: list[Problem] = []
    policies, helplines = load_policies(root, problems), load_contacts(root, problems)
    paroles, review = load_parole(root, problems), load_review(root, problems)
    faq, plain = load_faq(root, policies, helplines, paroles, problems), _plain_words(root, problems)
    written = texts(root / "data" / "policy", root)
    if review and plain:
        problems.extend(text_problems(written, plain, review.file))
        for text in unused_exceptions(written, plain, review.file):
            problems.append(Problem("data/policy/review.yml", 0, f"plain_exceptions: no text needs {text!r}"))
    problems.extend(_source_days(root, today))
    if paroles:
        problems.extend(_parole_days(root, paroles))
    found = tuple(sorted(set(problems)))
    if found or not (policies and helplines and paroles and faq and review):
        return Audit(found, {})
    return Audit((), _counts(policies, helplines, paroles, faq, review, written))


def _plain_words(root: Path, problems: list[Problem]) -> PlainWords | None:
    try:
        return load_plain_words(root)
    except KnowledgeError as error:
        problems.extend(error.problems)
        return None


def _source_days(root: Path, today: date) -> Iterator[Problem]:
    """A source cannot be checked before it was written, nor in days still to come."""
    for name in SOURCES:
        file = read_yaml(root / "data" / "policy" / name, f"data/policy/{name}", [])
        listed = file.content.get("sources") if file and isinstance(file.content, Mapping) else None
        for key, source in (listed if isinstance(listed, Mapping) else {}).items():
            if not isinstance(source, Mapping):
                continue
            own, verified = str(source.get("date", "")), str(source.get("verified", ""))
            assert file is not None
            line = file.line_of(("sources", key, "verified"))
            if verified > today.isoformat():
                yield Problem(file.shown, line, f"{key}: verified {verified}, after the day of this check, {today}")
            if own != "undated" and verified < own:
                yield Problem(file.shown, line, f"{key}: verified {verified}, before its own date {own}")


def _parole_days(root: Path, paroles: Paroles) -> Iterator[Problem]:
    file = read_yaml(root / "data" / "policy" / "parole.yml", "data/policy/parole.yml", [])
    through = paroles.file.verified_through
    for i, statement in enumerate(paroles.file.statements):
        if file and statement.from_ and statement.from_ > through:
            line = file.line_of(("statements", i, "from"))
            yield Problem(file.shown, line, f"{statement.id}: starts on {statement.from_}, after {through}")


def _counts(
    policies: Policies,
    helplines: Helplines,
    paroles: Paroles,
    faq: Faq,
    review: Review,
    written: tuple[Written, ...],
) -> dict[str, str]:
    chain = [d for d in policies.directives if d.in_chain]
    cited: set[Source] = {s for told in policies.statements for s in told.sources}
    facts = len(paroles.file.statements) + sum(len(fee.amounts) for fee in paroles.file.fees)
    return {
        "directives": f"{len(policies.directives)}, of them {len(chain)} in the chain: no gap and no overlap since "
        f"{policies.first_day}",
        "court orders": str(len(policies.orders)),
        "statements": f"{len(policies.statements)}, each with a source, none from after {policies.verified_through}",
        "contacts": f"{len(helplines.file.contacts)}, each with a source and the day it was last checked",
        "parole": f"{facts} statements and amounts, each with a source",
        "frequent questions": f"{len(faq.entries)}, each tied to statements or sources",
        "sources": f"{len(cited)} and {len(helplines.sources)}, none checked before its own date or after today",
        "texts": f"{len(written)} in two languages, plain but for {len(review.file.plain_exceptions)} names",
        "promises": f"none of {review.file.patterns} patterns in any text",
    }
