"""Why a question counts, and what one more answer would change: the rules' own account of themselves, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.questions import Question
from bot.knowledge.rules import CATEGORIES, Category, Element
from bot.screening.answers import Answers
from bot.screening.explain import Change, Decides, decides, one_fact
from bot.screening.outcomes import CategoryResult, Outcome
from bot.wording.answers import answer_label, question_text
from bot.wording.asking import why_message
from bot.wording.messages import Message

FURTHER: tuple[Outcome, ...] = ("likely", "possible", "unlikely", "not_assessed")
SHOWN_CHANGES = 3
"""How many single answers a card names at most."""


def why_messages(
    question: Question, answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool
) -> tuple[Message, ...]:
    """The question's own words on why, and what its answer decides now; for an advocate each element with its law."""
    said = why_message(question, knowledge, lang, for_other=for_other)
    found = tuple(dict.fromkeys(one for key in question.gives for one in decides(knowledge.rulebook, answers, key)))
    if not found:
        return (said,)
    counts = knowledge.messages.say(
        "why_counts", lang, for_other=for_other, list=_listed(found, knowledge, lang, for_other=for_other)
    )
    lines = _by_element(found, knowledge, lang) if for_other else ()
    return (Message("text", "\n".join([said.text, counts, *lines])),)


def _listed(found: tuple[Decides, ...], knowledge: Knowledge, lang: Lang, *, for_other: bool) -> str:
    """For each category the names of what is decided; its gate only where nothing else is."""
    parts = []
    for category in CATEGORIES:
        here = sorted((one for one in found if one.category == category), key=lambda one: one.way in ("gate", "cap"))
        names = dict.fromkeys(
            _name(one, knowledge, lang, for_other=for_other) for one in here if one.way != "gate" or one is here[0]
        )
        if names:
            parts.append(
                f"{knowledge.messages.say(f'name_{category}', lang, for_other=for_other)} – {', '.join(names)}"
            )
    if any(one.way == "flag" for one in found):
        parts.append(knowledge.messages.say("counts_flag_label", lang, for_other=for_other))
    return "; ".join(parts)


def _name(one: Decides, knowledge: Knowledge, lang: Lang, *, for_other: bool) -> str:
    if one.way in ("gate", "cap"):
        return knowledge.messages.say(f"counts_{one.way}_label", lang, for_other=for_other)
    return _elements(knowledge)[one.id].name.in_(lang)


def _elements(knowledge: Knowledge) -> Mapping[str, Element]:
    rules = knowledge.rulebook.categories.values()
    return {element.id: element for one in rules for path in one.paths for element in path.elements}


def _by_element(found: tuple[Decides, ...], knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    """One line an element or flag: its id, its name and its citations."""
    elements = _elements(knowledge)
    flags = {flag.id: flag.cite for flag in knowledge.rulebook.flags}
    for id_ in dict.fromkeys(one.id for one in found if one.way not in ("gate", "cap")):
        cite = elements[id_].cite if id_ in elements else flags[id_]
        name = f" {elements[id_].name.in_(lang)}" if id_ in elements else ""
        yield f"• {id_}{name}: {'; '.join(cite)}"


def changing_lines(
    result: CategoryResult, answers: Answers, knowledge: Knowledge, lang: Lang, *, for_other: bool
) -> Iterator[str]:
    """The questions one answer to which would bring this category further, best first.

    A person reads the questions alone: which answer would lead where is no help in answering truly. What could only
    take something away is not held up to someone who left it open.
    """
    better = FURTHER[: FURTHER.index(result.outcome)]
    changes = [change for change in _changes(answers, result.category, knowledge) if change.outcome in better]
    for key in list(dict.fromkeys(change.key for change in changes))[:SHOWN_CHANGES]:
        yield f"• {question_text(_question(key, knowledge), lang, for_other=for_other)}"


def law_changes(answers: Answers, category: Category, knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    """For an advocate: each such question with the answers that would change it, and to what."""
    changes = _changes(answers, category, knowledge)
    for key in list(dict.fromkeys(change.key for change in changes))[:SHOWN_CHANGES]:
        question = _question(key, knowledge)
        ends = []
        for outcome in dict.fromkeys(change.outcome for change in changes if change.key == key):
            values = (c.value for c in changes if c.key == key and c.outcome == outcome)
            labels = " / ".join(answer_label(question, value, knowledge, lang, for_other=True) for value in values)
            ends.append(f"{labels} → {knowledge.messages.say(f'outcome_{outcome}_label', lang, for_other=True)}")
        yield f"• {question_text(question, lang, for_other=True)} {'; '.join(ends)}"


def _changes(answers: Answers, category: Category, knowledge: Knowledge) -> tuple[Change, ...]:
    return one_fact(knowledge.rulebook, knowledge.screens.interview.questions, answers, category)


def _question(key: str, knowledge: Knowledge) -> Question:
    return knowledge.screens.interview.questions[key]
