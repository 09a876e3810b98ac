from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.channels.web.render import HERE
from bot.channels.web.words import PageWords, load_page_words
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.models import LANGUAGES
from bot.knowledge.plain_words import load_plain_words
from bot.knowledge.problems import KnowledgeError
from bot.server import PROJECT

TELLING = re.compile(
    r"abus|violen|victim|víctim|visa|vawa|traffic|trata|crime|crimen|delito|immigra|inmigra|police|polic[ií]",
    re.IGNORECASE,
)


def test_every_word_of_the_pages_is_plain_in_both_languages() -> None:
    words, plain = load_page_words(PROJECT), load_plain_words(PROJECT)
    faults = {
        (key, lang): found
        for key in PageWords.model_fields
        for lang in LANGUAGES
        if (found := plain.faults(words.in_(lang)[key], lang))
    }
    assert faults == {}


def test_titles_tell_nobody_what_the_page_is_about() -> None:
    words = load_page_words(PROJECT)
    titles = [text for lang in LANGUAGES for key, text in words.in_(lang).items() if key.startswith("title_")]
    assert len(titles) == 6
    assert not [title for title in titles if TELLING.search(title)]


def test_what_is_said_before_the_first_question_names_the_way_out_as_the_button_does() -> None:
    words, messages = load_page_words(PROJECT), load_knowledge().messages
    for lang in LANGUAGES:
        assert f'"{words.leave.in_(lang)}"' in messages.say("notice", lang, hours=24)
        assert f"“{words.leave.in_(lang)}”" in words.safer_text.in_(lang)


def test_both_languages_fill_in_the_same_blanks() -> None:
    words = load_page_words(PROJECT)
    for key in PageWords.model_fields:
        blanks = [sorted(re.findall(r"\{(\w+)\}", words.in_(lang)[key])) for lang in LANGUAGES]
        assert blanks[0] == blanks[1], key


def test_every_word_is_used_by_a_page() -> None:
    sources = "".join(path.read_text() for path in (*HERE.glob("templates/*.html"), *HERE.glob("*.py")))
    said = ("not_found", "refused", "broken", "busy", "cannot_save")
    named = {f"{one}_{part}" for one in said for part in ("heading", "text")}
    unused = [key for key in PageWords.model_fields if key not in named and not re.search(rf"[.\"]{key}\b", sources)]
    assert unused == []


def test_a_missing_language_and_an_unknown_key_are_refused_together_with_their_lines(tmp_path: Path) -> None:
    written = PROJECT / "data" / "words" / "pages.yml"
    copy = tmp_path / "data" / "words" / "pages.yml"
    copy.parent.mkdir(parents=True)
    shutil.copy(written, copy)
    right, wrong = "done: {en: Done, es: Listo}", "done: {en: Done}\ndoen: {en: Done, es: Listo}"
    copy.write_text(copy.read_text().replace(right, wrong))
    with pytest.raises(KnowledgeError) as refused:
        load_page_words(tmp_path)
    line = 1 + written.read_text().splitlines().index(right)
    assert [(problem.line, problem.message.partition(":")[0]) for problem in refused.value.problems] == [
        (line, "done.es"),
        (line + 1, "doen"),
    ]
