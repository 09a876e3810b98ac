"""Whole conversations of somebody who answers for another, in both languages; and what is said of children, and when.

Nothing here needs a trained model. The transcripts are written anew with FARO_WRITE_TRANSCRIPTS=1; then read them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.conversation import LiveConversations
from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import LANGUAGES, Lang, Told
from bot.vault.sessions import Vault
from tests.dialogue.conftest import Talk
from tests.dialogue.kept import DAY, as_kept
from tests.dialogue.without_model import WithoutModel

TOPICS = ("family", "work", "parent", "crime", "saw", "sex", "other")
ASIDES = (
    "why", "who_sees", "person", "help", "contacts", "protections", "law", "result", "parole", "change", "language",
    "language",
)  # fmt: skip
SAID = (
    "he has a gun", "i want to die", "is hitting my son", "bleeding a lot", "i am locked in", "wont let me leave",
    "zzz", "zzz zzz", "x" * 3000, "\x00", "am I protected from ICE?", "thank you", "delete", "no",
)  # fmt: skip
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}


@pytest.fixture
def talk(knowledge: Knowledge, tmp_path: Path) -> Callable[..., Talk]:
    """Begin a conversation, with whoever answers for another unless it is said otherwise."""
    vault = Vault(f"sqlite:///{tmp_path / 'faro.db'}")
    vault.migrate()
    conversations = LiveConversations(knowledge, WithoutModel(), vault)  # type: ignore[arg-type]

    def begin(lang: Any = "en", who: Any = "other", **more: Any) -> Talk:
        token, reply = asyncio.run(conversations.open(lang, who, **more))
        return Talk(conversations, token, reply)

    return begin


# --- whole conversations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["worker.en", "worker.es", "spouse.en", "spouse.es"])
def test_an_intake_for_someone_else_goes_as_the_kept_transcript(name: str, talk: Callable[..., Talk]) -> None:
    begun = talk(name.partition(".")[2], as_of=DAY)
    written, kept = as_kept(f"other_{name}", begun.reply, begun.say)
    assert written == kept
    assert begun.reply.question is None, "the conversation comes to its result"


# --- which words are taken --------------------------------------------------------------------------------------------


@pytest.fixture
def told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text about the person begins with ⟦ said to the person, with ⟪ said to who answers for them."""

    def in_(self: Told, lang: Lang, *, for_other: bool = False) -> str:
        return ("⟪" if for_other else "⟦") + (self.en if lang == "en" else self.es)

    monkeypatch.setattr(Told, "in_", in_)


def shown(begun: Talk) -> Iterator[str]:
    for message in begun.reply.messages:
        yield message.text
        yield from (choice.label for choice in message.choices)
    if asked := begun.reply.question:
        yield from (choice.label for choice in (*asked.choices, *asked.controls))


def said_in(begun: Talk, topic: str) -> Iterator[str]:
    """Everything a long conversation shows: each question with its reason, every aside, danger, going back and on."""
    yield from shown(begun)
    ahead = {**CALM, "age": 17, "in_united_states": "no", "topics": [topic]}
    while begun.reply.question:
        begun.pick("why")
        yield from shown(begun)
        begun.pick(ahead.get(str(begun.key), _first(begun)))
        yield from shown(begun)
    for aside in ASIDES:
        begun.pick(aside)
        yield from shown(begun)
    begun.pick("more")
    yield from shown(begun)
    for said in (*SAID, "pause", "continue", "back", "start again"):
        begun.say(said)
        yield from shown(begun)


def _first(begun: Talk) -> Any:
    """The first answer on offer; a number near the low end."""
    asked = begun.reply.question
    assert asked is not None
    if asked.kind == "number":
        return asked.low
    return [asked.choices[0].value, asked.choices[1].value] if asked.kind == "many" else asked.choices[0].value


@pytest.mark.usefixtures("told_apart")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_for_someone_else_every_text_about_the_person_is_the_one_for_someone_else(
    topic: str, lang: Lang, talk: Callable[..., Talk]
) -> None:
    texts = list(said_in(talk(lang, as_of=DAY), topic))
    assert sum("⟪" in text for text in texts) > 100
    assert [text for text in texts if "⟦" in text] == []


@pytest.mark.usefixtures("told_apart")
def test_for_oneself_only_the_law_for_a_lawyer_speaks_of_a_person(talk: Callable[..., Talk]) -> None:
    begun = talk("en", "self", as_of=DAY)
    begun.answer(**CALM, age=30, in_united_states="yes", topics=["work"], trafficking_kind="labor")
    assert not any("⟪" in text for text in shown(begun))
    begun.pick("law")
    assert any("⟪" in text for text in shown(begun))


def test_after_a_change_of_language_it_is_still_for_someone_else(talk: Callable[..., Talk]) -> None:
    begun = talk("en")
    begun.answer(**CALM, age=30, in_united_states="yes", topics=["crime"], crimes=["rape"])
    assert begun.key == "crime_role" and "To the person I help" in list(shown(begun))
    begun.pick("language")
    assert "A la persona que ayudo" in list(shown(begun)) and "¿A quién le pasó?" in begun.texts


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "To the person I help"), ("es", "a la persona que ayudo"), ("en", "To me"), ("es", "a mí"), ("en", "1")],
)
def test_a_label_is_understood_as_it_is_said_to_either(lang: Lang, said: str, talk: Callable[..., Talk]) -> None:
    begun = talk(lang)
    begun.answer(**CALM, age=30, in_united_states="yes", topics=["crime"], crimes=["rape"])
    begun.say(said)
    answers = asyncio.run(begun.conversations.view(begun.token)).answers
    assert answers["crime_role"] == "direct"


def test_the_result_a_program_reads_speaks_of_the_person_too(talk: Callable[..., Talk]) -> None:
    for who, said in (("other", "The person is under 21"), ("self", "You are under 21")):
        begun = talk("en", who)
        begun.answer(**CALM, age=16)
        result = asyncio.run(begun.conversations.result(begun.token))
        assert result["categories"]["sij"]["elements"][0]["text"].startswith(said)


# --- children ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("who", ["self", "other"])
@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("age", [16, 30, "prefer_not"])
def test_before_a_child_is_asked_about_it_is_said_who_must_report_and_that_faro_does_not(
    age: Any, topic: str, who: str, lang: Lang, knowledge: Knowledge, talk: Callable[..., Talk]
) -> None:
    told = {"en": "This program reports to no one.", "es": "Este programa no avisa a nadie."}[lang]
    must = {"en": "must report", "es": "deben avisar"}[lang]
    begun, said, asked_about_child = talk(lang, who), list[str](), False
    ahead = {**CALM, "age": age, "in_united_states": "yes", "topics": [topic]}
    while begun.reply.question:
        said += [message.text for message in begun.reply.messages]
        if knowledge.screens.interview.questions[str(begun.key)].about_child:
            asked_about_child = True
            assert any(told in text and must in text for text in said), begun.key
        begun.pick(ahead.get(str(begun.key), _first(begun)))
    assert asked_about_child
    assert sum(told in text for text in said) == 1, "it is said once"


@pytest.mark.parametrize(
    ("lang", "special"), [("en", "special help for people under 18"), ("es", "Hay ayuda especial")]
)
@pytest.mark.parametrize("who", ["self", "other"])
def test_someone_under_18_is_shown_the_line_for_children_at_once_and_in_the_result(
    who: str, lang: Lang, special: str, talk: Callable[..., Talk]
) -> None:
    begun = talk(lang, who)
    begun.answer(**CALM, age=17)
    first = begun.reply.messages[0].text
    assert special in first and "1-800-422-4453" in first
    begun.pick("contacts")
    begun.pick("result")
    assert any(message.kind == "contact" and "1-800-422-4453" in message.text for message in begun.reply.messages)


def test_someone_of_18_is_not_taken_for_a_minor(talk: Callable[..., Talk]) -> None:
    begun = talk("en", "self")
    begun.answer(**CALM, age=18)
    assert "1-800-422-4453" not in begun.texts


def test_an_age_under_18_given_later_is_heard_all_the_same(talk: Callable[..., Talk]) -> None:
    begun = talk("en", "self")
    begun.answer(**CALM, age="prefer_not", in_united_states="yes")
    asyncio.run(begun.conversations.change(begun.token, "age", 15))
    texts = [message.text for message in asyncio.run(begun.conversations.view(begun.token)).reply.messages]
    assert any("1-800-422-4453" in text for text in texts)
