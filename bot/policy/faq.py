"""A frequent question answered for a day: its answer, how what it rests on stands that day, and what to be wary of.

Pure: the questions, the policies and the day are handed in. Refuses to change an answer: where it does not fit the day,
it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.knowledge.faq import Entry, Faq
from bot.knowledge.messages import Sentence
from bot.knowledge.models import LANGUAGES, Words
from bot.knowledge.policy_shapes import Status
from bot.policy.in_force import status_on

GONE: tuple[Status, ...] = ("superseded", "rescinded")


@dataclass(frozen=True)
class Answered:
    """An entry on a day. `statuses` holds each statement that had begun by then; `warnings` come with the answer."""

    entry: Entry
    as_of: date
    statuses: dict[str, Status]
    warnings: tuple[Words, ...]


def answered(faq: Faq, name: str, day: date) -> Answered:
    """The entry called `name`, for `day`. KeyError for a name that no entry has."""
    entry = faq.entries[name]
    begun = (s for s in (*entry.statements, *entry.past) if s.from_ <= day)
    statuses = {s.id: status_on(s, day) for s in begun}
    return Answered(entry, day, statuses, tuple(_warnings(faq, entry, day, statuses)))


def _warnings(faq: Faq, entry: Entry, day: date, statuses: dict[str, Status]) -> Iterator[Words]:
    if entry.verified is None:
        return
    said = faq.wording.warnings
    if not _fits(entry, statuses):
        yield _filled(said.not_then, day=day, verified=entry.verified)
    if day > entry.verified:
        yield _filled(said.past_verified, day=day)


def _fits(entry: Entry, statuses: dict[str, Status]) -> bool:
    """Whether all the answer tells as present had begun and not ended, and all it tells as past had ended."""
    stands = all(statuses.get(s.id, "superseded") not in GONE for s in entry.statements)
    return stands and all(statuses.get(s.id) in GONE for s in entry.past)


def _filled(sentence: Sentence, **values: object) -> Words:
    return Words(**{lang: sentence.in_(lang).format_map(values) for lang in LANGUAGES})
