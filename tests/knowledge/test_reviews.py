"""Each string has a review state: reviewed only where the ledger has its present text; an edit undoes it by itself."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.reviews import Reviews, load_reviews
from bot.knowledge.screens import PROJECT
from bot.knowledge.strings import WordString

HELLO = "data/words/messages.yml#messages.welcome"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    return tmp_path


def reviews(root: Path) -> Reviews:
    problems: list[Problem] = []
    found = load_reviews(root, problems)
    assert found is not None and not problems, problems
    return found


def string(root: Path, where: str, language: str = "es") -> WordString:
    found = [s for s in reviews(root).listed(root, []) if (s.where, s.language) == (where, language)]
    assert len(found) == 1
    return found[0]


def write(root: Path, entries: str) -> None:
    ledger = root / "data" / "words" / "reviews.yml"
    ledger.write_text(
        ledger.read_text(encoding="utf-8").replace("reviews: []", f"reviews:\n{entries}"), encoding="utf-8"
    )


def entry(one: WordString, **changed: str) -> str:
    given = {"where": one.where, "language": one.language, "by": "M. R.", "role": "interpreter", "on": "2026-11-25"}
    given |= {"digest": one.digest, **changed}
    return "".join(f"{'  - ' if i == 0 else '    '}{key}: {value!r}\n" for i, (key, value) in enumerate(given.items()))


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def words(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, list[dict[str, str]]]:
    assert main(["words", "--json", *args]) == 0
    found: dict[str, list[dict[str, str]]] = json.loads(capsys.readouterr().out)
    return found


# ---- the state -----------------------------------------------------------------------------------------------------
def test_a_text_is_unreviewed_until_the_ledger_has_it_and_again_after_an_edit(copy: Path) -> None:
    before = string(copy, HELLO)
    assert reviews(copy).state(before) == "unreviewed"
    write(copy, entry(before))
    assert reviews(copy).state(string(copy, HELLO)) == "reviewed"
    edit(copy, "data/words/messages.yml", "Hola. Soy Faro. Hago", "Hola. Soy Faro. Le hago")
    assert reviews(copy).state(string(copy, HELLO)) == "unreviewed"


def test_a_review_of_one_language_says_nothing_of_another(copy: Path) -> None:
    deleted = string(copy, "data/safety/texts/pt.yml#texts.deleted", "pt")
    write(copy, entry(deleted))
    assert reviews(copy).state(deleted) == "reviewed"
    assert reviews(copy).state(string(copy, "data/words/messages.yml#messages.deleted")) == "unreviewed"


def test_english_counts_as_reviewed_by_who_writes_it(copy: Path) -> None:
    assert reviews(copy).state(string(copy, HELLO, "en")) == "reviewed"


def test_every_string_of_the_messages_the_questions_and_the_rules_is_listed_once_in_each_language() -> None:
    listed = reviews(PROJECT).listed(PROJECT, [])
    assert len({(s.where, s.language) for s in listed}) == len(listed)
    known = load_knowledge()
    texts = {(s.language, s.text.strip()) for s in listed}
    for lang in ("en", "es"):
        said = [message.in_(lang) for message in known.messages.messages.values()]
        said += [question.ask.in_(lang) for question in known.screens.interview.questions.values()]
        said += [contact.what.in_(lang) for contact in known.helplines.file.contacts]
        said += [
            e.plain.in_(lang) for rules in known.rulebook.categories.values() for p in rules.paths for e in p.elements
        ]
        assert {(lang, text) for text in said} <= texts


def test_no_file_says_of_itself_that_it_is_reviewed() -> None:
    for path in (PROJECT / "data").rglob("*.yml"):
        assert not re.search(r"^(spanish_)?review: ", path.read_text(encoding="utf-8"), re.MULTILINE), path


def test_people_are_told_while_one_string_that_can_be_said_is_unreviewed(copy: Path) -> None:
    said = [s for s in reviews(copy).listed(copy, []) if s.language == "es" and not s.heard]
    assert not load_knowledge(copy).is_reviewed("es") and load_knowledge(copy).is_reviewed("en")
    write(copy, "".join(map(entry, said)))
    load_knowledge.cache_clear()
    assert load_knowledge(copy).is_reviewed("es") and not load_knowledge(copy).is_reviewed("pt")
    edit(copy, "data/words/pages.yml", "es: Salir ya", "es: Salir hoy")
    load_knowledge.cache_clear()
    assert not load_knowledge(copy).is_reviewed("es")


def test_the_notice_on_unreviewed_spanish_is_said_while_it_is_so(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import bot.rasa_runtime  # noqa: F401  (prepares the process for what actions import)
    from actions import intake
    from actions.memory import Memory

    def said_at_the_start() -> list[str]:
        memory = Memory.from_slots({"settings": {"language": "es"}})
        return [message.text for message in intake._notices(memory)]

    notice = load_knowledge().messages.say("unreviewed_spanish", "es")
    assert notice in said_at_the_start()
    write(copy, "".join(entry(s) for s in reviews(copy).listed(copy, []) if not s.heard))
    monkeypatch.setattr("bot.knowledge.catalog._in_use", [load_knowledge(copy)])
    assert notice not in said_at_the_start()


# ---- the ledger ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"where": "data/words/messages.yml#messages.gone"},
            "no string in 'es' stands at data/words/messages.yml#mess",
        ),
        ({"where": "data/words/gone.yml#x"}, "no string in 'es' stands at data/words/gone.yml#x"),
        ({"where": "messages.welcome"}, "reviews.0.where: String should match pattern"),
        ({"language": "pt"}, "no string in 'pt' stands at"),
        ({"digest": "short"}, "reviews.0.digest: String should match pattern"),
        ({"by": ""}, "reviews.0.by: String should have at least 1 character"),
        ({"on": "yesterday"}, "reviews.0.on: "),
    ],
)
def test_an_entry_that_cannot_be_is_refused_with_its_place(copy: Path, changed: dict[str, str], told: str) -> None:
    write(copy, entry(string(copy, HELLO), **changed))
    with pytest.raises(KnowledgeError) as refused:
        load_knowledge(copy)
    assert any(told in str(p) and p.file == "data/words/reviews.yml" and p.line for p in refused.value.problems)


def test_a_review_that_is_written_twice_is_refused(copy: Path) -> None:
    write(copy, entry(string(copy, HELLO)) * 2)
    with pytest.raises(KnowledgeError, match="stands here twice"):
        load_knowledge(copy)


def test_every_place_to_be_reviewed_first_is_there() -> None:
    found = reviews(PROJECT)
    for place in found.ledger.first:
        one = Reviews(found.ledger.model_copy(update={"first": (place,)}))
        assert any(one.comes_first(s) for s in one.listed(PROJECT, [])), place


# ---- the command ---------------------------------------------------------------------------------------------------
def test_strings_about_safety_consent_and_the_law_are_listed_before_all_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = words(capsys, "--unreviewed", "--lang", "es")["strings"]
    first = [bool(one["first"]) for one in found]
    assert first == sorted(first, reverse=True) and any(first) and not all(first)
    early = {one["where"] for one in found[: sum(first)]}
    for message in ("crisis_self_harm", "notice", "who_sees", "delete_confirm", "result_legal_line", "notario_warning"):
        assert f"data/words/messages.yml#messages.{message}" in early


def test_without_asking_for_what_is_left_reviewed_strings_are_listed_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert {one["state"] for one in words(capsys)["strings"]} == {"reviewed", "unreviewed"}


def test_one_language_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert {one["language"] for one in words(capsys, "--lang", "pt")["strings"]} == {"pt"}


def test_the_list_to_read_has_place_language_state_and_digest_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "--lang", "es"]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    (hello,) = [line for line in lines if f"{HELLO} " in line]
    assert hello.startswith("unreviewed") and " es " in hello and string(PROJECT, HELLO).digest in hello
    assert re.fullmatch(r"\d+ of \d+ strings are unreviewed", last)


# ---- the guide -----------------------------------------------------------------------------------------------------
@pytest.fixture
def example() -> Callable[[WordString], str]:
    guide = (PROJECT / "docs" / "rule-editors.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml review\n(.*?)```", guide, re.DOTALL)

    def filled(one: WordString) -> str:
        return block.replace("DIGEST", one.digest)

    return filled


def test_the_guide_s_example_of_a_review_does_what_it_says(
    copy: Path, example: Callable[[WordString], str], capsys: pytest.CaptureFixture[str]
) -> None:
    (named,) = yaml.safe_load(example(string(copy, HELLO)))
    listed = ["--root", str(copy), "--lang", "es", "--unreviewed"]
    assert named["where"] in {one["where"] for one in words(capsys, *listed)["strings"]}
    write(copy, example(string(copy, HELLO)))
    assert named["where"] not in {one["where"] for one in words(capsys, *listed)["strings"]}
    edit(copy, "data/words/messages.yml", "Hola. Soy Faro. Hago", "Hola. Soy Faro. Haré")
    assert named["where"] in {one["where"] for one in words(capsys, *listed)["strings"]}
