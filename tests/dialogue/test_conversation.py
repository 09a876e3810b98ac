"""Turns of real conversations: what is asked, what is heard beside an answer, what survives bad input and repeats."""

import asyncio
from datetime import date
from typing import Any

import pytest

from bot.dialogue.turns import MESSAGE_LIMIT, UnusableMessage
from bot.knowledge.questions import UNSURE
from bot.wording.asking import CONTROLS

pytestmark = pytest.mark.slow
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}


def test_the_notice_comes_before_anything_is_asked_about_a_person(talk: Any) -> None:
    begun = talk(None, None)
    assert begun.key == "language"
    begun.pick("en")
    assert begun.key == "who"
    begun.pick("other")
    said = [message.text for message in begun.reply.messages]
    assert any("not a lawyer" in text and "not the government" in text for text in said)
    assert any('I write "the person"' in text for text in said)
    assert begun.key == "screen_seen"


def test_the_order_is_who_may_be_looking_then_safety_then_detention_and_court(talk: Any) -> None:
    begun = talk()
    asked = []
    for answer in ("no", "no", [], 30, "yes"):
        asked.append(begun.key)
        begun.pick(answer)
    assert asked == ["screen_seen", "danger_now", "urgent", "age", "in_united_states"]
    assert _answers(begun)["detained"] == "no" and _answers(begun)["court_within_60_days"] == "no"


def test_what_is_urgent_brings_help_from_a_person_before_anything_else(talk: Any) -> None:
    begun = talk()
    begun.answer(screen_seen="no", danger_now="no")
    begun.pick(["detained", "court"])
    assert [message.kind for message in begun.reply.messages] == ["notice", "notice", "question"]
    assert "1-800-898-7180" in begun.texts
    assert _answers(begun) | {"detained": "yes", "court_within_60_days": "yes"} == _answers(begun)
    begun.pick("back")
    assert "detained" not in _answers(begun) and begun.key == "urgent"


def test_every_question_offers_not_sure_rather_not_why_who_sees_and_stop(talk: Any) -> None:
    begun = talk()
    while begun.reply.question:
        offered = [choice.value for choice in begun.reply.messages[-1].choices]
        assert {*UNSURE, "why", "who_sees", "pause"} <= set(offered), begun.key
        assert [choice.value for choice in begun.reply.question.controls] == [c for c in CONTROLS if c in offered]
        begun.pick("prefer_not")
    assert begun.turns <= 12


@pytest.mark.parametrize("control", ["why", "who_sees"])
def test_an_aside_is_answered_and_the_same_question_stays_open(control: str, talk: Any) -> None:
    begun = talk()
    begun.answer(screen_seen="no", danger_now="no")
    before = begun.key
    begun.pick(control)
    assert begun.key == before
    assert begun.reply.messages[0].kind == "text"
    assert begun.reply.messages[-1].kind == "question"


@pytest.mark.parametrize("said", ["yes", "Yes", "YES.", "1", " yes "])
def test_words_that_stand_on_a_button_are_that_button(said: str, talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("41")
    assert begun.key == "in_united_states"
    begun.say(said)
    assert _answers(begun)["in_united_states"] == "yes"
    assert _answers(begun)["age"] == 41


def test_several_choices_are_taken_by_number_or_by_name(talk: Any) -> None:
    for said in ("1, 2", "family or a partner, work", "Work and 1"):
        begun = talk()
        begun.answer(**CALM, age=30, in_united_states="yes")
        assert begun.key == "topics"
        begun.say(said)
        assert begun.key == "relationship_to_abuser", said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * (MESSAGE_LIMIT + 1), "too long"),
        ("hello\x00there", "could not read"),
        ("\udce9\udcff", "could not read"),
        ("   ", "could not read"),
        ("/restart", ""),
        ('/answer{"answer": "yes"}', ""),
        ("/inform", ""),
        ("{{7*7}} <img onerror=x>", ""),
    ],
)
def test_bad_input_leaves_the_conversation_at_the_same_question(text: str, told: str, talk: Any) -> None:
    begun = talk()
    begun.answer(screen_seen="no")
    begun.say(text)
    assert told in begun.texts
    assert begun.key == "danger_now"
    assert _answers(begun) == {}


@pytest.mark.parametrize("choice", ["maybe", "", 3, ["yes"], ["x"], "age"])
def test_a_choice_that_is_not_on_offer_is_refused_by_name_and_nothing_changes(choice: Any, talk: Any) -> None:
    begun = talk()
    begun.answer(screen_seen="no")
    with pytest.raises(UnusableMessage) as refused:
        begun.pick(choice)
    assert (refused.value.field, refused.value.key) == ("choice", "danger_now")
    assert refused.value.value == str(choice)
    assert "yes, no, not_sure, prefer_not" in refused.value.allowed
    assert asyncio.run(begun.conversations.view(begun.token)).reply.question.key == "danger_now"


def test_a_message_with_neither_or_both_of_text_and_choice_is_refused(talk: Any) -> None:
    begun = talk()
    for said in ({}, {"text": "yes", "choice": "yes"}):
        with pytest.raises(UnusableMessage):
            asyncio.run(begun.conversations.say(begun.token, "m", **said))


def test_the_same_message_sent_again_gets_the_same_answer_and_is_not_taken_twice(talk: Any) -> None:
    begun = talk()
    first = begun.pick("no", "m1")
    again = begun.pick("no", "m1")
    assert again == first
    assert begun.key == "danger_now"


def test_ten_turns_at_once_are_taken_one_after_the_other(talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM)

    async def at_once() -> list[Any]:
        turns = (begun.conversations.say(begun.token, f"same-{i % 2}", choice=30) for i in range(6))
        return await asyncio.gather(*turns, return_exceptions=True)

    replies = asyncio.run(at_once())
    assert _answers(begun)["age"] == 30
    keys = {reply.question.key for reply in replies if not isinstance(reply, BaseException)}
    assert keys <= {"in_united_states", "age"}


def test_going_back_asks_the_last_question_again_and_forgets_its_answer(talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30)
    begun.pick("back")
    assert begun.key == "age"
    assert "age" not in _answers(begun)


def test_someone_who_stops_comes_back_to_the_same_question(talk: Any) -> None:
    begun = talk()
    begun.answer(screen_seen="no", danger_now="no")
    begun.say("stop for now")
    assert begun.reply.question is None
    assert "1-800-799-7233" in begun.texts
    begun.say("hello")
    assert begun.key == "urgent"


def test_the_language_changes_at_any_question_and_keeps_the_answers(talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("español")
    assert begun.reply.lang == "es"
    assert begun.key == "age"
    assert "edad" in begun.reply.messages[-1].text
    begun.say("español")
    assert begun.reply.lang == "es"
    assert _answers(begun)["danger_now"] == "no"


def test_words_not_understood_bring_the_choices_and_then_a_person(talk: Any) -> None:
    begun = talk()
    begun.answer(screen_seen="no")
    begun.say("qwx zzkp vrrt")
    first = begun.texts
    begun.say("qwx zzkp vrrt")
    second = begun.texts
    begun.say("qwx zzkp vrrt")
    assert "in other words" in first and "pick one of the choices" in second
    assert "talk to a person" in begun.texts and "1-888-373-7888" in begun.texts
    assert begun.key == "danger_now"


def test_starting_again_forgets_the_answers_and_keeps_the_language(talk: Any) -> None:
    begun = talk("es")
    begun.answer(**CALM)
    begun.say("empezar de nuevo")
    assert _answers(begun) == {}
    assert (begun.reply.lang, begun.key) == ("es", "screen_seen")


def test_a_past_day_shows_the_directive_of_that_day(talk: Any) -> None:
    for day, directive in ((date(2022, 6, 1), "11005.3"), (date(2026, 11, 23), "11005.4")):
        begun = talk(as_of=day)
        begun.say("rules")
        assert directive in begun.texts


def _answers(begun: Any) -> dict[str, Any]:
    return dict(asyncio.run(begun.conversations.view(begun.token)).answers)


def test_more_opens_the_parts_that_were_not_picked(talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30, in_united_states="yes", topics=[], crimes=[])
    assert begun.reply.question is None
    begun.say("more")
    assert begun.key == "relationship_to_abuser"
    begun.answer(relationship_to_abuser="none")
    assert begun.key == "trafficking_kind"


@pytest.mark.parametrize("said", ["not sure", "idk", "no sé", "prefiero no decir", "rather not say"])
def test_plain_words_for_not_sure_and_rather_not_are_taken(said: str, talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30)
    begun.say(said)
    assert _answers(begun)["in_united_states"] in UNSURE


@pytest.mark.parametrize(
    "said", ["the house was blue and loud", "mi tía vive lejos de aquí", "answer yes maybe 44 later"]
)
def test_words_that_answer_nothing_are_never_written_down_as_an_answer(said: str, talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30)
    begun.say(said)
    assert "in_united_states" not in _answers(begun)


@pytest.mark.parametrize("no", ["nope", "nada de eso", "no, gracias", "para nada"])
def test_a_no_in_any_wording_means_that_it_was_understood_wrongly(no: str, talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30, in_united_states="yes", topics=["family"])
    begun.say("he is my ex husband, we got divorced")
    assert [choice.value for choice in begun.reply.messages[-1].choices] == ["right", "not_right"]
    begun.say(no)
    assert begun.key == "relationship_to_abuser" and "relationship_to_abuser" not in _answers(begun)


@pytest.mark.parametrize(("lang", "yes", "asked"), [("en", "yes", "Which of these"), ("es", "sí", "Cuál de estas")])
def test_a_plain_yes_to_a_question_with_several_answers_is_asked_which(
    talk: Any, lang: str, yes: str, asked: str
) -> None:
    begun = talk(lang)
    begun.answer(screen_seen="no", danger_now="no")
    begun.say(yes)
    assert begun.key == "urgent" and asked in begun.texts and "detained" not in _answers(begun)


@pytest.mark.parametrize(
    ("lang", "words", "then"),
    [
        ("es", "español por favor", "es"), ("en", "can you write in spanish please", "es"),
        ("es", "mejor en inglés por favor", "en"), ("en", "english please", "en"),
    ],
)  # fmt: skip
def test_a_language_that_is_named_is_the_one_that_is_written(talk: Any, lang: str, words: str, then: str) -> None:
    begun = talk(lang)
    begun.answer(**CALM)
    begun.say(words)
    assert begun.reply.lang == then and begun.key == "age"


@pytest.mark.parametrize("words", ["Vivo con él", "the weather is nice"])
def test_words_that_say_nothing_while_it_is_stopped_are_told_how_to_go_on(talk: Any, words: str) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("pause")
    begun.say(words)
    assert begun.key is None and 'write "continue"' in begun.texts
    begun.say("continue")
    assert begun.key == "age"


@pytest.mark.parametrize(("lang", "words"), [("en", "client is 34"), ("es", "es para una clienta, tiene 34 años")])
def test_an_age_told_of_another_is_taken_where_somebody_answers_for_another(talk: Any, lang: str, words: str) -> None:
    begun = talk(lang, "other")
    begun.answer(screen_seen="no", danger_now="no")
    begun.say(words)
    begun.pick("right")
    assert _answers(begun)["age"] == 34 and begun.key == "urgent"


def test_an_age_told_of_another_is_nobodys_where_one_answers_for_oneself(talk: Any) -> None:
    begun = talk("es")
    begun.answer(**CALM, age=30)
    begun.say("mi hija tiene 16 años")
    assert _answers(begun)["age"] == 30 and "16" not in begun.texts
