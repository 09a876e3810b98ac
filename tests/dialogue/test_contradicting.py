"""Two answers that do not go together: shown back gently, never settled silently, never in the way."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.turns import UnusableMessage
from tests.dialogue.changing import answers_of, change, go_through, shown

pytestmark = pytest.mark.slow


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
    contradicted.pick("go_on")
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
