"""Every promise that people read stands in docs/promises.md, beside tests that exist."""

import ast
import re
from collections.abc import Iterator

from bot.knowledge.screens import PROJECT, load_screens
from bot.knowledge.strings import strings_of

LISTED = (PROJECT / "docs" / "promises.md").read_text(encoding="utf-8")
SAID_IN = ("data/words/messages.yml", "data/words/pages.yml", "data/policy/faq/40_help.yml")
PROMISING = re.compile(
    r"\b(sealed|kept|keeps?|expires?|deleted?|gone|saved|ask for|asks for no|ICE or police|hand over|hand your|"
    r"handed over|closes|ends this one|report to no one|history)\b",
    re.IGNORECASE,
)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def promises() -> Iterator[str]:
    """Each sentence people read, in English, that says what is kept, deleted or handed over."""
    for file in SAID_IN:
        for string in strings_of(PROJECT / file, PROJECT, []):
            if string.language == "en" and not string.heard:
                for sentence in re.split(r"(?<=[.?!:])\s+", string.text):
                    said = " ".join(sentence.replace("{contacts}", "").split())
                    if said.endswith(".") and PROMISING.search(said):
                        yield said


def test_every_promise_that_people_read_is_listed() -> None:
    listed = " ".join(LISTED.split())
    missing = [said for said in dict.fromkeys(promises()) if said not in listed]
    assert missing == []
    assert len(set(promises())) > 25, "the promises are found at all"


def test_every_promise_listed_names_a_test_or_says_why_none_can_prove_it() -> None:
    rows = [line for line in LISTED.splitlines() if line.startswith("| “")]
    assert len(rows) > 15
    assert [row for row in rows if not (TEST.search(row) or "no test:" in row)] == []


def test_every_test_named_exists() -> None:
    named = TEST.findall(LISTED)
    assert named
    for file, name in named:
        tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
        found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
        assert found, f"{file}::{name} is not there"


def test_nothing_is_promised_without_a_bound() -> None:
    unbounded = re.compile(r"(?i)\b(completely|fully|100 ?%|untraceable|anonym|never be|guarantee|nobody can ever)")
    assert [said for said in promises() if unbounded.search(said)] == []


def test_no_question_takes_words_so_none_can_ask_for_a_name() -> None:
    questions = load_screens().interview.questions
    assert {question.kind for question in questions.values()} <= {"yes_no", "choice", "many", "number"}
    assert not [key for key in questions if "name" in key.split("_")]


CALLING = {"httpx", "requests", "aiohttp", "urllib.request", "http.client", "smtplib", "socket", "ftplib"}


def test_no_part_of_the_program_has_a_way_to_call_out() -> None:
    used = set()
    for path in [*(PROJECT / "bot").rglob("*.py"), *(PROJECT / "actions").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                used.add(node.module or "")
    assert used & CALLING == set()
    assert "fastapi" in used, "imports are found at all"
