"""Changing an answer in a conversation: shown back gently, one question asked again, the rest kept, what moved told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.dialogue.turns import SessionUnknown, UnusableMessage
from tests.dialogue.changing import answers_of, change, go_through, outcome, shown

pytestmark = pytest.mark.slow


# --- one answer picked from the list ----------------------------------------------------------------------------------


@pytest.fixture
def finished(talk: Any) -> Any:
    begun = talk()
    go_through(begun, crime_reported="yes", helped_police="helped")
    assert begun.key is None and outcome(begun, "u") == "likely"
    return begun


def test_the_answers_are_listed_with_their_labels_and_one_is_asked_again(finished: Any) -> None:
    finished.say("change an answer")
    labels = {choice.value: choice.label for choice in finished.reply.messages[0].choices}
    assert labels["helped_police"] == "Have you helped the police or court, or would you? – Helped already"
    assert labels["crimes"].endswith("– Badly hurt, or attacked with a weapon")
    assert list(labels)[-1] == "keep" and "topics" not in labels and "language" not in labels
    finished.pick("helped_police")
    assert finished.key == "helped_police" and "Here is that question again" in finished.texts
    finished.pick("stopped")
    assert "U visa: Looks like a match → May fit" in finished.texts
    assert finished.key == "next_friend_helps"  # worth asking only now
    finished.pick("no")
    assert any(message.kind == "result" for message in finished.reply.messages)
    assert outcome(finished, "u") == "possible"


def test_an_answer_that_moves_nothing_says_so(finished: Any) -> None:
    finished.pick("change")
    finished.pick("helped_police")
    finished.pick("helping")
    assert "The result stays the same" in finished.texts


@pytest.mark.parametrize("said", ["keep", "why"])
def test_the_list_can_be_left_and_nothing_changes(said: str, finished: Any) -> None:
    before = answers_of(finished)
    finished.pick("change")
    finished.pick(said)
    assert answers_of(finished) == before


def test_in_the_middle_the_interview_goes_on_where_it_was(talk: Any) -> None:
    begun = talk()
    go_through(begun)
    at = begun.key
    assert at == "crime_reported"
    begun.say("change")
    begun.pick("age")
    begun.pick("why")
    assert begun.key == "age"
    begun.pick(20)
    assert answers_of(begun)["age"] == 20
    assert begun.key is not None


def test_with_no_answers_yet_there_is_nothing_to_change(talk: Any) -> None:
    begun = talk()
    begun.say("change")
    assert "no answers to change yet" in begun.texts and begun.key == "screen_seen"


# --- one answer by its key --------------------------------------------------------------------------------------------


def test_changing_by_key_keeps_all_others_and_says_what_moved(finished: Any) -> None:
    before = answers_of(finished)
    assert change(finished, "helped_police", "no") == [("u", "likely", "possible")]
    after = answers_of(finished)
    assert after.pop("helped_police") == "no" and before.pop("helped_police") == "helped"
    assert after == before


def test_when_nothing_more_is_worth_asking_the_result_is_told_anew(finished: Any) -> None:
    assert change(finished, "helped_police", "helping") == []
    assert [message.kind for message in shown(finished).messages].count("result") >= 1


def test_the_same_again_moves_nothing_and_keeps_what_is_shown(finished: Any) -> None:
    assert change(finished, "helped_police", "no") != []
    before = shown(finished)
    assert change(finished, "helped_police", "no") == []
    assert shown(finished) == before


def test_what_the_change_makes_worth_asking_is_asked_next(finished: Any) -> None:
    assert change(finished, "crime_role", "bystander") == [("u", "likely", "possible")]
    assert shown(finished).question.key == "bystander_serious_injury"
    assert answers_of(finished)["helped_police"] == "helped"
    finished.pick("no")
    assert outcome(finished, "u") == "unlikely"


def test_what_no_longer_applies_is_kept_and_counts_again_when_it_does(finished: Any) -> None:
    change(finished, "crime_role", "bystander")
    finished.pick("no")
    assert change(finished, "crime_role", "direct") == [("u", "unlikely", "likely")]
    assert answers_of(finished)["bystander_serious_injury"] == "no"


def test_a_contradiction_made_by_key_is_shown_and_one_unmade_is_gone(talk: Any) -> None:
    begun = talk()
    go_through(begun, crime_reported="yes", helped_police="helped")
    change(begun, "crime_reported", "no")
    assert "Which is right" in shown(begun).messages[-1].text
    change(begun, "crime_reported", "yes")
    assert "Which is right" not in "\n".join(message.text for message in shown(begun).messages)


def test_a_stopped_conversation_stays_stopped(talk: Any) -> None:
    begun = talk()
    go_through(begun)
    begun.pick("pause")
    assert change(begun, "age", 20) == [("sij", "unlikely", "possible")]
    assert shown(begun).question is None and "We stop here" in shown(begun).messages[0].text
    begun.say("continue")
    assert begun.key is not None and answers_of(begun)["age"] == 20


@pytest.mark.parametrize(
    ("key", "value", "field", "allowed"),
    [
        ("shoe_size", 3, "key", "age"),
        ("language", "es", "key", "age"),
        ("topics", ["crime"], "key", "age"),
        ("age", "old", "value", "a whole number from 0 to 120"),
        ("age", True, "value", "a whole number from 0 to 120"),
        ("age", 121, "value", "a whole number from 0 to 120"),
        ("crimes", "murder", "value", "a list of: "),
        ("crimes", ["murder", "x"], "value", "a list of: "),
        ("helped_police", None, "value", "helped, helping, would_help"),
        ("helped_police", {"a": 1}, "value", "helped, helping, would_help"),
    ],
)
def test_what_no_question_takes_is_refused_by_name_and_nothing_changes(
    key: str, value: Any, field: str, allowed: str, finished: Any
) -> None:
    before, reply = answers_of(finished), shown(finished)
    with pytest.raises(UnusableMessage) as refused:
        change(finished, key, value)
    assert (refused.value.field, refused.value.key) == (field, key)
    assert allowed in refused.value.allowed
    assert (answers_of(finished), shown(finished)) == (before, reply)


def test_an_unknown_session_changes_nothing(finished: Any) -> None:
    with pytest.raises(SessionUnknown):
        asyncio.run(finished.conversations.change("nobody", "age", 3))


def test_changes_at_once_are_taken_one_after_the_other(finished: Any) -> None:
    async def at_once() -> list[Any]:
        turns = (finished.conversations.change(finished.token, "age", 20 + n % 2) for n in range(6))
        return await asyncio.gather(*turns, return_exceptions=True)

    results = asyncio.run(at_once())
    assert not [one for one in results if isinstance(one, BaseException) and type(one).__name__ != "CannotSave"]
    assert answers_of(finished)["age"] in (20, 21)
