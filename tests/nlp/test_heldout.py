"""What is understood of 1,089 lines that nothing was learned from: the bounds of the project, held at every change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from bot.dialogue.engine import Engine
from bot.dialogue.understand import Understander
from bot.knowledge.screens import PROJECT
from bot.nlp.examples import load_answers
from bot.nlp.wiring import interview_questions, make_speech
from tests.homes import model_home
from tests.nlp.measured import Line, answers_right, f1_by_said, heldout, wrong_and_sure

LINES = heldout()


def _spelled(text: str) -> str:
    return " ".join(make_speech().words(text)) or text.strip()


def _learned_from() -> Iterator[str]:
    for listed in load_answers(PROJECT / "data" / "dialogue" / "answers", PROJECT, interview_questions()).values():
        yield from (example.text for example in listed)
    for lang in ("en", "es"):
        file = yaml.safe_load((PROJECT / "data" / "dialogue" / f"nlu_{lang}.yml").read_text(encoding="utf-8"))
        for intent in file["nlu"]:
            for row in intent["examples"].splitlines():
                yield row.removeprefix("- ").split("]{")[0].lstrip("[")


def test_the_set_is_large_half_spanish_and_asks_at_every_kind_of_question() -> None:
    assert len(LINES) >= 600
    assert 0.45 < sum(line["lang"] == "es" for line in LINES) / len(LINES) < 0.55
    kinds = {interview_questions()[line["question"]].kind for line in LINES}
    assert kinds == {"yes_no", "choice", "many", "number"}


def test_no_line_of_the_set_is_learned_from() -> None:
    kept_apart = {_spelled(line["text"]) for line in LINES}
    assert [text for text in _learned_from() if _spelled(text) in kept_apart] == []


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    engine = Engine(model_home(tmp_path_factory), lambda _line: None)
    readers: dict[tuple[str, str], Understander] = {}
    found = []
    for wanted in LINES:
        at = (wanted["question"], wanted["lang"])
        reader = readers.setdefault(at, Understander(engine, at[0], "es" if at[1] == "es" else "en"))
        found.append(Line(wanted, reader.read(wanted["text"])))
    return found


@pytest.mark.slow
def test_answers_are_read_rightly(lines: list[Line]) -> None:
    assert answers_right(lines) >= 0.92


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "es"])
def test_answers_are_read_about_as_well_in_either_language(lines: list[Line], lang: str) -> None:
    assert answers_right(line for line in lines if line.wanted["lang"] == lang) >= 0.90


@pytest.mark.slow
def test_hardly_any_answer_is_wrong_and_sure(lines: list[Line]) -> None:
    assert wrong_and_sure(lines) <= 0.02


@pytest.mark.slow
def test_what_people_say_instead_of_answering_is_told_apart(lines: list[Line]) -> None:
    by_said = f1_by_said(lines)
    assert sum(by_said.values()) / len(by_said) >= 0.90


@pytest.mark.slow
def test_sure_means_right_as_often_as_it_says(lines: list[Line]) -> None:
    for low, high in ((0.6, 0.8), (0.8, 0.95), (0.95, 1.01)):
        read = [line for line in lines if low <= line.read["confidence"] < high and line.read["said"] == "answer"]
        if len(read) >= 20:
            share = sum(line.is_right for line in read) / len(read)
            assert share >= low - 0.1, (low, share)
