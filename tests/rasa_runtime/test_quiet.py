"""No word of a person's in any log, at any level, whatever happens."""

import logging

import pytest
import structlog

from bot.rasa_runtime import EngineError
from tests.rasa_runtime.rehearsal import CANARY, Rehearsal


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Every logger at its most talkative."""
    for name in ["", *logging.root.manager.loggerDict]:
        caplog.set_level(logging.DEBUG, logger=name or None)
    return caplog


def test_typed_text_is_in_no_log_at_debug_level(
    rehearsal: Rehearsal, everything: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    state = rehearsal.begin()
    for text in (f"why {CANARY}", f"/restart {CANARY}", f'/answer{{"answer": "{CANARY}"}}', CANARY):
        _, state = rehearsal.turn(state, text=text)
    rehearsal.turn(state, intent="answer", entities=[{"entity": "answer", "value": CANARY}], text=CANARY)
    assert len(everything.records) > 50
    _absent(everything, capfd)


def test_typed_text_is_in_no_log_when_an_action_fails_on_it(
    rehearsal: Rehearsal, everything: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EngineError):
        rehearsal.answer(rehearsal.begin(), "fail", text=CANARY)
    assert "ValueError" in everything.text
    _absent(everything, capfd)


def test_rasas_structured_log_is_withheld_too(
    everything: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    import rasa.core.processor

    rasa.core.processor.structlogger.error("processor.message.parse", parse_data_text=CANARY)
    rasa.core.processor.logger.error("Failed on %s", CANARY, stack_info=True)
    structlog.get_logger("rasa.core.agent").warning(CANARY)
    assert len(everything.records) == 3
    _absent(everything, capfd)


def test_rasa_warns_nobody_while_people_type(recwarn: pytest.WarningsRecorder) -> None:
    import rasa.shared.utils.io

    rasa.shared.utils.io.raise_warning(f"Failed to parse {CANARY}")
    assert not recwarn.list


def test_telemetry_is_off() -> None:
    import rasa.telemetry

    assert not rasa.telemetry.is_telemetry_enabled()


def _absent(log: pytest.LogCaptureFixture, printed: pytest.CaptureFixture[str]) -> None:
    out = printed.readouterr()
    assert CANARY not in out.out + out.err
    for record in log.records:
        assert CANARY not in f"{record.__dict__}"
