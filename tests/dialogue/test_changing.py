"""Changing an answer in a conversation: shown back gently, one question asked again, the rest kept, what moved told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.dialogue.turns import SessionUnknown, UnusableMessage

pytestmark = pytest.mark.slow
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}
HURT = {
    "age": 30,
    "in_united_states": "yes",
    "topics": ["crime"],
    "crimes": ["felonious_assault"],
    "crime_role": "direct",
    "crime_in_united_states": "yes",
    "substantial_abuse": "yes",
    "bystander_serious_injury": "yes",
    "knows_facts": "yes",
    "blamed_for_crime": "no",
    "certification": "not_asked",
    "next_friend_helps": "no",
    "past": [],
}


def go_through(begun: Any, **answers: Any) -> None:
    """Answer what is asked until nothing is, or until an answer is missing."""
    begun.answer(**{**CALM, **HURT, **answers})


def answers_of(begun: Any) -> dict[str, Any]:
    return dict(asyncio.run(begun.conversations.view(begun.token)).answers)


def change(begun: Any, key: str, value: Any) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in asyncio.run(begun.conversations.change(begun.token, key, value))]


def shown(begun: Any) -> Any:
    return asyncio.run(begun.conversations.view(begun.token)).reply


def outcome(begun: Any, category: str) -> str:
    return str(asyncio.run(begun.conversations.result(begun.token))["categories"][category]["outcome"])


@pytest.fixture
def contradicted(talk: Any) -> Any:
    begun = talk()
    go_through(begun, crime_reported="no", helped_police="helped")
    return begun


# --- two answers that do not go together ------------------------------------------------------------------------------


def test_both_answers_are_named_right_after_the_second_and_neither_is_dropped(contradicted: Any) -> None:
    message = contradicted.reply.messages[-1]
    assert contradicted.key is None and message.kind == "question"
    assert "Did you or anyone else report it? – No" in message.text
    assert "Have you helped the police or court, or would you? – Helped already" in message.text
    assert [choice.value for choice in message.choices] == ["first", "second", "both"]
    assert answers_of(contradicted)["crime_reported"] == "no" and answers_of(contradicted)["helped_police"] == "helped"


@pytest.mark.parametrize(("said", "asked"), [("first", "crime_reported"), ("second", "helped_police")])
def test_either_can_be_asked_again_and_the_other_stays(said: str, asked: str, contradicted: Any) -> None:
    before = answers_of(contradicted)
    contradicted.pick(said)
    assert contradicted.key == asked
    assert answers_of(contradicted) == before
    contradicted.pick({"crime_reported": "yes", "helped_police": "would_help"}[asked])
    assert "Which is right" not in contradicted.texts
    assert {key: value for key, value in answers_of(contradicted).items() if key != asked} == {
        key: value for key, value in before.items() if key != asked
    }


@pytest.mark.parametrize("said", ["Both are right", "3", "both are right."])
def test_both_may_be_right_and_it_is_not_asked_again(said: str, contradicted: Any) -> None:
    contradicted.say(said)
    assert contradicted.key is not None
    go_through(contradicted)
    assert contradicted.key is None and "Which is right" not in contradicted.texts
    assert any(message.kind == "result" for message in contradicted.reply.messages)
    assert change(contradicted, "helped_police", "helping") == []
    assert "Which is right" not in "\n".join(message.text for message in shown(contradicted).messages)


def test_it_blocks_nothing_danger_and_every_way_out_are_heard_first(contradicted: Any) -> None:
    contradicted.say("he has a gun")
    assert contradicted.reply.messages[0].kind == "crisis"
    assert "Which is right" in contradicted.texts
    contradicted.pick("who_sees")
    assert "Which is right" in contradicted.texts
    contradicted.say("qwx zzkp vrrt")
    assert "Which is right" in contradicted.texts
    contradicted.pick("pause")
    assert contradicted.reply.question is None and "Which is right" not in contradicted.texts
    contradicted.say("continue")
    assert "Which is right" in contradicted.texts
    contradicted.pick("back")
    assert contradicted.key == "helped_police" and "helped_police" not in answers_of(contradicted)


def test_a_choice_that_is_not_on_offer_is_refused_with_the_three_that_are(contradicted: Any) -> None:
    with pytest.raises(UnusableMessage) as refused:
        contradicted.pick("neither")
    assert refused.value.allowed.startswith("one of: first, second, both")


def test_setting_one_right_and_going_back_asks_it_once_more(contradicted: Any) -> None:
    contradicted.pick("first")
    contradicted.pick("back")
    assert "I changed nothing" in contradicted.texts and "Which is right" in contradicted.texts
    assert answers_of(contradicted)["crime_reported"] == "no"


def test_as_the_last_answer_it_comes_before_the_result_and_the_result_after_it(talk: Any) -> None:
    begun = talk()
    go_through(begun, crime_reported="yes", helped_police="helped")
    assert begun.key is None
    begun.say("change")
    begun.pick("crime_reported")
    begun.pick("no")
    assert "Which is right" in begun.texts and "result" not in [message.kind for message in begun.reply.messages]
    begun.pick("both")
    assert "result" in [message.kind for message in begun.reply.messages]


def test_in_spanish_it_is_as_gentle(talk: Any) -> None:
    begun = talk("es")
    go_through(begun, crime_reported="no", helped_police="helped")
    assert "¿Cuál es cierta?" in begun.texts and "¿Usted o alguien más lo reportó? – No" in begun.texts
    begun.say("las dos son ciertas")
    assert "Dejo las dos respuestas" in begun.texts


def test_after_starting_again_what_was_settled_is_forgotten(contradicted: Any) -> None:
    contradicted.pick("both")
    contradicted.say("start again")
    go_through(contradicted, crime_reported="no", helped_police="helped")
    assert "Which is right" in contradicted.texts


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
