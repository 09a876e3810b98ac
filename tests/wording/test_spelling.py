"""One slip in a longer word is set right; a short word, a number and a known word are left alone."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.wording.spelling import Speller

SPELLER = Speller(
    Counter({"continued": 3, "presence": 2, "arrest": 5, "arrestar": 4, "noem": 1, "visa": 9, "11005": 1})
)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("continued", "continued"), ("contineud", "continued"), ("continud", "continued"), ("conntinued", "continued"),
        ("presense", "presence"), ("arest", "arrest"), ("arrestra", "arrestar"), ("arresta", "arrest"),
        ("nope", "nope"), ("vosa", "vosa"), ("11006", "11006"), ("sunflower", "sunflower"), ("", ""),
    ],
)  # fmt: skip
def test_a_word_one_slip_away_from_a_known_one_is_that_one(typed: str, right: str) -> None:
    assert SPELLER.right(typed) == right
