"""Everything the pages and charts are drawn from, loaded and checked together: rules, questions, words, scenarios.

Knows where they lie. Refuses to know how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.messages import Messages, read_messages
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.rules import CATEGORIES, Category, Element, Rules
from bot.knowledge.screens import PROJECT, Screens, read_screens
from bot.rulebook.english import English
from bot.rulebook.scenarios import Scenario, contradicted, load_scenarios


@dataclass(frozen=True)
class Book:
    """The rulebook as people read it."""

    screens: Screens
    messages: Messages
    scenarios: tuple[Scenario, ...]

    @property
    def english(self) -> English:
        return English(self.screens.interview.questions)

    @property
    def rules(self) -> tuple[Rules, ...]:
        """The categories, in the order of the house."""
        return tuple(self.screens.rulebook.categories[category] for category in CATEGORIES)

    def name(self, category: Category) -> str:
        return self.messages.say(f"name_{category}", "en")

    def flag_words(self, id_: str) -> str:
        """What a person is told when this flag is raised."""
        return self.messages.say(f"flag_{id_.lower().replace('-', '')}", "en")

    def scenarios_of(self, category: str, about: str | None) -> tuple[Scenario, ...]:
        return tuple(s for s in self.scenarios if (s.category, s.about) == (category, about))

    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        elements = [element for rules in self.rules for element in elements_of(rules)]
        flags = self.screens.rulebook.flags
        return {
            "categories": len(self.rules),
            "elements": len(elements),
            "exceptions": sum(len(element.excused) for element in elements),
            "caps": sum(len(rules.caps) for rules in self.rules),
            "flags": len(flags),
            "clocks": sum(len(flag.clocks) for flag in flags),
            "interactions": len(self.screens.rulebook.interactions),
            "contradictions": len(self.screens.rulebook.contradictions),
            "questions": len(self.screens.interview.questions),
            "scenarios": len(self.scenarios),
        }


def load_book(root: Path = PROJECT) -> Book:
    """Everything, checked, with every scenario decided as it says. Raises KnowledgeError with every problem."""
    problems: list[Problem] = []
    screens = read_screens(root, problems)
    messages = read_messages(root, problems)
    if screens is None or messages is None:
        raise KnowledgeError(problems)
    scenarios = load_scenarios(root, screens, problems)
    problems.extend(contradicted(scenarios, screens) if not problems else ())
    if problems:
        raise KnowledgeError(problems)
    return Book(screens, messages, scenarios)


def elements_of(rules: Rules) -> Iterable[Element]:
    """Every element of a category once, in the order of its paths."""
    return {element.id: element for path in rules.paths for element in path.elements}.values()
