"""What the seal promises: only its key opens it, only in its own place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault.sealing import Opener, SealBroken, new_key, new_token, place, seal, token_opener, unseal

HERE = place("org", "session", "sessions.sealed_state")


@given(content=st.binary(max_size=500))
def test_what_is_sealed_with_a_key_opens_with_it(content: bytes) -> None:
    key = new_key()
    assert unseal(key, HERE, seal(key, HERE, content)) == content


def test_another_key_another_place_or_one_changed_bit_opens_nothing() -> None:
    key = new_key()
    sealed = seal(key, HERE, b"she said yes")
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    elsewhere = [
        place("other", "session", "sessions.sealed_state"),
        place("org", "other", "sessions.sealed_state"),
        place("org", "session", "releases.sealed_terms"),
    ]
    for wrong in (
        (new_key(), HERE, sealed),
        *((key, there, sealed) for there in elsewhere),
        (key, HERE, altered),
        (key, HERE, b""),
    ):
        with pytest.raises(SealBroken):
            unseal(*wrong)


def test_the_same_content_is_never_sealed_the_same_way_twice() -> None:
    key = new_key()
    assert seal(key, HERE, b"x") != seal(key, HERE, b"x")


def test_a_wrapped_key_opens_for_its_opener_and_its_session_alone() -> None:
    key, opener = new_key(), token_opener(new_token())
    wrapped = opener.wrap("mine", key)
    assert opener.unwrap("mine", wrapped) == key
    same_seed = Opener("code", opener.seed)
    for wrong, session in ((opener, "other"), (token_opener(new_token()), "mine"), (same_seed, "mine")):
        with pytest.raises(SealBroken):
            wrong.unwrap(session, wrapped)


def test_a_token_holds_256_bits_and_neither_its_name_nor_its_printed_form_holds_it() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    for token in tokens:
        opener = token_opener(token)
        assert len(token) == 43 and len(opener.seed) == 32
        assert token not in opener.name and opener.seed.hex() not in opener.name
        assert repr(opener) == "Opener(kind='token')"


def test_a_code_that_had_the_bytes_of_a_token_would_still_be_found_by_another_name() -> None:
    opener = token_opener(new_token())
    assert Opener("code", opener.seed).name != opener.name


@pytest.mark.parametrize("nonsense", ["", "x", "é", "a" * 10_000, "../../etc", "\x00", "=" * 44])
def test_what_is_no_token_names_a_session_that_cannot_exist(nonsense: str) -> None:
    assert token_opener(nonsense).name == token_opener("no token at all").name
