"""What a short typed message is about."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bot.nlp.classifier import keep, learn, normalise, pieces, rank, recall
from spacy.language import Language

DIALOGUE = Path(__file__).parents[2] / "data" / "dialogue"
MARKED = re.compile(r"\[(.*?)\]\{.*?\}")
LEADS = {"answer", "nlu_fallback"}


def _examples(language: str) -> Iterator[tuple[str, str]]:
    for entry in yaml.safe_load((DIALOGUE / f"nlu_{language}.yml").read_text())["nlu"]:
        for line in entry["examples"].splitlines():
            yield MARKED.sub(r"\1", line.strip().removeprefix("- ")), entry["intent"]


ALL = [*_examples("en"), *_examples("es")]


@pytest.fixture(scope="module")
def learned() -> Language:
    return learn(ALL)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_intent_has_at_least_twenty_five_different_examples_in_each_language(language: str) -> None:
    examples = list(_examples(language))
    assert len(examples) == len(set(examples))
    for intent in {intent for _, intent in ALL}:
        assert len([1 for _, of in examples if of == intent]) >= 25, intent


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_file_says_that_its_examples_are_synthetic(language: str) -> None:
    assert "Provenance: synthetic" in (DIALOGUE / f"nlu_{language}.yml").read_text()[:400]


def test_no_text_is_an_example_of_two_intents() -> None:
    meanings: dict[str, set[str]] = {}
    for text, intent in ALL:
        meanings.setdefault(normalise(text), set()).add(intent)
    assert {text: of for text, of in meanings.items() if len(of) > 1} == {}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Why do you ask??", "why"),
        ("y do u need to know that", "why"),
        ("POR QUE", "why"),
        ("porque me pregunta eso", "why"),
        ("whos gonna see this", "who_sees"),
        ("quien va a leer esto", "who_sees"),
        ("i dont knoww", "not_sure"),
        ("nooo seee", "not_sure"),
        ("prefiero no desir", "prefer_not"),
        ("go bak", "back"),
        ("quiero borrarlo todo", "delete"),
        ("pls delete everythng", "delete"),
        ("quiero ablar con una persona", "person"),
        ("r u a robot", "are_you_human"),
        ("grasias", "thanks"),
        ("can ice deport me", "protections"),
        ("me pueden deportar?", "protections"),
        ("in spanish pls", "language"),
    ],
)
def test_misspelt_and_hurried_messages_are_understood(learned: Language, text: str, intent: str) -> None:
    assert rank(learned, text)[0][0] == intent


def test_the_same_examples_teach_the_same_thing() -> None:
    few = ALL[::9]
    once, again = learn(few), learn(few)
    assert [rank(once, text) for text, _ in few[:20]] == [rank(again, text) for text, _ in few[:20]]


def test_what_was_kept_and_recalled_ranks_alike(learned: Language, tmp_path: Path) -> None:
    keep(learned, tmp_path / "kept")
    recalled = recall(tmp_path / "kept")
    for text, _ in ALL[::50]:
        assert rank(recalled, text) == rank(learned, text)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "...", "\u200b", "¡!¿?"[:1]])
def test_a_text_without_a_word_has_no_ranking(learned: Language, text: str) -> None:
    assert rank(learned, text) == []


def test_held_out_messages_are_more_often_right_than_wrong_by_far() -> None:
    """A rough watch on the examples, not a measure of people: a fifth is held out, as the fallback would see it."""
    held_out = ALL[::5]
    nlp = learn([example for number, example in enumerate(ALL) if number % 5])
    tops = [(rank(nlp, text)[:2], intent) for text, intent in held_out]
    sure = [(top[0][0], intent) for top, intent in tops if top[0][1] >= 0.5 and top[0][1] - top[1][1] >= 0.1]
    right = [1 for said, meant in sure if said == meant]
    assert len(right) / len(sure) > 0.8
    assert len(sure) / len(held_out) > 0.65


def test_pieces_are_indifferent_to_accents_case_and_drawn_out_letters() -> None:
    assert list(pieces("NO SÉÉÉÉ")) == list(pieces("no séé"))
