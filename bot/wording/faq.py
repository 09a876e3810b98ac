"""An answer to a frequent question as a person reads it: what was understood, the answer, its day and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.knowledge.catalog import Knowledge
from bot.knowledge.faq import Entry
from bot.knowledge.models import Lang
from bot.policy.faq import Answered, answered
from bot.wording.helplines import contact_cards
from bot.wording.messages import Message


def faq_messages(name: str, knowledge: Knowledge, lang: Lang, day: date) -> Iterator[Message]:
    """The answer as one text, then the contacts it names, each with what to know before calling."""
    found = answered(knowledge.faq, name, day)
    yield Message("text", "\n\n".join(_blocks(found, knowledge, lang)))
    yield from contact_cards(knowledge, lang, day, found.entry.contacts)


def _blocks(found: Answered, knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    entry, labels = found.entry, knowledge.faq.wording.labels
    yield labels.asked.in_(lang).format(question=entry.question.in_(lang))
    if entry.then:
        yield f"{labels.then.in_(lang)}:\n{entry.then.in_(lang)}"
    yield f"{labels.now.in_(lang)}:\n{entry.answer.in_(lang)}" if entry.then else entry.answer.in_(lang)
    if entry.verified is None:
        return
    checked = labels.checked.in_(lang).format(verified=entry.verified)
    yield " ".join([checked, *(warning.in_(lang) for warning in found.warnings)])
    yield labels.sources.in_(lang).format(sources=_sources(entry))


def _sources(entry: Entry) -> str:
    """Every law or paper the answer rests on, once, with the day of the newest source that vouches for it."""
    days: dict[str, str] = {}
    for named in entry.named:
        days[named.name] = max(days.get(named.name, ""), named.day)
    return "; ".join(f"{name} ({day})" for name, day in days.items())
