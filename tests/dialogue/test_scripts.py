"""Whole conversations kept as scripts, one message a line, each to a result with contacts and protections."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
SCRIPTS = Path(__file__).parents[1] / "scripts"
NOT_SEEN = "not_assessed"
EXPECTED = {
    "trafficked_worker": {"t": "likely", "u": "likely", "cp": "likely", "vawa": NOT_SEEN, "sij": "unlikely"},
    "abused_spouse_of_a_citizen": {"t": NOT_SEEN, "u": "possible", "cp": NOT_SEEN, "vawa": "likely", "sij": "unlikely"},
    "robbed_and_stabbed": {"t": NOT_SEEN, "u": "likely", "cp": NOT_SEEN, "vawa": NOT_SEEN, "sij": "unlikely"},
    "declines_everything": dict.fromkeys(("t", "u", "cp", "vawa", "sij"), NOT_SEEN),
    "worker_abroad_in_spanish": {
        "t": "unlikely",
        "u": "possible",
        "cp": "unlikely",
        "vawa": NOT_SEEN,
        "sij": "unlikely",
    },
}


def test_every_script_is_expected_and_every_expectation_has_a_script() -> None:
    assert {path.stem for path in SCRIPTS.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_whole_conversation_ends_in_a_result_with_contacts_and_protections(name: str, talk: Any) -> None:
    begun = talk(None, None)
    for line in (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        before = begun.key
        assert before is not None, line
        begun.say(line)
        assert begun.key != before, line
    assert begun.key is None
    result = asyncio.run(begun.conversations.result(begun.token))
    assert {category: found["outcome"] for category, found in result["categories"].items()} == EXPECTED[name]
    kinds = [message.kind for message in begun.reply.messages]
    assert kinds.count("result") >= 1 and kinds.count("contact") >= 3
    assert "11005.4" in begun.texts and "2:25-cv-09848" in begun.texts
    assert "1-833-383-1465" in begun.texts
    assert begun.texts.index("911, ") < begun.texts.index("1-833-383-1465")


def test_parole_is_told_to_someone_abroad_and_to_nobody_else(talk: Any) -> None:
    for name, told in (("worker_abroad_in_spanish", True), ("robbed_and_stabbed", False)):
        begun = talk(None, None)
        for line in (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            begun.say(line)
        assert ("I-131" in begun.texts) is told
