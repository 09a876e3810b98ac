"""What somebody who comes back is told first when rules changed meanwhile: how many, which, and when last checked.

Knows when it would be in the way. Refuses to keep a text: what was shown is remembered by ids and how each stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.memory import Memory
from bot.dialogue.turns import Message, Reply
from bot.knowledge.policy_shapes import Status
from bot.policy.in_force import Moves, Protection
from bot.policy.since import Shown, shown_on, since
from bot.wording.briefing import situation
from bot.wording.results import fitting

LISTED = 4
"""How many rules are named; of the others only the number is told."""


def shown_now(memory: Memory) -> Shown:
    """What a person with these answers is shown rules by, today."""
    where = situation(memory.answers, memory.settings)
    return shown_on(memory.knowledge.policies, memory.day, fitting(memory.screening()), where)


def news(memory: Memory, shown: Shown | None) -> Moves | None:
    """What there is to tell; None when nothing changed."""
    return since(memory.knowledge.policies, memory.day, shown) if shown else None


def told_first(moved: Moves | None, reply: Reply, memory: Memory) -> Reply:
    """The reply with the news before all else, in the language it is in.

    Danger comes first, whoever deletes everything is not held up, and nothing is told before a language is known.
    """
    asks_to_delete = reply.question is None and any(message.kind == "question" for message in reply.messages)
    in_the_way = reply.ended or asks_to_delete or any(message.kind == "crisis" for message in reply.messages)
    if moved is None or in_the_way or "language" not in memory.settings:
        return reply
    return replace(reply, messages=(Message("notice", _told(moved, memory)), *reply.messages))


def _told(moved: Moves, memory: Memory) -> str:
    lines = list(_lines(moved, memory))
    listed = "\n".join(f"• {line}" for line in lines[:LISTED])
    verified = memory.knowledge.policies.verified_through.isoformat()
    text = _said("rules_changed", memory, count=len(lines), list=listed, verified=verified)
    return f"{text}\n\n{_said('protections_more', memory)}" if len(lines) > LISTED else text


def _said(key: str, memory: Memory, **values: object) -> str:
    return memory.knowledge.messages.say(key, memory.lang, for_other=memory.for_other, **values)


def _lines(moved: Moves, memory: Memory) -> Iterator[str]:
    """What changed its status first, then what ended, what is new, and what is no longer told of."""
    yield from (_line("changed", one.now, memory, one.was) for one in moved.changed)
    yield from (_line("ended", one, memory) for one in moved.ended)
    yield from (_line("added", one, memory) for one in moved.added)
    yield from (_said("rule_gone", memory) for _ in moved.gone)


def _line(what: str, told: Protection, memory: Memory, was: Status | None = None) -> str:
    label, now = _said(f"rule_{what}_label", memory), _said(f"status_{told.status}", memory)
    text = told.text.in_(memory.lang)
    stands = f"{_said(f'status_{was}', memory)} → {now}" if was else now
    return f"{label}: {text} ({stands})"
