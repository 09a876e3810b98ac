"""The same result for an advocate: each element with its id, where it stands, the answers behind it and its law."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.screening.answers import Answers
from bot.screening.interactions import interactions
from bot.screening.outcomes import CategoryResult, ElementResult
from bot.screening.screening import Flag, Screening
from bot.wording.answers import answered_line
from bot.wording.explaining import law_changes
from bot.wording.messages import Message


def law_messages(screening: Screening, answers: Answers, knowledge: Knowledge, lang: Lang) -> Iterator[Message]:
    """A card for each category that was assessed, then the flags; or that nothing was."""
    say = partial(knowledge.messages.say, lang=lang, for_other=True)
    assessed = [result for result in screening.categories.values() if result.outcome != "not_assessed"]
    if not assessed and not screening.flags:
        yield Message("text", say("law_nothing"))
        return
    yield Message("text", say("law_intro"))
    for result in assessed:
        yield Message("result", "\n".join(_card(result, answers, knowledge, lang)))
    if together := interactions(knowledge.rulebook.interactions, screening, answers):
        lines = [f"• {one.id} {one.tell.in_(lang)} · {'; '.join(one.cite)}" for one in together]
        yield Message("notice", "\n".join([say("interactions_intro"), *lines]))
    if screening.flags:
        yield Message("notice", "\n".join(_flag(flag, knowledge, lang) for flag in screening.flags))


def _card(result: CategoryResult, answers: Answers, knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    say = partial(knowledge.messages.say, lang=lang, for_other=True)
    path = f" · {say(f'path_{result.path}')}" if result.path else ""
    yield f"{say(f'name_{result.category}')} · {say(f'outcome_{result.outcome}_label')}{path}"
    for element in result.elements:
        yield f"• {_element(element, answers, knowledge, lang)}"
    yield from (f"• {cap.plain.in_(lang, for_other=True)} · {'; '.join(cap.cite)}" for cap in result.caps)
    if changes := list(law_changes(answers, result.category, knowledge, lang)):
        yield say("one_fact_intro")
        yield from changes


def _element(result: ElementResult, answers: Answers, knowledge: Knowledge, lang: Lang) -> str:
    """Id, name, status, the exception that applies, the answers with their labels, the citations."""
    element, questions = result.element, knowledge.screens.interview.questions
    excuse = next((excuse for excuse in element.excused if excuse.by == result.by), None)
    status = knowledge.messages.say(f"status_{result.status}", lang, for_other=True)
    parts = [f"{element.id} {element.name.in_(lang)}", f"{status}: {excuse.by}" if excuse else status]
    parts += [answered_line(questions[key], answers[key], knowledge, lang, for_other=True) for key in result.answers]
    return " · ".join([*parts, "; ".join(dict.fromkeys((*element.cite, *(excuse.cite if excuse else ()))))])


def _flag(flag: Flag, knowledge: Knowledge, lang: Lang) -> str:
    clocks = [f"{due.clock.what.in_(lang)}: {due.by.isoformat()} ({'; '.join(due.clock.cite)})" for due in flag.due]
    urgency = knowledge.messages.say(f"urgency_{flag.urgency}", lang, for_other=True)
    return " · ".join([f"• {flag.id} {urgency}", *clocks, "; ".join(flag.cite)])
