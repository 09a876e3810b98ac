"""What counts as plain: each limit of `data/words/plain.yml` catches a text that breaks it and spares the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.problems import KnowledgeError
from bot.knowledge.strings import WordString, strings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Are you in danger right now?", "en"),
        ("You can talk to a lawyer first.", "en"),
        ("¿Está usted en peligro en este momento?", "es"),
        ("Puede hablar antes con un abogado.", "es"),
    ],
)
def test_a_plain_text_has_no_fault(plain: PlainWords, text: str, lang: Lang) -> None:
    assert plain.faults(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "fault"),
    [
        ("You are a victim of a crime.", "en", "victim"),
        ("Are you eligible for this?", "en", "eligib"),
        ("Are you here illegally?", "en", "illegal"),
        ("Why did you stay?", "en", "why did you"),
        ("Why   did\nyou stay?", "en", "why did you"),
        ("You don’t have to; don’t worry.", "en", "don't worry"),
        ("Usted es víctima.", "es", "víctima"),
        ("¿Por qué no llamó?", "es", "por qué no"),
        ("¿Tú llamaste?", "es", "tú"),
        ("Usted no califica.", "es", "califica"),
        ("Está aquí de forma ilegal.", "es", "ilegal"),
    ],
)
def test_words_that_blame_judge_or_promise_are_caught(plain: PlainWords, text: str, lang: Lang, fault: str) -> None:
    assert any(repr(fault)[:-1] in found for found in plain.faults(text, lang))


@pytest.mark.parametrize(("text", "lang"), [("Someone acclaimed you.", "en"), ("La actitud de usted.", "es")])
def test_a_word_inside_another_is_not_caught(plain: PlainWords, text: str, lang: Lang) -> None:
    assert [fault for fault in plain.faults(text, lang) if fault.startswith("says")] == []


def test_a_hard_sentence_is_caught_in_either_language(plain: PlainWords) -> None:
    english = "Have you demonstrated continuing cooperation with investigators?"
    spanish = "¿Demandó colaboración continuada de las autoridades investigadoras federales?"
    assert any(fault.startswith("grade") for fault in plain.faults(english, "en"))
    assert any(fault.startswith("ease") for fault in plain.faults(spanish, "es"))


def test_a_long_word_is_caught_where_the_formula_says_nothing(plain: PlainWords) -> None:
    assert plain.faults("Incomprehensibility", "en") == ["'Incomprehensibility' is a long word"]
    assert plain.label_faults("Responsabilidades", "es") == ["'Responsabilidades' is a long word"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_of_21_words_is_too_long_and_one_of_20_is_not(plain: PlainWords, lang: Lang) -> None:
    assert "a sentence of 21 words" in plain.faults(" ".join(["no"] * 21) + ".", lang)
    assert plain.faults(" ".join(["no"] * 20) + ".", lang) == []


def test_four_sentences_at_once_are_too_many_but_two_paragraphs_of_two_are_not(plain: PlainWords) -> None:
    assert plain.faults("I go. I go. I go. I go.", "en") == ["4 sentences at once"]
    assert plain.faults("I go. I go.\n\nI go. I go.", "en") == []


def test_items_of_a_list_and_filled_in_lines_are_not_sentences_at_once(plain: PlainWords) -> None:
    assert plain.faults("You can:\n1. Go.\n2. Come.\n3. Stay.\n{contacts}\nI am here.", "en") == []


def test_a_label_longer_than_a_button_is_caught(plain: PlainWords) -> None:
    assert plain.label_faults("go " * 20 + "on", "en") == ["62 letters, over 60"]


def test_every_name_and_every_word_never_said_has_a_reason(plain: PlainWords) -> None:
    for listed in (plain.names, plain.never):
        for lang in LANGUAGES:
            assert listed.in_(lang)
            assert all(reason.strip() for reason in listed.in_(lang).values())


def test_a_word_without_a_reason_is_refused_with_its_line(tmp_path: Path) -> None:
    words = tmp_path / "data" / "words"
    words.mkdir(parents=True)
    shutil.copy(ROOT / "data" / "words" / "plain.yml", words)
    content = (words / "plain.yml").read_text(encoding="utf-8")
    content = content.replace("    victim*: a label people", "    victim*:\n    x: a")
    (words / "plain.yml").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_plain_words(tmp_path)
    (problem,) = refused.value.problems
    assert "never.en.victim*" in problem.message
    assert content.splitlines()[problem.line - 1].strip() == "victim*:"


def test_every_plain_word_of_the_rulebook_is_plain(plain: PlainWords) -> None:
    found = [word for word in strings(ROOT, (), []) if _of_a_rule(word)]
    assert len(found) > 200
    hard = {word.where: plain.faults(word.text, _lang(word)) for word in found if plain.faults(word.text, _lang(word))}
    assert hard == {}


def _of_a_rule(word: WordString) -> bool:
    return word.where.startswith("data/rulebook/") and ".plain" in word.where and word.language in LANGUAGES


def _lang(word: WordString) -> Lang:
    return "es" if word.language == "es" else "en"
