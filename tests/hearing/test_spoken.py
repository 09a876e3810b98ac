"""Messages as plain words: shorthand spelled out, letters held down let go, one slip set right and no more."""

import pytest

from bot.hearing.slips import Slips
from bot.hearing.spoken import Speech

SPEECH = Speech(
    {"hes": "he is", "q": "que", "wont": "will not"},
    {"llamé": "yo llame"},
    Slips(frozenset({"hitting", "breathe", "salir"}), frozenset({"sitting"})),
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("He's HITTING me!!", "he is hitting me"),
        ("¿Q pasó?", "que paso"),
        ("helpppp", "help"),
        ("hiting", "hitting"),
        ("sitting", "sitting"),
        ("hting", "hting"),
        ("slair", "salir"),
        ("slaer", "slaer"),
        ("he won’t", "he will not"),
        ("Llamé ayer", "yo llame ayer"),
        ("🙂", ""),
    ],
)
def test_a_message_becomes_plain_words(typed: str, words: str) -> None:
    assert " ".join(SPEECH.words(typed)) == words


def test_sentences_end_at_marks() -> None:
    assert SPEECH.sentences("no. he's here; help") == (("no",), ("he", "is", "here"), ("help",))


def test_read_aloud_keeps_accents_and_marks() -> None:
    assert SPEECH.read_aloud("Q pasó?") == "que pasó ?"
