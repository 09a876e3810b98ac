"""Examples of what people write at a question, each with the answer it means: `data/dialogue/answers`.

Synthetic, every one; each file says so. Refuses an answer that its question does not take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from bot.knowledge.models import Lang, Model, Text
from bot.knowledge.problems import KnowledgeError, Problem, shown_path
from bot.knowledge.questions import UNSURE, Question

NONE = "none"
"""How an empty list is written among the values of a question that takes several."""
Phrases = dict[Lang, tuple[Text, ...]]


class Several(Model):
    """A phrase that names more than one value."""

    values: tuple[Text, ...]
    lang: Lang
    text: Text


class AnswersFile(Model):
    """Per question: phrases by value and language, and under `several` those that name more than one."""

    provenance: Literal["synthetic"]
    questions: dict[Text, dict[Text, Phrases | tuple[Several, ...]]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Example:
    """One phrase and the values that it has at a question; `none`, not_sure and prefer_not are values here."""

    text: str
    values: tuple[str, ...]


def load_answers(folder: Path, root: Path, questions: Mapping[str, Question]) -> dict[str, list[Example]]:
    """Every example by its question. Raises KnowledgeError with every problem."""
    problems: list[Problem] = []
    found: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("*.yml")):
        shown = shown_path(path, root)
        file = AnswersFile.model_validate(_read(path))
        for key, by_value in file.questions.items():
            examples = list(_examples(by_value))
            wrong = _strangers(questions.get(key), examples)
            problems += [Problem(shown, 0, f"{key}: takes no {value!r}") for value in sorted(wrong)]
            found.setdefault(key, []).extend(examples)
    if problems:
        raise KnowledgeError(problems)
    return found


def _read(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _examples(by_value: Mapping[str, Any]) -> Iterator[Example]:
    for value, listed in by_value.items():
        if isinstance(listed, tuple):
            yield from (Example(one.text, one.values) for one in listed)
        else:
            yield from (Example(text, (value,)) for texts in listed.values() for text in texts)


def _strangers(question: Question | None, examples: list[Example]) -> set[str]:
    values = {value for example in examples for value in example.values}
    if question is None:
        return values
    return values - {*question.values, *UNSURE, *([NONE] if question.kind == "many" else [])}
