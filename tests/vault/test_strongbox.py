"""A box opens whole, for one key, under its own name; cut, changed, reordered or joined it does not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.vault.errors import Unusable
from bot.vault.key_pairs import new_key_pair, open_private_key
from bot.vault.strongbox import read_box, write_box

PUBLIC, PEM = new_key_pair("correct horse battery")
KEY = open_private_key(PEM, "correct horse battery")
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@given(frames=st.lists(st.binary(max_size=50), min_size=1, max_size=6))
@quiet
def test_what_went_in_comes_out(tmp_path: Path, frames: list[bytes]) -> None:
    write_box(tmp_path / "box", "a", PUBLIC, frames)
    assert list(read_box(tmp_path / "box", "a", KEY)) == frames


@given(frames=st.lists(st.binary(min_size=1, max_size=20), min_size=2, max_size=4), data=st.data())
@quiet
def test_a_box_cut_at_any_byte_or_changed_in_any_byte_is_refused(
    tmp_path: Path, frames: list[bytes], data: st.DataObject
) -> None:
    path = tmp_path / "box"
    write_box(path, "a", PUBLIC, frames)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    for broken in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
        path.write_bytes(broken)
        with pytest.raises(Unusable):
            list(read_box(path, "a", KEY))


def test_frames_left_out_at_the_end_repeated_or_in_another_order_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "box"
    write_box(path, "a", PUBLIC, [b"one", b"two", b"six"])
    whole = path.read_bytes()
    size = 4 + 3 + 16
    head, frames = whole[: -3 * size], [whole[len(whole) - n * size :][:size] for n in (3, 2, 1)]
    one, two, six = frames
    for broken in (two + one + six, one + two, one, one + two + six + six):
        path.write_bytes(head + broken)
        with pytest.raises(Unusable):
            list(read_box(path, "a", KEY))


def test_a_box_opens_under_its_own_name_and_key_alone(tmp_path: Path) -> None:
    path = tmp_path / "box"
    write_box(path, "a", PUBLIC, [b"one"])
    other = open_private_key(new_key_pair("correct horse battery")[1], "correct horse battery")
    for kind, key, place in (("b", KEY, path), ("a", other, path), ("a", KEY, tmp_path / "none")):
        with pytest.raises(Unusable):
            list(read_box(place, kind, key))


def test_a_box_that_cannot_be_finished_leaves_the_one_of_before(tmp_path: Path) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield b"one"
        raise RuntimeError

    path = tmp_path / "box"
    write_box(path, "a", PUBLIC, [b"before"])
    with pytest.raises(RuntimeError):
        write_box(path, "a", PUBLIC, breaking())
    assert list(read_box(path, "a", KEY)) == [b"before"]
    assert [one.name for one in tmp_path.iterdir()] == ["box"]
