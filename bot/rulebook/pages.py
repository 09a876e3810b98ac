"""Pages about the rulebook, made from the data: a first page, one a category, and what stands beside them.

Knows what a reader of law needs beside each rule. Refuses to know where pages are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.knowledge.conditions import ALWAYS, NEVER
from bot.knowledge.models import Source
from bot.knowledge.questions import Question
from bot.knowledge.rules import Element, Rules
from bot.rulebook.beside import contradictions, flags, interactions
from bot.rulebook.book import Book, elements_of
from bot.rulebook.english import word
from bot.rulebook.markdown import MADE, answers, bullets, scenario_rows, table
from bot.rulebook.scenarios import Scenario

STEP = "never. It is a step that can still be taken, or a matter of discretion, and stays open."
FIRST = """
What Faro asks, and what it makes of the answers. These pages and pictures are made from `data/questions`,
`data/rulebook` and `tests/screening/scenarios` by `faro rulebook docs` and `faro rulebook map`; a test compares them.

## How to read a rule
- An element is **met**, **excused** by an exception, **not met**, or **open**; or it is not required of this person.
- A condition is true, false or unknown. An answer that is "not sure", declined or not given makes it **unknown**, never
  false, unless the condition names that very word. So "not sure" leaves an element open.
- Where a rule says nothing of its own about "not met", the element is not met when its condition is false.
- One element not met, with every exception ruled out, makes a path *unlikely*. With none open and no cap it is
  *likely*, else *possible*.
- A category is *not assessed* while its first question was not asked or was declined.
- Words in brackets and in `code` are the names of answers in the data. Those about family name what the **person** is:
  `child` is one whom a parent harmed, `parent` one whom a son or daughter harmed.
- A source has its own date, the last day it can vouch for what is said, and how sure the reading is.

These rules are one careful reading of the law, not legal advice. A lawyer has to confirm each before anyone relies
on it.
""".strip()


def pages(book: Book) -> dict[str, str]:
    """Every page by its file name."""
    made = {f"{rules.category}.md": _category(book, rules) for rules in book.rules}
    beside = {"flags.md": flags(book), "interactions.md": interactions(book), "contradictions.md": contradictions(book)}
    return {name: "\n".join(lines) + "\n" for name, lines in {"README.md": _first(book), **made, **beside}.items()}


def _first(book: Book) -> Iterator[str]:
    yield from ("# The rulebook", "", MADE, "", FIRST, "", "## Pages and pictures", "")
    rows = [(f"[{book.name(r.category)}]({r.category}.md)", f"[tree](map-{r.category}.svg)",
             ", ".join(e.id for e in elements_of(r))) for r in book.rules]  # fmt: skip
    rows += [("[Red flags](flags.md)", "", "what to see a lawyer about first, and by when")]
    rows += [("[How the categories go together](interactions.md)", "", "what is told when some fit")]
    rows += [("[Answers that do not go together](contradictions.md)", "", "what is asked about them")]
    rows += [("Questions, in the order asked", "[flow](map-questions.svg)", "")]
    yield from table(("Page", "Picture", "Holds"), rows)


def _category(book: Book, rules: Rules) -> Iterator[str]:
    questions = book.screens.interview.questions
    sources = _sources(rules)
    yield from (f"# {book.name(rules.category)}", "", MADE, "")
    yield f"[How to read this](README.md) · [the tree as a picture](map-{rules.category}.svg)"
    yield from ("", f"Assessed once this is answered: {questions[rules.gate].ask.en} (`{rules.gate}`)", "")
    yield from _paths(book, rules)
    for element in elements_of(rules):
        yield from _element(book, rules, element, sources)
    yield from _caps(book, rules)
    yield from _told(rules)
    yield from ("## Numbered scenarios of the whole category", "")
    yield from (*scenario_rows(book.scenarios_of(rules.category, None), "nothing"), "")
    yield from _given(s for s in book.scenarios if s.category == rules.category)
    yield from _asked(questions[key] for key in book.screens.interview.order if key in rules.keys)
    yield from ("## Sources", "", *table(("", "Source", "Its date", "Vouches through", "Confidence"), (
        (str(i), source.url or source.document or "", source.date, source.verified.isoformat(),
         source.confidence.replace("_", " ")) for source, i in sources.items())))  # fmt: skip


def _sources(rules: Rules) -> dict[Source, int]:
    """The sources of a category, numbered in the order they are named."""
    used = [source for e in elements_of(rules) for source in e.sources]
    return {source: i for i, source in enumerate(dict.fromkeys(used), start=1)}


def _paths(book: Book, rules: Rules) -> Iterator[str]:
    if len(rules.paths) == 1:
        return
    yield from ("## Paths", "", "The path shown is the one with the best outcome; on a tie the first of these.", "")
    questions = book.screens.interview.questions
    rows = [((path.name or "").replace("_", " "), ", ".join(e.id for e in path.elements),
             f"this is answered: {questions[path.gate].ask.en} (`{path.gate}`)" if path.gate else "always")
            for path in rules.paths]  # fmt: skip
    yield from (*table(("Path", "Needs", "Counts when"), rows), "")


def _element(book: Book, rules: Rules, element: Element, sources: dict[Source, int]) -> Iterator[str]:
    say = book.english.say
    yield from (f"## {element.id}: {element.name.en}", "", f"**Rule.** {element.law}", "")
    yield from (f"**Law.** {'; '.join(element.cite)}. *Sources {_numbers(element.sources, sources)}.*", "")
    yield from (f"**In plain words.** {element.plain.en}", f"<br>*{element.plain.es}*", "")
    if element.required != ALWAYS:
        yield from ("**Required when**", "", *bullets(say(element.required)), "")
    yield from ("**Met when**", "", *bullets(say(element.met)), "")
    yield from _not_met(book, element)
    for excuse in element.excused:
        yield from (f"**Excused by {excuse.by} when**", "", *bullets(say(excuse.when)), "")
        yield from (f"{excuse.plain.en} *{'; '.join(excuse.cite)}.*", "")
    yield from (f"**Reads** {', '.join(f'`{key}`' for key in element.keys)}", "")
    yield from (*scenario_rows(book.scenarios_of(rules.category, element.id), "not required"), "")


def _not_met(book: Book, element: Element) -> Iterator[str]:
    if element.not_met is None:
        yield "**Not met when** the answers rule that out."
    elif element.not_met == NEVER:
        yield f"**Not met**: {STEP}"
    else:
        yield from ("**Not met when**", "", *bullets(book.english.say(element.not_met)))
    yield ""


def _numbers(used: Iterable[Source], sources: dict[Source, int]) -> str:
    return ", ".join(str(sources[source]) for source in used)


def _caps(book: Book, rules: Rules) -> Iterator[str]:
    if not rules.caps:
        return
    yield from ("## What holds the outcome at possible", "")
    for cap in rules.caps:
        yield from (f"**{cap.plain.en}** {'; '.join(cap.cite)}", "", *bullets(book.english.say(cap.when)), "")


def _told(rules: Rules) -> Iterator[str]:
    if rules.tell:
        rows = [(told.id, told.plain.en, "; ".join(told.cite)) for told in rules.tell]
        yield from ("## What everybody it may fit is told", "", *table(("", "Words", "Law"), rows), "")


def _given(scenarios: Iterable[Scenario]) -> Iterator[str]:
    named = {s.given: s.base for s in scenarios if s.given}
    rows = [(f"*{name}*", answers(base)) for name, base in named.items()]
    yield from ("## Where scenarios start from", "", *table(("Name", "Answers"), rows), "")


def _asked(questions: Iterable[Question]) -> Iterator[str]:
    rows = [(f"`{q.key}`", q.ask.en, _takes(q)) for q in questions]
    yield from ("## Answers read", "", "Every question also takes *not sure* and *rather not say*.", "")
    yield from (*table(("Name", "Question", "Answers"), rows), "")


def _takes(question: Question) -> str:
    if question.range:
        return f"a whole number from {question.range.low} to {question.range.high}"
    several = "any of: " if question.kind == "many" else ""
    return several + ", ".join(word(question, value) for value in question.values)
