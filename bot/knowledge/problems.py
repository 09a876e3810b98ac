"""One exception for everything that can be wrong with `data/`: it carries every problem, with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class KnowledgeError(Exception):
    """The knowledge cannot be used. `problems` lists all of them, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown_path(path: Path, root: Path) -> str:
    """The path as a reader of the project would write it: relative to the project when it lies inside."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else path.name
