"""YAML as plain values together with the line each one stands on.

Reads the core schema of YAML 1.2: `yes` and `no` stay words (they are answers here), dates stay text until a model asks
for a date. A key written twice in one mapping is a problem, not a silent overwrite. Knows nothing of what files mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.problems import Problem

Place = tuple[str | int, ...]
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class YamlFile:
    """The content of one file, and where in it each value stands."""

    path: Path
    shown: str
    content: Any
    lines: dict[Place, int] = field(repr=False)

    def line_of(self, place: Place) -> int:
        """The line of the value at `place`, or of its nearest enclosing value."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)


def read_yaml(path: Path, shown: str, problems: list[Problem]) -> YamlFile | None:
    """Read one file. What YAML itself cannot read is added to `problems` and None comes back."""
    try:
        with path.open(encoding="utf-8") as stream:
            node = yaml.compose(stream, Loader=_SafeLoader)
    except OSError as error:
        problems.append(Problem(shown, 0, f"cannot be read: {error.strerror}"))
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "is not UTF-8 text"
        problems.append(Problem(shown, mark.line + 1 if mark else 0, f"is not YAML: {reason}"))
        return None
    lines: dict[Place, int] = {}
    content = _value(node, (), lines, shown, problems) if node is not None else None
    return YamlFile(path, shown, content, lines)


def _value(node: yaml.Node, place: Place, lines: dict[Place, int], shown: str, problems: list[Problem]) -> Any:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, shown, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, index), lines, shown, problems) for index, item in enumerate(node.value)]
    return node.value if getattr(node, "style", None) else _scalar(node.value)


def _mapping(
    node: yaml.MappingNode, place: Place, lines: dict[Place, int], shown: str, problems: list[Problem]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            problems.append(Problem(shown, key_node.start_mark.line + 1, f"{key!r} is written twice"))
        result[key] = _value(value_node, (*place, key), lines, shown, problems)
        lines[(*place, key)] = key_node.start_mark.line + 1
    return result


def _scalar(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    digits = word[1:] if word[:1] == "-" else word
    return int(word) if digits.isdecimal() and digits.isascii() else word
