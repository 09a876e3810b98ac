"""Small pieces of Markdown: conditions as nested lists, tables, and answers in one cell.

Knows Markdown only. Refuses to know what a rule is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.rulebook.english import Clause, Group
from bot.rulebook.scenarios import Scenario
from bot.screening.answers import Value

MADE = "<!-- Made from data/ by `faro rulebook docs`. Edit the data, not this page. -->"


def bullets(clause: Clause, depth: int = 0) -> Iterator[str]:
    """A condition as a list: a question with the answer it needs, or a lead with its parts below it."""
    indent = "  " * depth
    if isinstance(clause, Group):
        yield f"{indent}- *{clause.lead}:*"
        for part in clause.parts:
            yield from bullets(part, depth + 1)
    elif clause.key is None:
        yield f"{indent}- {clause.answer}"
    else:
        yield f"{indent}- {clause.question} → **{clause.answer}** (`{clause.key}`)"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; a bar inside a cell is kept from ending it."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def answers(given: Mapping[str, Value]) -> str:
    """Answers as they stand in the data: `age: 17, crimes: [stalking]`."""
    return f"`{', '.join(f'{key}: {shown(value)}' for key, value in given.items())}`" if given else ""


def shown(value: Value) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


def circumstances(scenario: Scenario) -> str:
    """The answers of a scenario, by the named set they start from."""
    parts = [f"*{scenario.given}*" if scenario.given else "", answers(scenario.changed)]
    parts.append(f"without `{', '.join(scenario.without)}`" if scenario.without else "")
    return ", ".join(part for part in parts if part)


def scenario_rows(scenarios: Iterable[Scenario], nothing: str) -> Iterator[str]:
    """The table of scenarios; `nothing` is the word for a rule that is not required or not raised."""
    rows = [
        (
            s.number,
            f"{s.says}.",
            circumstances(s),
            f"**{(s.expected or nothing).replace('_', ' ')}**" + (f" ({s.path.replace('_', ' ')})" if s.path else ""),
            s.cite,
        )
        for s in scenarios
    ]
    yield from table(("No.", "What it shows", "Answers", "Result", "Decided by"), rows)
