"""The notation of patterns: what each element matches, and what is refused."""

import pytest

from bot.hearing.patterns import PatternError, compile_pattern, line

GROUPS = {"he": ["he", "she"], "kin": ["{he}", "my ex"], "loop": ["{loop}"]}


@pytest.mark.parametrize(
    ("pattern", "said", "found"),
    [
        ("{he} is hitting", "now she is hitting me", True),
        ("{he} is hitting", "they is hitting", False),
        ("{kin} is? here", "my ex here", True),
        ("{kin}|boss is here", "boss is here", True),
        ("gun ..2 me", "gun right at me", True),
        ("gun ..2 me", "gun he kept far from me", False),
        ("kill* me", "killing me", True),
        ("^ stop $", "stop", True),
        ("^ stop $", "he will not stop", False),
        ("is here", "this here", False),
    ],
)
def test_an_element_matches_whole_words_in_order(pattern: str, said: str, found: bool) -> None:
    words = said.split()
    assert bool(compile_pattern(pattern, GROUPS).search(line(words), frozenset(words))) is found


@pytest.mark.parametrize("pattern", ["{nobody} is", "he (is)", "{loop}", "a||b"])
def test_what_cannot_be_read_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern, GROUPS)
