"""The tree of one category as a picture: its paths, their elements, what each needs, excuses and excludes.

Knows which box stands left of which. Refuses to know how a box is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.conditions import ALWAYS, NEVER, Condition
from bot.knowledge.rules import Element, RulePath, Rules
from bot.rulebook.book import Book
from bot.rulebook.drawing import Drawing, Row, Tone
from bot.rulebook.english import ALL, ONE, Clause, Group

LEGEND = (
    "Read from left to right: the benefit, its paths, their elements, and the answers that decide each. In bold: the"
    " answer needed, with its name in the data in [brackets].\n"
    "An element without a box NOT MET WHEN fails when the answers rule out what it needs. “Not sure”, declined or not"
    " asked decides nothing, unless it is named: the element stays open."
)
_LEADS = {ALL: "all of these", ONE: "one of these is enough"}


@dataclass
class _Tree:
    book: Book
    rules: Rules
    drawing: Drawing
    drawn: set[str] = field(default_factory=set)

    def draw(self) -> None:
        questions = self.book.screens.interview.questions
        gate = Row(f"assessed once this is answered: {questions[self.rules.gate].ask.en}", small=self.rules.gate)
        self.drawing.box("root", self.book.name(self.rules.category), [gate], "title", 30)
        for path in self.rules.paths:
            start = self._path(path)
            for element in path.elements:
                self._element(start, element)
        for i, cap in enumerate(self.rules.caps):
            held = f"cap{i}"
            self.drawing.box(held, "HELD AT POSSIBLE", [Row(cap.plain.en, small="; ".join(cap.cite))], "cap", 40)
            self.drawing.line("root", held, "cap")
            self._condition(held, "WHILE", cap.when, "cap")

    def _path(self, path: RulePath) -> str:
        if path.name is None:
            return "root"
        counts = Row("counts always")
        if path.gate:
            asked = self.book.screens.interview.questions[path.gate].ask.en
            counts = Row(f"counts once this is answered: {asked}", small=path.gate)
        self.drawing.box(path.name, path.name.replace("_", " "), [counts], "title", 30)
        self.drawing.line("root", path.name)
        return path.name

    def _element(self, start: str, element: Element) -> None:
        name, head = element.id, f"{element.id}  {element.name.en}"
        if name in self.drawn:  # shared by two paths: drawn once, named again
            name = f"{start} {element.id}"
            self.drawing.box(name, head, [Row("as drawn above")], "plain", 40)
            self.drawing.line(start, name)
            return
        self.drawn.add(name)
        self.drawing.box(name, head, [Row(element.plain.en, small=_small(element))], "plain", 40)
        self.drawing.line(start, name)
        if element.required != ALWAYS:
            self._condition(name, "REQUIRED ONLY WHEN", element.required, "role")
        self._condition(name, "MET WHEN", element.met, "met")
        for excuse in element.excused:
            why = Row(excuse.plain.en, small="; ".join(excuse.cite))
            self._condition(name, f"EXCUSED BY {excuse.by} WHEN", excuse.when, "excused", why)
        if element.not_met not in (None, NEVER):
            self._condition(name, "NOT MET WHEN", element.not_met, "not_met")

    def _condition(
        self, start: str, role: str, condition: Condition | None, tone: Tone, why: Row | None = None
    ) -> None:
        if condition is not None:
            name = f"{start} {role}"
            self._clause(name, role, self.book.english.say(condition), tone, why)
            self.drawing.line(start, name, tone, dashed=tone in ("role", "excused"))

    def _clause(self, name: str, head: str, clause: Clause, tone: Tone, why: Row | None = None) -> None:
        """A box for a group, with a row for each answer in it; groups inside it stand to its right."""
        parts = clause.parts if isinstance(clause, Group) else (clause,)
        lead = _LEADS.get(clause.lead, clause.lead) if isinstance(clause, Group) else ""
        rows = [why] if why else []
        for i, part in enumerate(parts):
            if isinstance(part, Group):
                inner = part.parts[0] if len(part.parts) == 1 else part
                words = part.lead if len(part.parts) == 1 else _LEADS.get(part.lead, part.lead)
                rows.append(Row(f"{words} →", port=f"p{i}"))
                self._clause(f"{name} {i}", words, inner, tone)
                self.drawing.line(f"{name}:p{i}", f"{name} {i}", tone)
            else:
                rows.append(Row(part.question, part.answer, part.key or ""))
        self.drawing.box(name, f"{head}: {lead}" if lead and head != lead else head, rows, tone)


def _small(element: Element) -> str:
    """Its citations; and where no answer can end it, that."""
    step = "No answer ends it: it stays open until it is done or decided.\n" if element.not_met == NEVER else ""
    return step + "; ".join(element.cite)


def tree(book: Book, rules: Rules) -> str:
    """The tree of one category, in Graphviz's language."""
    drawing = Drawing(f"{book.name(rules.category)}: from answers to an outcome", LEGEND)
    _Tree(book, rules, drawing).draw()
    return drawing.source
