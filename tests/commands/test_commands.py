"""The commands as a program runs them: their output, their exit status, and that they need no Rasa to answer."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
CASES = json.loads((PROJECT / "tests" / "screening" / "vignettes.json").read_text(encoding="utf-8"))


def faro(*words: str, text: str | bytes = "", **env: str) -> subprocess.CompletedProcess[str]:
    given = text.encode() if isinstance(text, str) else text
    run = subprocess.run(
        [sys.executable, "-m", "bot.cli", *words],
        input=given,
        capture_output=True,
        cwd=PROJECT,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


def test_screen_prints_the_result_of_the_contract() -> None:
    run = faro("screen", "-", "--json", "--as-of", "2026-11-23", text=json.dumps({"age": 16, "crimes": ["rape"]}))
    assert run.returncode == 0
    result = json.loads(run.stdout)
    assert set(result) == {"as_of", "rulebook", "categories", "flags", "next_question"}
    assert result["as_of"] == "2026-11-23" and len(result["rulebook"]) == 64
    assert result["categories"]["vawa"] == {
        "outcome": "not_assessed",
        "elements": [],
        "missing": ["relationship_to_abuser"],
        "path": None,
    }
    first = result["categories"]["u"]["elements"][0]
    assert first["id"] == "U-1" and first["status"] == "met" and first["answers"] == ["crimes"]
    assert "INA 101(a)(15)(U)(iii)" in first["citations"]


def test_a_batch_prints_one_result_a_line_in_order_and_a_bad_line_stops_no_other(tmp_path: Path) -> None:
    lines = [json.dumps(case["answers"]) for case in CASES]
    lines[3:3] = ["not json", json.dumps({"age": "old"}), json.dumps({"shoe_size": 3}), "[]", '{"age": 1, "age": 2}']
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run = faro("screen", "--batch", str(path), "--json")
    printed = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0
    assert ["error" in shown for shown in printed] == [3 <= i < 8 for i in range(len(lines))]
    outcomes = [{c: r["outcome"] for c, r in shown["categories"].items()} for shown in printed if "error" not in shown]
    assert outcomes == [case["expected"] for case in CASES]


@pytest.mark.parametrize(
    ("answers", "key", "value", "allowed"),
    [
        ({"shoe_size": 3}, "shoe_size", 3, []),
        ({"age": -1}, "age", -1, ["a whole number from 0 to 120", "not_sure", "prefer_not"]),
        ({"age": 17.5}, "age", 17.5, ["a whole number from 0 to 120", "not_sure", "prefer_not"]),
        ({"age": True}, "age", True, ["a whole number from 0 to 120", "not_sure", "prefer_not"]),
        ({"detained": "maybe"}, "detained", "maybe", ["yes", "no", "not_sure", "prefer_not"]),
        ({"abused_person": None}, "abused_person", None, ["self", "my_child", "both", "not_sure", "prefer_not"]),
        ({"crimes": ["robbery"]}, "crimes", ["robbery"], None),
        ({"crimes": ["not_sure"]}, "crimes", ["not_sure"], None),
        ({"trafficking_means": "hurt"}, "trafficking_means", "hurt", None),
        ({"language": "en"}, "language", "en", []),
    ],
)
def test_a_refused_answer_exits_2_and_names_key_value_and_what_is_allowed(
    answers: dict[str, Any], key: str, value: Any, allowed: list[str] | None
) -> None:
    run = faro("screen", "-", "--json", text=json.dumps({"in_united_states": "yes", **answers}))
    assert (run.returncode, run.stdout) == (2, "")
    (problem,) = json.loads(run.stderr)["problems"]
    assert (problem["key"], problem["value"]) == (key, value)
    assert allowed is None or problem["allowed"] == allowed
    assert problem["key"] in json.loads(run.stderr)["error"]


def test_all_refused_answers_are_named_at_once() -> None:
    run = faro("screen", "-", text=json.dumps({"age": "x", "detained": 1, "nothing": 0}))
    assert [problem["key"] for problem in json.loads(run.stderr)["problems"]] == ["age", "detained", "nothing"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"yes"', "\ud800".encode("utf-8", "surrogatepass")])
def test_input_that_is_no_object_exits_2_with_a_reason(text: str | bytes) -> None:
    run = faro("screen", "-", text=text)
    assert run.returncode == 2
    assert run.stderr.strip() and "Traceback" not in run.stderr


def test_a_file_that_is_not_there_exits_2_with_its_name(tmp_path: Path) -> None:
    run = faro("screen", str(tmp_path / "none.json"))
    assert run.returncode == 2 and "none.json" in run.stderr


def test_policy_contacts_and_parole_print_the_shapes_of_the_contract() -> None:
    policy = json.loads(faro("policy", "show", "--as-of", "2026-11-23", "--category", "u", "--json").stdout)
    assert {"as_of", "verified_through", "directive", "statements", "warnings"} <= set(policy)
    assert policy["directive"]["id"] == "11005.4" and set(policy["directive"]) == {"id", "title", "from", "to"}
    for statement in policy["statements"]:
        assert set(statement) >= {"id", "text", "kind", "status", "sources"}
        assert set(statement["text"]) == {"en", "es"}
        assert all(
            {"date", "verified", "confidence"} <= set(s) and {"url", "document"} & set(s) for s in statement["sources"]
        )
    contacts = json.loads(faro("contacts", "--json").stdout)
    assert contacts["contacts"][-1]["id"] == "vesl" and contacts["contacts"][0]["run_by"] == "independent"
    assert json.loads(faro("parole", "--json", "--as-of", "2026-10-16").stdout)["statements"]
    diff = json.loads(faro("policy", "diff", "2025-01-30", "2025-01-31", "--json").stdout)
    assert {"added", "ended", "changed"} <= set(diff)


@pytest.mark.parametrize("words", [("policy", "show", "--as-of", "23 Nov"), ("policy", "show", "--category", "x"),
                                   ("policy", "diff", "2025-01-30"), ("nothing",), ()])  # fmt: skip
def test_words_a_command_does_not_know_exit_2(words: tuple[str, ...]) -> None:
    assert faro(*words).returncode == 2


@pytest.mark.parametrize("command", [("screen", "-"), ("policy", "show"), ("contacts",), ("parole",)])
def test_the_small_commands_load_neither_rasa_nor_a_web_framework_nor_a_database(command: tuple[str, ...]) -> None:
    program = (
        "import sys; from bot.cli import main; status = main(sys.argv[1:]);"
        "heavy = {'rasa', 'rasa_sdk', 'spacy', 'fastapi', 'starlette', 'sqlalchemy', 'tensorflow'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy or status else 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *command],
        input=b"{}",
        capture_output=True,
        cwd=PROJECT,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()


def test_settings_that_are_wrong_are_all_named_at_the_start() -> None:
    run = faro(
        "serve", FARO_ENV="test", FARO_LOG_LEVEL="LOUD", FARO_PUBLIC_URL="nowhere", FARO_DATABASE_URL="mysql://x"
    )
    assert run.returncode == 1
    assert all(name in run.stderr for name in ("FARO_ENV", "FARO_LOG_LEVEL", "FARO_PUBLIC_URL", "FARO_DATABASE_URL"))


def test_an_address_that_something_else_listens_on_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = faro("serve", "--port", str(port))
    assert run.returncode == 1
    assert f"--host, --port: 127.0.0.1:{port} cannot be listened on" in run.stderr and "Traceback" not in run.stderr
    assert faro("serve", "--port", "99999").returncode == 1
