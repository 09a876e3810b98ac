from __future__ import annotations

import pytest

from bot.channels.web.forms import FormTurn, decode, new_id

ID = "abcdefgh"


@pytest.mark.parametrize(
    ("form", "turn"),
    [
        ({"choice": ["yes"]}, FormTurn(ID, "q", choice="yes")),
        ({"many": [""]}, FormTurn(ID, "q", choice=[])),
        ({"many": ["", "a", "b"]}, FormTurn(ID, "q", choice=["a", "b"])),
        ({"number": [" 34 "]}, FormTurn(ID, "q", choice=34)),
        ({"number": ["about 34"]}, FormTurn(ID, "q", text="about 34")),
        ({"number": ["٣٤"]}, FormTurn(ID, "q", text="٣٤")),
        ({"number": ["9" * 12]}, FormTurn(ID, "q", text="9" * 12)),
        ({"words": ["one\r\ntwo"]}, FormTurn(ID, "q", text="one\ntwo")),
        ({"words": [" \r\n"]}, None),
        ({"number": [""]}, None),
        ({"choice": [""]}, None),
        ({}, None),
    ],
)
def test_a_form_is_one_choice_or_several_or_a_number_or_words_or_nothing(
    form: dict[str, list[str]], turn: FormTurn | None
) -> None:
    assert decode({"id": [ID], "question": ["q"], **form}) == turn


@pytest.mark.parametrize("id", [[""], ["short"], ["x" * 41], ["abcd efgh"], ["abcdefg\0"]])
def test_a_form_without_the_id_we_gave_it_is_no_turn(id: list[str]) -> None:
    assert decode({"id": id, "choice": ["yes"]}) is None


def test_the_ids_we_give_are_ids_we_take_and_never_the_same() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(decode({"id": [one], "choice": ["yes"]}) for one in ids)
