"""What the seal promises: only the token opens, only in its own place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault.sealing import SealBroken, new_token, seal, session_id, unseal


@given(content=st.binary(max_size=500))
def test_what_is_sealed_with_a_token_opens_with_it(content: bytes) -> None:
    token = new_token()
    assert unseal(token, "state", seal(token, "state", content)) == content


def test_another_token_another_field_or_one_changed_bit_opens_nothing() -> None:
    token = new_token()
    sealed = seal(token, "state", b"she said yes")
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for wrong in (
        (new_token(), "state", sealed),
        (token, "other", sealed),
        (token, "state", altered),
        (token, "state", b""),
    ):
        with pytest.raises(SealBroken):
            unseal(*wrong)


def test_the_same_content_is_never_sealed_the_same_way_twice() -> None:
    token = new_token()
    assert seal(token, "state", b"x") != seal(token, "state", b"x")


def test_a_token_holds_256_bits_and_its_name_does_not_hold_it() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(len(token) == 43 and token not in session_id(token) for token in tokens)


@pytest.mark.parametrize("nonsense", ["", "x", "é", "a" * 10_000, "../../etc", "\x00", "=" * 44])
def test_what_is_no_token_names_a_session_that_cannot_exist(nonsense: str) -> None:
    assert session_id(nonsense) == session_id("no token at all")
