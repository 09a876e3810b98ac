"""Plain values as YAML that `yaml_source` reads back as they were: the way out of what that module is the way in of.

Quotes whatever another reader could take for something else than text. Knows nothing of what files mean.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_BARE = re.compile(r"[a-z][a-z0-9_]*")
_NOT_TEXT = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_LINES = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*\S)?")


class _Dumper(yaml.SafeDumper):
    """Lists stand inside what holds them, as a person writes them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_text(content: Any) -> str:
    """The text of one file."""
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)


def _scalar(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if _BARE.fullmatch(text) and text not in _NOT_TEXT:
        return None
    several = text.split("\n")
    plain_lines = len(several) > 1 and several[0] and several[-1]
    return "|" if plain_lines and all(not line or _LINES.fullmatch(line) for line in several) else '"'


_Dumper.add_representer(str, _scalar)
