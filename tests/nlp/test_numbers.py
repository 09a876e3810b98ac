"""Ages and lengths of time in words: read where one number follows, left open where none does."""

import pytest

from bot.knowledge.language import load_language
from bot.knowledge.screens import PROJECT
from bot.nlp.numbers import Numbers, opened
from bot.nlp.wiring import make_speech

NUMBERS = Numbers(load_language(PROJECT)[0])


def words(text: str) -> list[str]:
    return NUMBERS.spelled(make_speech().words(opened(text.casefold())))


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("im 34", 34), ("tengo treinta y cinco", 35), ("i turned 19 in june", 19), ("17 y medio", 17), ("casi 18", 17),
        ("twenty five", 25), ("i have 3 kids and im 29", 29), ("15 años", 15), ("cumplo 18 en mayo", 17),
        ("unos 35", 35), ("fifteen, almost sixteen", 15), ("24, cumplo 25 en mayo", 24), ("38yo", 38),
        ("diesinueve", 19), ("i'll be 20 in dec", 19), ("im 19 he is 45", 19), ("i came 3 years ago, im 20", 20),
        ("15 o 16", None), ("entre 15 y 16", None), ("im in my 30s", None), ("soy mayor de edad", None),
        ("nací hace 30 años", None),
    ],
)  # fmt: skip
def test_an_age(typed: str, age: int | None) -> None:
    assert NUMBERS.age(words(typed)) == age


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("a year and a half ago", 18), ("hace dos años", 24), ("hace año y medio", 18), ("18 months", 18),
        ("2.5 years", 30), ("about 3yrs", 36), ("un par de meses", 2), ("last month", 1), ("1 year and 3 months", 15),
        ("half a year", 6), ("hace un año con dos meses", 14), ("año y 3 meses", 15), ("1 1/2 years", 18),
        ("ni un mes", 0), ("yesterday", 0), ("3 weeks ago", 0), ("unos 8 meses", 8), ("6", 6),
        ("a few years ago", None), ("5 o 6 meses", None), ("hace mucho", None), ("more than 2 years", None),
    ],
)  # fmt: skip
def test_a_length_of_time(typed: str, months: int | None) -> None:
    assert NUMBERS.months(words(typed)) == months
