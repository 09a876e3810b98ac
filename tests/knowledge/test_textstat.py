"""Every text a person reads, scored by a program other than Faro's own: textstat, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import textstat

from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.policy_review import load_review
from bot.knowledge.strings import WordString, strings

ROOT = Path(__file__).resolve().parents[2]
BLANK = re.compile(r"\{\w+\}")
LIST_MARK = re.compile(r"^\s*(?:\d+\.|•)\s+", re.MULTILINE)
SHORT_NAME = {"en": "Anna", "es": "Ana"}
"""What stands for a name that has no plainer word; `data/words/plain.yml` lists each with its reason."""


def test_no_text_is_over_grade_six_or_under_an_ease_of_seventy_but_names_that_are_listed() -> None:
    plain = load_plain_words(ROOT)
    review = load_review(ROOT, problems := [])
    assert review is not None, problems
    excused = {one.text for one in review.file.plain_exceptions}
    said = [one for one in strings(ROOT, (), []) if not one.heard and one.language in SHORT_NAME]
    assert len(said) > 3_000
    assert [(one.where, one.language, one.text) for one in said if is_hard(one, plain)] == [
        (one.where, one.language, one.text) for one in said if is_hard(one, plain) and one.text.strip() in excused
    ]
    assert len(excused) <= 10


def test_the_other_program_finds_a_hard_text_hard() -> None:
    plain = load_plain_words(ROOT)
    english = "Have you demonstrated continuing cooperation with federal investigators?"
    spanish = "¿Demandó colaboración continuada de las autoridades investigadoras federales?"
    assert is_hard(WordString("", "", "en", english), plain) and is_hard(WordString("", "", "es", spanish), plain)
    assert not is_hard(WordString("", "", "es", "¿Está usted en peligro en este momento?"), plain)


def is_hard(one: WordString, plain: PlainWords) -> bool:
    """Whether a text of enough words to be scored is over a limit of `data/words/plain.yml`."""
    text = LIST_MARK.sub("", BLANK.sub("X", one.text))
    names = plain.names.en if one.language == "en" else plain.names.es
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SHORT_NAME[one.language], text)
    if len(text.split()) < plain.limits.words_to_score:
        return False
    textstat.set_lang("en_US" if one.language == "en" else "es")
    if one.language == "en":
        return bool(textstat.flesch_kincaid_grade(text) > plain.limits.grade_en)
    return bool(textstat.fernandez_huerta(text) < plain.limits.ease_es)
