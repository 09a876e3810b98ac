"""Syllables, words and sentences counted as a reader would count them."""

from __future__ import annotations

import pytest

from bot.knowledge.reading_level import longest_word, read, sentences_of, syllables_en, syllables_es


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("be", 1), ("yes", 1), ("helped", 1), ("makes", 1), ("phone", 1), ("does", 1), ("tied", 1),
        ("police", 2), ("people", 2), ("someone", 2), ("wanted", 2), ("places", 2), ("judges", 2), ("lawyer", 2),
        ("saying", 2), ("trying", 2), ("doing", 2), ("safely", 2), ("abused", 2),
        ("anyone", 3), ("violence", 3), ("citizen", 3), ("united", 3), ("juvenile", 3), ("period", 3), ("area", 3),
        ("immigration", 4), ("situation", 4), ("grown-up", 2), ("911", 2),
    ],
)  # fmt: skip
def test_english_syllables_are_counted_as_they_are_spoken(word: str, syllables: int) -> None:
    assert syllables_en(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("y", 1), ("hoy", 1), ("muy", 1), ("yo", 1), ("daño", 2), ("quien", 1), ("país", 2), ("aún", 2), ("guerra", 2),
        ("río", 2), ("leer", 2), ("cuidado", 3), ("vergüenza", 3), ("siguiente", 3), ("dieciocho", 3), ("ahora", 3),
        ("policía", 4), ("oficina", 4), ("inmigración", 4), ("ciudadanía", 5), ("60", 2),
    ],
)  # fmt: skip
def test_spanish_syllables_keep_diphthongs_whole_and_split_at_a_stressed_weak_vowel(word: str, syllables: int) -> None:
    assert syllables_es(word) == syllables


def test_the_english_grade_is_the_formula_of_flesch_and_kincaid() -> None:
    reading = read("The cat sat on the mat.", "en")
    assert (reading.words, reading.sentences, reading.syllables) == (6, 1, 6)
    assert reading.flesch_kincaid == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_the_spanish_ease_is_the_formula_of_fernandez_huerta() -> None:
    reading = read("El gato come. La casa es roja.", "es")
    assert (reading.words, reading.sentences, reading.syllables) == (7, 2, 11)
    assert reading.fernandez_huerta == pytest.approx(206.84 - 60 * 11 / 7 - 1.02 * 7 / 2)


def test_harder_text_scores_harder() -> None:
    easy, hard = "Did you help the police?", "Have you demonstrated continuing cooperation with investigators?"
    assert read(easy, "en").flesch_kincaid < read(hard, "en").flesch_kincaid
    easy, hard = "¿Ayudó a la policía?", "¿Demostró colaboración continuada con las autoridades investigadoras?"
    assert read(easy, "es").fernandez_huerta > read(hard, "es").fernandez_huerta


def test_a_name_counts_as_one_short_word() -> None:
    named = read("Ask for Special Immigrant Juvenile help.", "en", ["Special Immigrant Juvenile"])
    assert (named.words, named.syllables) == (4, 5)


def test_a_name_ends_no_sentence_and_is_found_only_whole() -> None:
    assert len(sentences_of("It was in the U.S. that day.", ["U.S."])) == 1
    assert read("ICE notices", "en", ["ICE"]).words == 2


def test_list_marks_and_blanks_are_no_words() -> None:
    assert read("1. Call {contacts}\n2. Go", "en").words == 3


def test_lines_and_stops_end_sentences_and_the_longest_is_known() -> None:
    reading = read("One two three\nfour five. Six", "en")
    assert (reading.sentences, reading.longest_sentence) == (3, 3)


def test_the_longest_word_of_nothing_is_a_short_one() -> None:
    assert longest_word("", "en")[1] == 2
    assert longest_word("a circumstantial thing", "en") == ("circumstantial", 4)
