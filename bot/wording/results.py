"""A screening in words: a card for each category, the flags, what to do with it. Never a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.rules import CATEGORIES, Category
from bot.screening.answers import Answers
from bot.screening.interactions import interactions
from bot.screening.outcomes import CategoryResult, ElementResult, Outcome, Status
from bot.screening.screening import Screening, as_json
from bot.wording.explaining import changing_lines
from bot.wording.law import law_messages
from bot.wording.messages import Message

_ORDER: tuple[Outcome, ...] = ("likely", "possible", "unlikely")
FITTING: tuple[Outcome, ...] = ("likely", "possible")


def fitting(screening: Screening) -> tuple[Category, ...]:
    """The categories that are likely or possible, the likelier first."""
    found = screening.categories.items()
    return tuple(c for outcome in FITTING for c, result in found if result.outcome == outcome)


def result_messages(
    screening: Screening, answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool = False
) -> Iterator[Message]:
    """The whole result: cards, what was not checked, how they go together, flags, whom it is to be talked over with.

    Who answers for somebody else reads the advocate's register beside it: the same result by element and law.
    """
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    yield Message("text", say("result_intro"))
    if all(result.outcome == "not_assessed" for result in screening.categories.values()):
        yield Message("text", say("result_nothing_checked"))
    elif not fitting(screening):
        yield Message("text", say("result_none_fit"))
    for outcome in _ORDER:
        for result in screening.categories.values():
            if result.outcome == outcome:
                yield Message("result", "\n".join(_card(result, answers, knowledge, lang, for_other=for_other)))
    unchecked = [c for c in CATEGORIES if screening.categories[c].outcome == "not_assessed"]
    if unchecked:
        names = "\n".join(f"• {say(f'name_{c}')}" for c in unchecked)
        yield Message("result", f"{say('outcome_not_assessed')}\n{names}")
    if together := interactions(knowledge.rulebook.interactions, screening, answers):
        lines = [say("interactions_intro"), *(f"• {one.tell.in_(lang)}" for one in together)]
        yield Message("notice", "\n".join(lines))
    if fitting(screening):
        yield Message("notice", say("filing_is_no_shield"))
    yield from flag_messages(screening, knowledge, lang, for_other=for_other)
    yield Message("notice", say("result_legal_line"))
    if for_other:
        yield from law_messages(screening, answers, knowledge, lang)


def flag_messages(screening: Screening, knowledge: Knowledge, lang: Lang, *, for_other: bool) -> Iterator[Message]:
    """The red flags, most urgent first, in one message."""
    if not screening.flags:
        return
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    lines = [say("flags_intro")]
    for flag in screening.flags:
        text = say(f"flag_{flag.id.lower().replace('-', '')}")
        lines.append(f"• {say(f'urgency_{flag.urgency}')}: {text}")
        lines += [f"• {say('clock_by', what=due.clock.what.in_(lang), by=due.by.isoformat())}" for due in flag.due]
    yield Message("notice", "\n".join(lines))


def _card(
    result: CategoryResult, answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool
) -> Iterator[str]:
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    yield say(f"name_{result.category}")
    yield say(f"about_{result.category}")
    yield say(f"outcome_{result.outcome}")
    if result.path:
        yield say(f"path_{result.path}")
    if result.outcome in FITTING:
        yield from _listed("reasons_intro", result, ("met", "excused"), knowledge, lang, for_other=for_other)
        yield from _listed("missing_intro", result, ("open",), knowledge, lang, for_other=for_other)
    yield from _listed("against_intro", result, ("not_met",), knowledge, lang, for_other=for_other)
    if result.outcome in FITTING:
        yield from (f"• {cap.plain.in_(lang, for_other=for_other)}" for cap in result.caps)
        yield from (
            told.plain.in_(lang, for_other=for_other) for told in knowledge.rulebook.categories[result.category].tell
        )
    if questions := list(changing_lines(result, answers, knowledge, lang, for_other=for_other)):
        yield say("one_fact_intro")
        yield from questions


def _listed(
    heading: str,
    result: CategoryResult,
    statuses: tuple[Status, ...],
    knowledge: Knowledge,
    lang: Lang,
    *,
    for_other: bool,
) -> Iterator[str]:
    lines = [
        f"• {plain_reason(element, lang, for_other=for_other)}"
        for element in result.elements
        if element.status in statuses
    ]
    if lines:
        yield knowledge.messages.say(heading, lang, for_other=for_other)
        yield from lines


def plain_reason(result: ElementResult, lang: Lang, *, for_other: bool) -> str:
    """The element in plain words; for an excused one, the words of its exception."""
    for excuse in result.element.excused:
        if result.by == excuse.by:
            return excuse.plain.in_(lang, for_other=for_other)
    return result.element.plain.in_(lang, for_other=for_other)


def result_json(screening: Screening, knowledge: Knowledge, lang: Lang, *, for_other: bool = False) -> dict[str, Any]:
    """The contract's result with texts beside the ids, in one language."""
    say = partial(knowledge.messages.say, lang=lang, for_other=for_other)
    shown = as_json(screening)
    for category, result in screening.categories.items():
        card = shown["categories"][category]
        card["name"] = say(f"name_{category}")
        card["text"] = say(f"outcome_{result.outcome}")
        for element, item in zip(result.elements, card["elements"], strict=True):
            item["text"] = plain_reason(element, lang, for_other=for_other)
            item["status_text"] = say(f"status_{element.status}")
    for flag in shown["flags"]:
        flag["text"] = say(f"flag_{flag['id'].lower().replace('-', '')}")
    shown["notice"] = say("result_legal_line")
    return shown
