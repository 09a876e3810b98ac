"""The log takes what is on its list and nothing else, whoever writes to it."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.problems import KnowledgeError
from bot.logs import FieldRefused, Place, log, refused, start
from bot.logs.fields import PROJECT, load_list
from bot.logs.places import exception_name, module_name, place_name

CANARY = "Zoraida Quetzalli"


@pytest.fixture(autouse=True)
def back_to_strict() -> Iterator[None]:
    hooks, handlers = (sys.excepthook, sys.unraisablehook), list(logging.root.handlers)
    yield
    start("WARNING", strict=True)
    (sys.excepthook, sys.unraisablehook), logging.root.handlers = hooks, handlers


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_json_with_level_time_and_the_fields_of_its_event(capsys: pytest.CaptureFixture[str]) -> None:
    log.error(
        "problem", reference="0123456789ab", route="/chat", status=503, error=ValueError(CANARY), at=Place(__file__, 7)
    )
    (line,) = lines(capsys)
    assert line.pop("time").endswith("Z")
    assert line == {
        "event": "problem", "level": "error", "reference": "0123456789ab", "route": "/chat", "status": 503,
        "error": "ValueError", "at": "test_gate.py:7",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("problem", {"text": CANARY}),
        ("problem", {"reference": CANARY}),
        ("problem", {"reference": "0123456789AB"}),
        ("problem", {"route": f"/chat/{CANARY}"}),
        ("problem", {"status": CANARY}),
        ("problem", {"status": True}),
        ("problem", {"status": 7_035_550_100}),
        ("problem", {"error": CANARY}),
        ("problem", {"at": CANARY}),
        ("crash", {"status": 500}),
        ("library", {"logger": 7}),
        (CANARY, {}),
    ],
)
def test_what_is_not_on_the_list_is_raised_at_work_and_left_out_and_counted_in_production(
    event: str, fields: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(FieldRefused) as told:
        log.error(event, **fields)
    assert CANARY not in str(told.value)
    start("WARNING", strict=False)
    before = refused()
    log.error(event, **fields)
    (line,) = lines(capsys)
    assert refused() == before + 1
    assert line["event"] == ("unnamed" if event == CANARY else event)
    assert set(line) == {"event", "level", "time"}


@given(
    name=st.text(max_size=30) | st.sampled_from(sorted(load_list().fields)),
    value=st.text() | st.binary() | st.floats() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()),
)
def test_no_value_of_any_type_carries_words_through_any_field(name: str, value: object) -> None:
    field = load_list().fields.get(name)
    shown = field.shown(value) if field else None
    known = {None, "other"} | (field.one_of or set() if field else set())
    assert shown in known or shown in sys.modules or (field is not None and field.hex and len(str(shown)) == field.hex)


def test_words_in_names_that_code_can_make_up_are_not_shown() -> None:
    assert exception_name(type(CANARY, (Exception,), {})) == "?"
    assert str(Place(f"/home/{CANARY}/x.py", 3)) == "x.py:3"
    assert str(Place(f"<{CANARY}>", 3)) == "?:3"
    assert module_name(f"bot.logs.{CANARY}") == "bot.logs"
    assert module_name(CANARY) == "other"


def test_a_traceback_is_named_innermost_first_and_cut() -> None:
    def deep(left: int) -> None:
        if not left:
            raise ValueError(CANARY)
        deep(left - 1)

    with pytest.raises(ValueError) as raised:
        deep(20)
    named = str(place_name(raised.value.__traceback__)).split(" < ")
    assert len(named) == 6 and all(place.startswith("test_gate.py:") for place in named)


@pytest.mark.parametrize(
    "name",
    ["rasa.core", "sanic.root", "uvicorn.error", "sqlalchemy.engine.Engine", "asyncio", "spacy", "bot.x", CANARY],
)
def test_a_librarys_record_says_who_spoke_and_where_and_no_word(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    start("DEBUG", strict=True)
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    try:
        raise KeyError(CANARY)
    except KeyError:
        logger.exception("said %s", CANARY, extra={"said": CANARY}, stack_info=True)
    logger.debug(CANARY)
    first, second = lines(capsys)
    assert (first["event"], first["level"], first["error"]) == ("library", "error", "KeyError")
    assert (second["event"], second["level"]) == ("library", "debug")
    assert first["at"].startswith("test_gate.py:")
    assert "Zoraida" not in f"{first}{second}"


def test_another_handler_gets_no_word_either(caplog: pytest.LogCaptureFixture) -> None:
    start("DEBUG", strict=True)
    with caplog.at_level(logging.DEBUG, logger="sqlalchemy.engine"):
        logging.getLogger("sqlalchemy.engine").info("INSERT %s", CANARY, exc_info=ValueError(CANARY))
    assert len(caplog.records) == 1
    assert CANARY not in f"{caplog.text}{caplog.records[0].__dict__}"


def test_a_structured_log_of_a_librarys_gives_no_field_away(capsys: pytest.CaptureFixture[str]) -> None:
    import bot.rasa_runtime  # noqa: F401 - it sets structlog for Rasa

    start("DEBUG", strict=True)
    structlog.get_logger("rasa.core.agent").warning(CANARY, text=CANARY)
    (line,) = lines(capsys)
    assert line["event"] == "library" and CANARY not in f"{line}"


def test_levels_below_the_one_set_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    start("WARNING", strict=True)
    log.info("listening")
    logging.getLogger("uvicorn").info("x")
    assert lines(capsys) == []
    start("INFO", strict=True)
    log.info("listening")
    assert [line["event"] for line in lines(capsys)] == ["listening"]


PROGRAM = """
import asyncio, gc, sys, threading, warnings
from bot.logs import log, start, watch_loop
start("WARNING", strict=True)
class Broken:
    def __del__(self):
        raise KeyError(WORDS)
async def main():
    watch_loop(log)
    async def fails():
        raise LookupError(WORDS)
    task = asyncio.create_task(fails(), name=WORDS)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
WORDS = sys.argv[1]
warnings.warn(WORDS, UserWarning)
def threaded():
    raise ZeroDivisionError(WORDS)
thread = threading.Thread(target=threaded, name=WORDS)
thread.start()
thread.join()
Broken()
asyncio.run(main())
raise ValueError(WORDS)
"""


def test_what_python_would_print_of_an_uncaught_exception_is_its_class_and_place() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, CANARY], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    said = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [line["error"] for line in said] == [
        "UserWarning",
        "ZeroDivisionError",
        "KeyError",
        "LookupError",
        "ValueError",
    ]
    assert "Zoraida" not in ran.stderr + ran.stdout


def test_a_log_that_cannot_be_written_ends_nothing() -> None:
    program = "from bot.logs import log; log.error('listening'); print('went on')"
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE, stderr=full, check=False
        )
    assert ran.stdout == b"went on\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("status: {whole: [100, 599]}", "status: {text: yes}", "text"),
        ("status: {whole: [100, 599]}", "status: {hex: 3, whole: [1, 2]}", "exactly one of"),
        ("listening: []", "listening: [words]", "words"),
    ],
)
def test_a_list_that_would_let_words_in_is_refused_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    copy = tmp_path / "data" / "operations"
    shutil.copytree(PROJECT / "data" / "operations", copy)
    text = (copy / "log.yml").read_text()
    (copy / "log.yml").write_text(text.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as refusal:
        load_list(tmp_path)
    assert told in str(refusal.value) and "log.yml:" in str(refusal.value)


def test_operators_are_told_every_event_and_field() -> None:
    told = (PROJECT / "docs" / "operators.md").read_text()
    missing = [name for name in (*load_list().events, *load_list().fields) if f"`{name}`" not in told]
    assert missing == []
