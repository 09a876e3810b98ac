"""The flow of questions as a picture: the parts of the interview in order, each question, and when it is asked.

Knows the interview as it is written. Refuses to know how a box is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.conditions import keys_of
from bot.knowledge.questions import Module, Question
from bot.rulebook.book import Book, elements_of
from bot.rulebook.drawing import Drawing, Row, Section
from bot.rulebook.english import Clause, Group

LEGEND = (
    "Read from left to right: parts in the order of their numbers, questions from top to bottom, gentlest first. Every"
    " question also takes “not sure” and “rather not say”.\n"
    "A question “asked while it can change” some elements is left out once no answer to it can change an outcome."
    " “Not sure”, or declining to pick, opens every part."
)
ROWS = 26  # the most rows of one column, so that the picture stays about as high as a sheet is wide
_WORDS = {
    "always": "asked always",
    "something_fits": "asked when some benefit is likely or possible",
    "modules_left": "asked while some part was not opened",
    "never": "not asked; taken where it is given",
}


@dataclass(frozen=True)
class _Flow:
    book: Book
    drawing: Drawing

    def draw(self) -> None:
        columns = list(self._columns())
        for i, column in enumerate(columns):
            self.drawing.stack(f"column{i}", column)
        for i in range(1, len(columns)):
            start, end = (f"column{n}:{columns[n][0].port}" for n in (i - 1, i))
            self.drawing.line(start, end, "title", weight=50)
        places = {section.port: f"column{i}:{section.port}" for i, column in enumerate(columns) for section in column}
        opener = next(module for module in self._modules if any(any(_opens(q)) for q in module.questions))
        self._picks(places[opener.module].split(":")[0], places)

    def _columns(self) -> Iterator[list[Section]]:
        """The parts in order, several short ones below one another."""
        column: list[Section] = []
        for module in self._modules:
            section = self._section(module)
            if column and sum(len(s.rows) for s in (*column, section)) > ROWS:
                yield column
                column = []
            column.append(section)
        yield column

    def _section(self, module: Module) -> Section:
        closed = module.asked != "always"
        head = f"{module.order}  {module.title.en}" + (" — only when opened" if closed else "")
        return Section(head, tuple(self._rows(module)), "role" if closed else "title", module.module)

    def _picks(self, before: str, places: Mapping[str, str]) -> None:
        """The first question whose picks open parts, as a box of its own, and a line from each pick."""
        question = next(q for q in self._questions if any(_opens(q)))
        closed = {module.module: module.order for module in self._modules if module.asked != "always"}
        rows = []
        for choice in question.choices:
            opened = [name for name in choice.opens if name in closed]
            parts = ", ".join(str(closed[name]) for name in opened)
            rows.append(Row(choice.label.en, f"opens {parts}" if parts else "", port=choice.value))
            for name in opened:
                self.drawing.line(f"picks:{choice.value}", places[name], "excused")
        self.drawing.box("picks", f"{question.ask.en} Any of these:", rows, "excused", 34)
        self.drawing.line(f"{before}:{question.key}", "picks", "excused")

    def _rows(self, module: Module) -> Iterator[Row]:
        given = {key: q.key for q in self._questions for key in q.gives if key != q.key}
        if module.note:
            yield Row(small=f"First says: {module.note.en}")
        for question in module.questions:
            if question.when == "never" and question.key in given:
                continue
            yield Row(question.ask.en, small="\n".join(self._small(question)), port=question.key)

    @property
    def _modules(self) -> tuple[Module, ...]:
        return self.book.screens.interview.modules

    @property
    def _questions(self) -> tuple[Question, ...]:
        return tuple(self.book.screens.interview.questions.values())

    def _small(self, question: Question) -> Iterator[str]:
        yield f"{question.key}: {self._when(question)}"
        if others := [key for key in question.gives if key != question.key]:
            yield f"one answer in place of: {', '.join(others)}"
        if raised := list(self._raises(question)):
            yield f"can raise: {', '.join(raised)}"
        titles = {module.module: module.title.en for module in self._modules}
        if opened := dict.fromkeys(titles[name] for name in _opens(question)):
            yield f"picks can open: {', '.join(opened)}"
        for value in question.pauses:
            yield f"“{value}” pauses the conversation"

    def _raises(self, question: Question) -> Iterator[str]:
        given = set(question.gives)
        for flag in self.book.screens.rulebook.flags:
            if not given.isdisjoint(key for when, _ in flag.raised for key in keys_of(when)):
                yield flag.id

    def _when(self, question: Question) -> str:
        if condition := self.book.screens.interview.conditions.get(question.key):
            return f"asked when {inline(self.book.english.say(condition))}"
        if question.when != "relevant":
            return _WORDS.get(str(question.when), str(question.when).replace("_", " "))
        if question.setting:
            return "asked always; steers the conversation"
        return f"asked while it can change {', '.join(self._decides(question)) or 'anything'}"

    def _decides(self, question: Question) -> Iterator[str]:
        """The gates, elements and caps that read an answer this question gives."""
        given = set(question.gives)
        for rules in self.book.rules:
            if rules.gate in given:
                yield f"{self.book.name(rules.category)} as a whole"
            yield from (e.id for e in elements_of(rules) if not given.isdisjoint(e.keys))
            if any(not given.isdisjoint(keys_of(cap.when)) for cap in rules.caps):
                yield f"the cap of {self.book.name(rules.category)}"


def _opens(question: Question) -> Iterator[str]:
    return (name for choice in question.choices for name in choice.opens)


def inline(clause: Clause) -> str:
    """A condition in one line, by the names in the data; the words stand in the rows above."""
    if isinstance(clause, Group):
        joint = " or " if clause.lead.startswith("at least") else " and "
        return joint.join(inline(part) for part in clause.parts)
    named = re.sub(r"“[^”]*” \[(\w+)\]", r"\1", clause.answer)
    return f"{clause.key} is {named}" if clause.key else named


def flow(book: Book) -> str:
    """The flow of questions, in Graphviz's language."""
    drawing = Drawing("The questions Faro may ask, in order", LEGEND)
    _Flow(book, drawing).draw()
    return drawing.source
