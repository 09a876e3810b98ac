"""What is plain and what is not: nothing beside a yes, a no or an "I don't know" is taken for one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.dialogue.engine import Engine
from bot.nlp.reading import Understood
from tests.homes import model_home

pytestmark = pytest.mark.slow
Read = Callable[[str], Understood]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    engine = Engine(model_home(tmp_path_factory), lambda _line: None)
    return lambda text: asyncio.run(engine.understand(text, "screen_seen"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no gracias", "no"), ("no señor", "no"), ("nope never", "no"), ("nel amigo", "no"), ("well no, sorry", "no"),
        ("yes maam", "yes"), ("sí claro, gracias", "yes"), ("sip señorita", "yes"), ("yes please", "yes"),
    ],
)  # fmt: skip
def test_a_yes_or_no_said_politely_is_plain(read: Read, text: str, value: str) -> None:
    assert (read(text).value, read(text).plain) == (value, True)


@pytest.mark.parametrize("text", ["no idea, sorry", "pues no sé", "who knows", "sepa dios, señor"])
def test_not_knowing_is_plain_too(read: Read, text: str) -> None:
    assert (read(text).said, read(text).plain) == ("not_sure", True)


@pytest.mark.parametrize(
    "text",
    [
        "no sirves",
        "no entiendo",
        "no comment",
        "no pares",
        "no stop",
        "no mames",
        "sí pero no",
        "yes or no?",
        "no sé sí",
    ],
)
def test_a_no_that_says_something_else_is_never_taken_for_a_plain_no(read: Read, text: str) -> None:
    understood = read(text)
    assert not (understood.said == "answer" and understood.plain)


@pytest.mark.parametrize(
    ("text", "said"), [("no entiendo", "repeat"), ("why", "why"), ("para qué quieren saber", "why")]
)
def test_what_is_said_instead_of_an_answer_is_known(read: Read, text: str, said: str) -> None:
    assert read(text).said == said
