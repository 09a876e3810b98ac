"""What is written as YAML is read back as it was, however much it looks like something else than text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.problems import Problem
from bot.knowledge.yaml_source import read_yaml
from bot.knowledge.yaml_text import yaml_text

texts = st.text() | st.from_regex(r"[-+0-9a-z_.:~ \n#&*!|>'\"%@`{}\[\],?]{1,12}", fullmatch=True)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("yaml") / "file.yml"


def read(path: Path, content: Any) -> Any:
    problems: list[Problem] = []
    path.write_text(yaml_text(content), encoding="utf-8", newline="\n")
    found = read_yaml(path, "file.yml", problems)
    assert problems == [] and found is not None
    return found.content


@given(st.dictionaries(texts, texts | st.lists(texts), min_size=1))
def test_any_text_comes_back_as_it_was(path: Path, content: dict[str, Any]) -> None:
    assert read(path, content) == content


@pytest.mark.parametrize(
    "text", ["0899", "988", "+18007997233", "null", "~", "yes", "true", "-5", "2026-11-20", "a\nb", "a \n b", "١٢"]
)
def test_what_looks_like_a_number_a_word_or_a_day_stays_text(path: Path, text: str) -> None:
    assert read(path, {"text": text, "list": [text]}) == {"text": text, "list": [text]}


def test_the_same_list_twice_is_written_twice() -> None:
    both = ["a"]
    assert "&" not in yaml_text({"one": both, "other": both})
