"""What is in force, and what changed, as plain values (the shapes of the contract) and as text to read in a terminal.

Refuses to know what holds: it shows what it is handed, with every source spelled out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.knowledge.models import Lang, Source, Words
from bot.knowledge.policies import Directive
from bot.knowledge.policy_shapes import KINDS, Labels
from bot.policy.in_force import Difference, Protection, Protections


def policy_json(shown: Protections) -> dict[str, Any]:
    """As the contract has it for `faro policy show --json`."""
    return {
        "as_of": shown.as_of.isoformat(),
        "verified_through": shown.verified_through.isoformat(),
        "directive": _directive(shown.directive),
        "statements": [_statement(p) for p in shown.statements],
        "warnings": _words(shown.warnings),
    }


def diff_json(found: Difference) -> dict[str, Any]:
    """For `faro policy diff --json`: statements as in `policy_json`; a changed one says what its status was."""
    was, now = found.directives
    return {
        "from": found.first.isoformat(),
        "to": found.second.isoformat(),
        "verified_through": found.verified_through.isoformat(),
        "directive": {"from": _directive(was), "to": _directive(now)},
        "added": [_statement(p) for p in found.added],
        "ended": [_statement(p) for p in found.ended],
        "changed": [{**_statement(change.now), "was": change.was} for change in found.changed],
        "warnings": _words(found.warnings),
    }


def policy_text(shown: Protections, lang: Lang) -> str:
    """Warnings first, then ICE's own policy, then the statements kind by kind, then where they come from."""
    labels = shown.wording.labels
    head = f"{labels.as_of.in_(lang)} {shown.as_of} ({labels.verified_through.in_(lang)} {shown.verified_through})"
    policy = f"{labels.directive.in_(lang)}: {_named(shown.directive, labels, lang)}"
    blocks = [head, *(f"! {warning.in_(lang)}" for warning in shown.warnings), policy]
    for kind in KINDS:
        if lines := [_line(p, labels, lang) for p in shown.statements if p.kind == kind]:
            blocks.append("\n".join([labels.kinds[kind].in_(lang), *lines]))
    blocks += _source_block(shown.statements, labels, lang)
    return "\n\n".join(blocks) + "\n"


def diff_text(found: Difference, lang: Lang) -> str:
    """What is new, what ended, what changed, each with its status."""
    labels = found.wording.labels
    was, now = (_named(directive, labels, lang) for directive in found.directives)
    head = f"{labels.between.in_(lang)} {found.first} – {found.second}"
    blocks = [head, *(f"! {warning.in_(lang)}" for warning in found.warnings)]
    blocks.append(f"{labels.directive.in_(lang)}: {was}" + (f"\n→ {now}" if now != was else ""))
    before = {change.now.id: labels.statuses[change.was].in_(lang) for change in found.changed}
    parts = ((labels.added, found.added), (labels.ended, found.ended), (labels.changed, [c.now for c in found.changed]))
    for label, listed in parts:
        lines = [_line(p, labels, lang, before.get(p.id)) for p in listed] or [f"  {labels.nothing.in_(lang)}"]
        blocks.append("\n".join([label.in_(lang), *lines]))
    return "\n\n".join(blocks) + "\n"


def _directive(directive: Directive | None) -> dict[str, Any] | None:
    if directive is None:
        return None
    end = directive.to.isoformat() if directive.to else None
    return {"id": directive.id, "title": directive.title, "from": directive.from_.isoformat(), "to": end}


def _statement(told: Protection) -> dict[str, Any]:
    return {
        "id": told.id,
        "text": told.text.model_dump(),
        "kind": told.kind,
        "status": told.status,
        "sources": [source.model_dump(mode="json", exclude_none=True) for source in told.sources],
    }


def _words(warnings: Iterable[Words]) -> list[dict[str, str]]:
    return [warning.model_dump() for warning in warnings]


def _named(directive: Directive | None, labels: Labels, lang: Lang) -> str:
    if directive is None:
        return labels.no_directive.in_(lang)
    return f"{directive.id}, {directive.title} ({labels.since.in_(lang)} {directive.from_})"


def _line(told: Protection, labels: Labels, lang: Lang, before: str | None = None) -> str:
    status = labels.statuses[told.status].in_(lang)
    stands = f"{before} → {status}" if before else status
    return f"  • {told.text.in_(lang)}\n    [{stands}] {'; '.join(told.cite)}"


def _source_block(listed: Iterable[Protection], labels: Labels, lang: Lang) -> Iterator[str]:
    """Each source once, in the order it is first needed."""
    sources = dict.fromkeys(source for told in listed for source in told.sources)
    if sources:
        yield "\n".join([labels.sources.in_(lang), *(f"  {_source(s, labels, lang)}" for s in sources)])


def _source(source: Source, labels: Labels, lang: Lang) -> str:
    checked = f"{labels.verified.in_(lang)} {source.verified}, {labels.confidence[source.confidence].in_(lang)}"
    return " · ".join(part for part in (source.document, source.url, source.date, checked) if part)
