"""A screening with every step written down, as JSON, and the same steps taken again.

A trace holds the day, the digest of the rules, the answers, and for each path each element: its status, by what, and
what each condition was worth on which answers. `replay` recomputes all of it from the day and the answers alone and
refuses a trace that differs anywhere, the rules included. Pure; knows no words and no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from bot.knowledge.conditions import All, AnyOf, Condition, If, Not, keys_of
from bot.knowledge.rules import CATEGORIES, Element, Rulebook, RulePath, Rules
from bot.screening.answers import Answers
from bot.screening.contradictions import contradictions
from bot.screening.outcomes import assess, assess_path, is_open, weigh
from bot.screening.screening import Flag, raised
from bot.screening.truth import truth


class TraceDiffers(ValueError):
    """A trace is not what these rules make of its answers. `place` says where, as steps from the top."""

    def __init__(self, place: tuple[str | int, ...], recorded: Any, recomputed: Any) -> None:
        self.place, self.recorded, self.recomputed = place, recorded, recomputed
        where = ".".join(str(step) for step in place) or "the trace"
        super().__init__(f"{where}: recorded {recorded!r}, recomputed {recomputed!r}")


def trace(rulebook: Rulebook, answers: Answers, as_of: date) -> dict[str, Any]:
    """Every step of screening `answers`, ready for `json.dumps`."""
    return {
        "as_of": as_of.isoformat(),
        "rulebook": rulebook.digest,
        "answers": {key: _plain(answers[key]) for key in sorted(answers)},
        "categories": {category: _category(rulebook.categories[category], answers) for category in CATEGORIES},
        "flags": [_flag(flag, rulebook, answers) for flag in raised(rulebook.flags, answers, as_of)],
        "contradictions": [
            {"id": one.id, "ask": list(one.ask), "when": _condition(one.when, answers)}
            for one in contradictions(rulebook.contradictions, answers)
        ],
    }


def replay(recorded: Mapping[str, Any], rulebook: Rulebook) -> None:
    """Take every step again. Raises TraceDiffers at the first difference, with what stood there and what stands now."""
    if recorded.get("rulebook") != rulebook.digest:
        raise TraceDiffers(("rulebook",), recorded.get("rulebook"), rulebook.digest)
    try:
        answers = {key: tuple(v) if isinstance(v, list) else v for key, v in recorded["answers"].items()}
        again = trace(rulebook, answers, date.fromisoformat(recorded["as_of"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise TraceDiffers((), "no day or no answers to start from", "both") from None
    _compare(dict(recorded), again, ())


def _compare(recorded: Any, again: Any, place: tuple[str | int, ...]) -> None:
    if isinstance(recorded, dict) and isinstance(again, dict):
        for key in dict.fromkeys((*again, *recorded)):
            _compare(recorded.get(key), again.get(key), (*place, key))
    elif isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        for at, pair in enumerate(zip(recorded, again, strict=True)):
            _compare(*pair, (*place, at))
    elif recorded != again or type(recorded) is not type(again):
        raise TraceDiffers(place, recorded, again)


def _category(rules: Rules, answers: Answers) -> dict[str, Any]:
    result = assess(rules, answers)
    caps = [{"cite": list(cap.cite), "when": _condition(cap.when, answers)} for cap in rules.caps]
    return {
        "gate": {"key": rules.gate, "answer": _plain(answers.get(rules.gate))},
        "outcome": result.outcome,
        "path": result.path,
        "paths": [_path(path, rules, answers) for path in rules.paths],
        "caps": caps,
    }


def _path(path: RulePath, rules: Rules, answers: Answers) -> dict[str, Any]:
    capped = any(truth(cap.when, answers) for cap in rules.caps)
    return {
        "path": path.name,
        "gate": path.gate,
        "open": is_open(path, answers),
        "outcome": assess_path(path, answers, capped=capped).outcome,
        "elements": [_element(element, answers) for element in path.elements],
    }


def _element(element: Element, answers: Answers) -> dict[str, Any]:
    required = truth(element.required, answers)
    found = weigh(element, answers)
    return {
        "id": element.id,
        "status": found.status if required else "not_asked" if required is None else "not_required",
        "by": found.by if required else None,
        "required": _condition(element.required, answers),
        "met": _condition(element.met, answers),
        "not_met": None if element.not_met is None else _condition(element.not_met, answers),
        "excused": [{"by": excuse.by, "when": _condition(excuse.when, answers)} for excuse in element.excused],
    }


def _flag(flag: Flag, rulebook: Rulebook, answers: Answers) -> dict[str, Any]:
    rule = next(rule for rule in rulebook.flags if rule.id == flag.id)
    return {
        "id": flag.id,
        "urgency": flag.urgency,
        "by": flag.by.isoformat() if flag.by else None,
        "raised": [{"urgency": urgency, "when": _condition(when, answers)} for when, urgency in rule.raised],
    }


def _condition(condition: Condition, answers: Answers) -> dict[str, Any]:
    """A condition with what it is worth: its parts, or what it asks of which answers and what these were."""
    worth: dict[str, Any] = {"kind": type(condition).__name__, "truth": truth(condition, answers)}
    match condition:
        case All(parts) | AnyOf(parts):
            return {**worth, "parts": [_condition(part, answers) for part in parts]}
        case Not(part):
            return {**worth, "parts": [_condition(part, answers)]}
        case If(test, then, otherwise):
            return {**worth, "parts": [_condition(part, answers) for part in (test, then, otherwise)]}
    asks = {field.name: _plain(getattr(condition, field.name)) for field in fields(condition)}
    return {**worth, "asks": asks, "answers": {key: _plain(answers.get(key)) for key in keys_of(condition)}}


def _plain(value: Any) -> Any:
    """As JSON has it: sets in order, tuples as lists."""
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
