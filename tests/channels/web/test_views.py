from __future__ import annotations

import pytest

from bot.channels.web.views import Said, chat_view, left_in_words
from bot.channels.web.words import load_page_words
from bot.dialogue.turns import Asked, Choice, Message, Progress, Reply
from bot.server import PROJECT

WORDS = load_page_words(PROJECT).in_("en")
ASKED = Asked("age", "number", (), (Choice("back", "Back"),))


def shown(*messages: Message, asked: Asked | None = ASKED, left: tuple[int, int] = (1, 3)):  # type: ignore[no-untyped-def]
    return chat_view(Reply(messages, asked, Progress(0, *left), "en"), WORDS)


def text(said: Said) -> list[str]:
    return [line for block in said.blocks for line in block.lines]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (3, 7, "3 to 7 questions left"),
        (4, 4, "About 4 questions left"),
        (0, 5, "Up to 5 questions left"),
        (7, 72, "7 or more questions left"),
        (7, 25, "7 to 25 questions left"),
        (0, 1, "About 1 question left"),
        (1, 1, "About 1 question left"),
        (0, 0, ""),
    ],
)
def test_what_is_left_is_said_in_words(low: int, high: int, said: str) -> None:
    assert left_in_words(Progress(2, low, high), WORDS) == said


def test_urgent_messages_come_first_and_the_open_question_last() -> None:
    view = shown(Message("text", "Thank you."), Message("question", "How old?"), Message("crisis", "Call 911."))
    assert [said.kind for said in view.urgent] == ["crisis"]
    assert [text(said) for said in view.log] == [["Thank you."]]
    assert view.question is not None
    assert view.question.heading == "How old?"


def test_an_earlier_question_that_is_no_longer_open_is_only_text() -> None:
    view = shown(Message("question", "Old?"), asked=None)
    assert (view.question, [said.heading for said in view.log], view.left) == (None, ["Old?"], "")


def test_a_question_left_open_without_words_of_its_own_keeps_its_answers() -> None:
    view = shown(Message("text", "Because it may matter."))
    assert (view.question, view.asked) == (None, ASKED)


def test_a_card_has_its_first_line_as_heading_and_the_rest_as_text() -> None:
    (card,) = shown(Message("result", "T status\n\nFor people who…\n<b>911</b>"), asked=None).log
    assert card.heading == "T status"
    first, second = text(card)
    assert first == "For people who…"
    assert second.startswith("&lt;b&gt;<a ")


def test_a_list_is_a_list_and_the_line_that_leads_to_it_stands_out() -> None:
    (said,) = shown(Message("notice", "All\nWhy it may fit:\n• one\n• two 911\nThe end."), asked=None).log
    assert [(block.kind, len(block.lines)) for block in said.blocks] == [
        ("line", 1),
        ("lead", 1),
        ("list", 2),
        ("line", 1),
    ]
    assert text(said)[2] == "one"


def test_a_heading_is_never_a_link() -> None:
    (card,) = shown(Message("contact", "911, emergency\n911"), asked=None).log
    assert card.heading == "911, emergency"


def test_a_question_s_second_line_stands_below_it_as_help() -> None:
    question = shown(Message("question", "Can someone see this?\nThink of later, too.")).question
    assert question is not None
    assert (question.heading, text(question)) == ("Can someone see this?", ["Think of later, too."])


def test_a_card_of_one_line_has_no_heading() -> None:
    (card,) = shown(Message("contact", "Call 911."), asked=None).log
    assert card.heading is None
