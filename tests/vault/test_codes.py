"""Resume codes: enough bits, plain words, forgiving of how they are typed, and slow to guess."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.code_words import load_code_words
from bot.knowledge.problems import Problem
from bot.knowledge.screens import PROJECT
from bot.vault.codes import COST, LONGEST, WORDS, Cost, bits, code_opener, letters, new_code

problems: list[Problem] = []
LISTS = load_code_words(PROJECT, problems) or {}
QUICK = Cost(memory=8, passes=1)
SALT = b"0123456789abcdef"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_code_has_at_least_64_bits_and_a_thousand_guesses_barely_dent_them(lang: str) -> None:
    assert bits(LISTS[lang]) >= 70  # type: ignore[index]
    assert 1_000 / 2 ** bits(LISTS[lang]) < 1e-18  # type: ignore[index]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_code_is_seven_words_of_its_language_drawn_anew_each_time(lang: str) -> None:
    words = LISTS[lang]  # type: ignore[index]
    codes = [new_code(words).split(" ") for _ in range(400)]
    assert all(len(code) == WORDS == 7 and set(code) <= set(words) for code in codes)
    drawn = {word for code in codes for word in code}
    assert len(drawn) > 900  # 2,800 draws out of 1,024 miss about 66


@pytest.mark.parametrize("lang", ["en", "es"])
def test_words_of_a_list_differ_by_more_than_a_slip_and_read_in_one_way_without_spaces(lang: str) -> None:
    words = LISTS[lang]  # type: ignore[index]
    holes: dict[str, str] = {}
    for word in words:
        others = [word[:i] + "." + word[i + 1 :] for i in range(len(word))]
        for pattern in others:
            assert holes.setdefault(pattern, word) == word, f"{word} and {holes[pattern]} differ by one letter"
    assert not [w for w in words for n in range(3, len(w)) if w[:n] in set(words)]


HINTS = re.compile(
    r"(polic|juez|juicio|judge|jury|court|corte$|jail|carcel|abus|crim|delit|victim|migra|visa|border|fronter|ice$|raid|"
    r"deporta|arma$|gun|knife|cuchill|blood|sangre|kill|matar|hit$|golpe|slap|grita|fear|miedo|sex|trata$|papeles|"
    r"asilo|asylum|ley$|law|fire$|document|passport|pasaport|huir|escape|preso|lock$)"
)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_word_hints_at_harm_at_the_law_or_at_where_somebody_comes_from(lang: str) -> None:
    assert [word for word in LISTS[lang] if HINTS.match(word)] == []  # type: ignore[index]


def test_a_list_that_is_short_misspelled_out_of_order_or_ambiguous_is_refused_at_its_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "data" / "words" / "codes"
    folder.mkdir(parents=True)
    (folder / "en.txt").write_text("acorn\nbell\nbellhop\napple\nÑu\n".replace("Ñ", "N"))
    (folder / "es.txt").write_text("niño\n", encoding="utf-8")
    found: list[Problem] = []
    assert load_code_words(tmp_path, found) is None
    told = "\n".join(map(str, found))
    for expected in (
        "en.txt: holds fewer than 1024",
        "en.txt:3: begins with another word, bell",
        "en.txt:4: the words stand in order",
        "en.txt:5: a word is 3 to 9 small letters",
        "es.txt: cannot be read as plain letters",
    ):
        assert expected in told


TYPED = [
    "  Limón, SOL; árbol\tnube. ",
    "limon sol arbol nube",
    "limonsolarbolnube",
    "LIMON-SOL-ARBOL-NUBE",
    "«limón» 1 sol 2 árbol 3 nube",
]


def test_a_code_is_forgiving_of_case_accents_spaces_and_marks() -> None:
    assert {code_opener(text, SALT, QUICK).seed for text in TYPED} == {code_opener(TYPED[1], SALT, QUICK).seed}


@given(st.text(max_size=400))
def test_whatever_is_typed_comes_down_to_plain_letters(text: str) -> None:
    assert re.fullmatch("[a-z]{0,1000}", letters(text))


@pytest.mark.parametrize("text", ["", "   ", "x" * 100_000, "\x00", "\U0001f600", "á" * 1000])
def test_nonsense_is_a_code_like_any_other_that_opens_nothing(text: str) -> None:
    assert len(code_opener(text, SALT, QUICK).seed) == 32


def test_what_counts_of_a_long_text_is_its_beginning() -> None:
    assert letters("a" * (LONGEST + 50)) == "a" * LONGEST


def test_another_salt_or_another_word_is_another_opener() -> None:
    first = code_opener("limon sol", SALT, QUICK)
    assert code_opener("limon sol", SALT[::-1], QUICK).name != first.name
    assert code_opener("limon sal", SALT, QUICK).name != first.name


def test_a_guess_costs_no_less_than_the_standard_asks_of_a_small_machine() -> None:
    assert COST.memory >= 64 * 1024 and COST.passes >= 3 and COST.lanes >= 1  # RFC 9106, 4; OWASP asks for less
