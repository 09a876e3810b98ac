"""Where somebody answers for another, texts speak of "the person"; what says "you" means the writer, with a reason.

Answers to frequent questions are left out: they repeat the question that somebody asked, and answer the one who asked.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from bot.knowledge.catalog import Knowledge, load_knowledge
from bot.knowledge.messages import load_messages
from bot.knowledge.models import LANGUAGES, Lang, Told
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.problems import KnowledgeError
from tests.knowledge.third_person import RECORDS, for_other, speaks_to_reader, texts

ROOT = Path(__file__).resolve().parents[2]
REASONS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "said_to_the_writer.yml").read_text("utf-8"))
LISTED = [name for names in REASONS.values() for name in names]
GENDERED = {
    "en": re.compile(r"\b(he|she|him|her|his|hers)\b", re.IGNORECASE),
    "es": re.compile(r"\b(él|ella|(?<!ha )casad[oa]|ciudadan[oa]|solter[oa]|herid[oa])\b", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


def is_listed(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in LISTED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_you_never_means_the_person_where_somebody_answers_for_them(knowledge: Knowledge, lang: Lang) -> None:
    said = {name: for_other(words, lang) for name, words in texts(knowledge) if not is_listed(name)}
    assert {name: text for name, text in said.items() if speaks_to_reader(name, text, lang)} == {}


def test_what_speaks_to_the_writer_is_listed_once_and_still_does(knowledge: Knowledge) -> None:
    said = [(name, for_other(words, lang), lang) for name, words in texts(knowledge) for lang in LANGUAGES]
    still = {name for name, text, lang in said if speaks_to_reader(name, text, lang)}
    assert [pattern for pattern in LISTED if not any(fnmatch(name, pattern) for name in still)] == []
    assert len(set(LISTED)) == len(LISTED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_of_the_person_never_knows_whether_it_is_a_woman_or_a_man(
    knowledge: Knowledge, lang: Lang
) -> None:
    said = {name: for_other(words, lang) for name, words in texts(knowledge) if not name.startswith(RECORDS)}
    assert [name for name, text in said.items() if GENDERED[lang].search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_of_the_person_is_as_plain_as_all_else(
    knowledge: Knowledge, plain: PlainWords, lang: Lang
) -> None:
    found = {}
    for name, words in texts(knowledge):
        if isinstance(words, Told) and words.other:
            is_label = "." in name and len(words.other.en) <= 60 and not words.other.en.endswith((".", ":"))
            faults = plain.label_faults if is_label else plain.faults
            if wrong := faults(words.other.in_(lang), lang):
                found[name] = wrong
    assert found == {}


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ('{en: "The person writes {code}.", es: "La persona escribe."}', "different names"),
        ('{en: "The person writes.", es: "La persona escribe."}', "different names"),
        ('{en: "The person writes {code}."}', "Field required"),
        ('{en: "The person writes {code}.", es: ""}', "at least 1 character"),
        ('{en: "A {code}.", es: "B {code}.", fr: "C {code}."}', "Extra inputs"),
    ],
)
def test_another_way_to_say_it_is_held_to_both_languages_and_the_same_blanks(
    tmp_path: Path, other: str, reason: str
) -> None:
    path = tmp_path / "data" / "words" / "messages.yml"
    path.parent.mkdir(parents=True)
    said = f'{{en: "Write {{code}}.", es: "Escriba {{code}}.", other: {other}}}'
    path.write_text(f"spanish_review: unreviewed\nmessages:\n  a: {said}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(reason)):
        load_messages(tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_without_another_way_is_the_same_for_both(knowledge: Knowledge, lang: Lang) -> None:
    say = knowledge.messages.say
    assert say("welcome", lang, for_other=True) == say("welcome", lang)
    assert say("flags_intro", lang, for_other=True) != say("flags_intro", lang)
