"""One rule in words, by its id: an element, an exception, a red flag, or what everybody is told. For a terminal.

Knows what stands together. Refuses to know what is asked when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.knowledge.conditions import ALWAYS, NEVER, Condition, keys_of
from bot.knowledge.contradictions import Contradiction
from bot.knowledge.flags import FlagRule
from bot.knowledge.interactions import Interaction
from bot.knowledge.models import Source
from bot.knowledge.rules import Element, Excuse, Rules, TellFile
from bot.rulebook.beside import told_when
from bot.rulebook.book import Book, elements_of
from bot.rulebook.english import Clause, Group

Lines = Iterator[str]


def entries(book: Book) -> dict[str, Callable[[], Lines]]:
    """How to tell each rule that has an id, in the order of the book."""
    found: dict[str, Callable[[], Lines]] = {}
    for rules in book.rules:
        for element in elements_of(rules):
            found[element.id] = lambda r=rules, e=element: _element(book, r, e)  # type: ignore[misc]
            for excuse in element.excused:
                found[excuse.by] = lambda r=rules, e=element, x=excuse: _excuse(book, r, e, x)  # type: ignore[misc]
        for words in rules.tell:
            found[words.id] = lambda r=rules, w=words: _told(book, r, w)  # type: ignore[misc]
    for flag in book.screens.rulebook.flags:
        found[flag.id] = lambda f=flag: _flag(book, f)  # type: ignore[misc]
    for told in book.screens.rulebook.interactions:
        found[told.id] = lambda i=told: _interaction(book, i)  # type: ignore[misc]
    for one in book.screens.rulebook.contradictions:
        found[one.id] = lambda c=one: _contradiction(book, c)  # type: ignore[misc]
    return found


def _element(book: Book, rules: Rules, element: Element) -> Lines:
    yield from (f"{element.id}  {element.name.en}  ({book.name(rules.category)})", "", element.plain.en, "")
    paths = [path.name.replace("_", " ") for path in rules.paths if path.name and element in path.elements]
    if paths:
        yield f"Needed by: {', '.join(paths)}"
    yield from (f"Law: {element.law}", f"Citations: {'; '.join(element.cite)}", *_sources(element.sources), "")
    if element.required != ALWAYS:
        yield from _when(book, "Required when", element.required)
    yield from _when(book, "Met when", element.met)
    for excuse in element.excused:
        yield from _when(book, f"Excused by {excuse.by} when", excuse.when)
    if element.not_met is None:
        yield "Not met when the answers rule that out."
    elif element.not_met == NEVER:
        yield "Never not met: it stays open until it is done or decided."
    else:
        yield from _when(book, "Not met when", element.not_met)
    yield from ("", *_reads(book, element.keys), *_numbers(book, rules.category, element.id))


def _excuse(book: Book, rules: Rules, element: Element, excuse: Excuse) -> Lines:
    yield from (f"{excuse.by}  an exception to {element.id}, {element.name.en}  ({book.name(rules.category)})", "")
    yield from (excuse.plain.en, "", f"Law: {element.law}", f"Citations: {'; '.join(excuse.cite)}")
    yield from (*_sources(element.sources), "", *_when(book, "Excuses when", excuse.when), "")
    yield from (*_reads(book, keys_of(excuse.when)), *_numbers(book, rules.category, element.id, excuse.by))


def _told(book: Book, rules: Rules, told: TellFile) -> Lines:
    yield from (f"{told.id}  told to everybody it may fit  ({book.name(rules.category)})", "", told.plain.en, "")
    yield from (f"Citations: {'; '.join(told.cite)}", f"Sources: {', '.join(told.sources)}", "No answer decides it.")


def _flag(book: Book, flag: FlagRule) -> Lines:
    yield from (f"{flag.id}  a red flag; it changes no outcome", "", book.flag_words(flag.id), "")
    yield from (f"Citations: {'; '.join(flag.cite)}", "")
    for when, urgency in flag.raised:
        yield from _when(book, f"Raised, {urgency}, when", when)
    for clock in flag.clocks:
        yield f"Clock: {clock.what.en} ({'; '.join(clock.cite)})"
    keys = dict.fromkeys(key for when, _ in flag.raised for key in keys_of(when))
    yield from ("", *_reads(book, keys), *_numbers(book, "flags", flag.id))


def _interaction(book: Book, one: Interaction) -> Lines:
    yield from (f"{one.id}  how categories go together; it decides nothing", "", one.tell.en, "")
    yield from (
        f"Citations: {'; '.join(one.cite)}",
        "",
        "Told when:",
        *(f"  - {line}" for line in told_when(book, one)),
    )
    if one.when != ALWAYS:
        yield from (*indented(book.english.say(one.when), 1), "", *_reads(book, keys_of(one.when)))


def _contradiction(book: Book, one: Contradiction) -> Lines:
    yield from (f"{one.id}  answers that do not go together; they decide nothing", "", one.says.en, "")
    yield from (*_when(book, "When", one.when), "", *_reads(book, keys_of(one.when)))


def _sources(sources: Iterable[Source]) -> Lines:
    yield "Sources:"
    for source in sources:
        sure = source.confidence.replace("_", " ")
        yield f"  {source.url or source.document}"
        yield f"    dated {source.date}, vouches through {source.verified.isoformat()}, confidence {sure}"


def _when(book: Book, role: str, condition: Condition) -> Lines:
    yield from (f"{role}:", *indented(book.english.say(condition), 1))


def indented(clause: Clause, depth: int) -> Lines:
    """A condition in indented lines."""
    indent = "  " * depth
    if isinstance(clause, Group):
        yield f"{indent}{clause.lead}:"
        for part in clause.parts:
            yield from indented(part, depth + 1)
    else:
        yield f"{indent}- {clause.question} → {clause.answer}" if clause.key else f"{indent}- {clause.answer}"


def _reads(book: Book, keys: Iterable[str]) -> Lines:
    yield "Reads these answers:"
    yield from (f"  {key}: {book.screens.interview.questions[key].ask.en}" for key in keys)


def _numbers(book: Book, category: str, about: str, by: str = "") -> Lines:
    """The scenarios of a rule; of an exception, those it decides."""
    numbers = [s.number for s in book.scenarios_of(category, about) if not by or s.expected == "excused"]
    numbers = [number for number in numbers if number.startswith(f"{by}.")] or numbers
    if numbers:
        yield f"Scenarios: {', '.join(numbers)}"
