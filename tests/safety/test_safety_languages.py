"""A language for safety is files alone: dropped in it is heard and answered; broken it is refused, with its problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pytest

from bot.channels.web.help_parts import load_help_parts
from bot.channels.web.phones import Hotline
from bot.hearing.danger import DangerListener
from bot.knowledge.catalog import Knowledge, load_knowledge
from bot.knowledge.danger import CRISES
from bot.knowledge.models import LANGUAGES, Words
from bot.knowledge.problems import KnowledgeError
from bot.knowledge.screens import PROJECT
from bot.wording.safety_languages import Ordered, cannot_ask, danger_texts, safety_command, safety_text

DAY = date(2026, 9, 25)
CREOLE_HEARD = """
language: ht
groups: {}
classes:
  danger_now: [{heard: [l ap bat mwen, anmwe]}]
  self_harm: [{heard: [mwen vle mouri]}]
  child_danger: [{heard: [l ap bat pitit mwen]}]
  medical: [{heard: [m ap senyen]}]
  held: [{heard: [yo femen mwen]}]
  opt_out: [{whole: true, heard: [^ kanpe $]}]
  help_word: [{whole: true, heard: [^ ed $]}]
"""


@pytest.fixture
def fourth(copy: Path) -> Path:
    """The data with a fourth language beside the third: its texts are those of the third in another name."""
    safety = copy / "data" / "safety"
    (safety / "languages" / "ht.yml").write_text(CREOLE_HEARD, encoding="utf-8")
    texts = (safety / "texts" / "pt.yml").read_text(encoding="utf-8")
    texts = texts.replace("language: pt", "language: ht").replace("name: Português", "name: Kreyòl")
    texts = re.sub(r"  danger_now: \|-\n    .*", "  danger_now: |-\n    Rele 911 si ou kapab.", texts)
    (safety / "texts" / "ht.yml").write_text(texts.replace("stop: [parar", "stop: [kanpe"), encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def _spoil(root: Path, old: str, new: str, file: str = "texts/pt.yml") -> list[str]:
    """The problems of the data after one edit."""
    path = root / "data" / "safety" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_knowledge(root)
    return [str(problem) for problem in refused.value.problems]


# ---- a fourth language ---------------------------------------------------------------------------------------------
def test_a_language_that_is_dropped_in_is_heard_and_answered_first_in_itself_then_in_the_session_s(
    fourth: Path,
) -> None:
    known = load_knowledge(fourth)
    alarm = DangerListener(known.dangers).heard("anmwe l ap bat mwen")
    assert alarm is not None and (alarm.kind, alarm.language) == ("danger_now", "ht")
    first, second = danger_texts(alarm.kind, alarm.language, "es", known, DAY)
    assert (first.language, second.language) == ("ht", "es")
    assert first.text.startswith("Rele 911 si ou kapab.") and "1-800-799-7233" in first.text
    assert second.text == safety_text("danger_now", "es", known, DAY)


def test_a_language_that_is_dropped_in_has_its_command_words_and_its_part_of_the_page_of_numbers(fourth: Path) -> None:
    assert safety_command("KANPE!", load_knowledge(fourth)) == Ordered("stop", "ht")
    assert [part.language for part in load_help_parts(fourth, [])] == ["ht", "pt"]


def test_no_module_names_a_language_that_is_for_safety_alone() -> None:
    tags = {path.stem for path in (PROJECT / "data" / "safety" / "texts").glob("*.yml")}
    for module in [*(PROJECT / "bot").rglob("*.py"), *(PROJECT / "actions").rglob("*.py")]:
        named = set(re.findall(r"[\"']([a-z]{2,3})[\"']", module.read_text(encoding="utf-8")))
        assert not named & tags, module


# ---- what is said --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", CRISES)
@pytest.mark.parametrize("told_in", ["pt", *LANGUAGES])
def test_in_every_language_numbers_come_before_anything_is_asked(kind: str, told_in: str, knowledge: Knowledge) -> None:
    text = safety_text(kind, told_in, knowledge, DAY)  # type: ignore[arg-type]
    assert "911" in text.split("\n\n")[0]
    assert text.endswith("?")


def test_danger_told_in_the_session_s_language_is_answered_once(knowledge: Knowledge) -> None:
    assert [spoken.language for spoken in danger_texts("held", "es", "es", knowledge, DAY)] == ["es"]


def test_danger_heard_in_a_language_without_texts_is_answered_in_the_session_s(knowledge: Knowledge) -> None:
    assert [spoken.language for spoken in danger_texts("held", "xx", "en", knowledge, DAY)] == ["en"]


def test_who_writes_in_it_is_told_that_no_questions_are_asked_in_it_who_helps_and_which_words_work(
    knowledge: Knowledge,
) -> None:
    text = cannot_ask("pt", knowledge, DAY)
    assert "Ainda não posso fazer as minhas perguntas em português" in text
    assert "1-888-373-7888" in text and "“parar”" in text and "“apagar”" in text
    assert text.endswith(knowledge.safety_languages["pt"].texts["unreviewed"])


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("Parar", "stop"),
        ("APAGAR TUDO", "delete"),
        ("ajuda?", "help"),
        ("sair", "exit"),
        ("falo portugues", "language"),
    ],
)
def test_command_words_are_heard_in_it(typed: str, command: str, knowledge: Knowledge) -> None:
    ordered = safety_command(typed, knowledge)
    assert ordered is not None and (ordered.command, ordered.language) == (command, "pt")


def test_other_words_are_no_command(knowledge: Knowledge) -> None:
    assert safety_command("quero parar de trabalhar", knowledge) is None


# ---- what is refused -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  opted_out: ", "  opted: ", "texts.opted_out: is missing; it means: No more texts"),
        ("  opted_out: ", "  opted: ", "texts.opted: no such text is asked for"),
        ("{hours} horas", "24 horas", "texts.stopped: fills in {contacts}, not {contacts}, {hours}"),
        ("{hours} horas", "{horas} horas", "fills in {contacts}, {horas}"),
        ("{hours} horas", "{hours horas", "texts.stopped: "),
        (
            "Ligue para o 911 se puder.\n",
            "Ligue se puder.\n",
            "texts.danger_now: does not say 911 before anything else",
        ),
        ("Se há perigo agora: 911.", "Se há perigo agora: 190 555 0123.", "holds a number of its own"),
        (
            "Depois não posso trazer nada de volta.",
            "Depois " + "não " * 20 + "posso.",
            "a sentence of 22 words, over 20",
        ),
        ("Depois não posso", "Posteriormente irrecuperabilidade", "'irrecuperabilidade' is a long word"),
        (
            "Apago agora todas as suas respostas?",
            "Eliminaremos definitivamente todas respostas?",
            "letters a word, over",
        ),
        ("mas nesse número", "mas garantimos que nesse número", "says 'garant*' (uma promessa)"),
        ("  help: [ajuda]\n", "", "commands.help: is missing"),
        ("  help: [ajuda]\n", "  help: []\n", "commands.help: is missing"),
        ("  help: [ajuda]\n", "  help: [ajuda]\n  dance: [dançar]\n", "commands.dance: no such command"),
        ("  emergency: {", "  emergencia: {", "contacts.emergencia: no contact is called so"),
        ("language: pt", "language: es", "the questions are asked in this language"),
        ("language: pt", "language: gl", "danger is not heard in it"),
        ("name: Português\n", "", "name: Field required"),
        ("name: Português\n", "name: Português\nreview: reviewed\n", "review: Extra inputs are not permitted"),
        ("  exit: |-", "  exit: ''\n  leave: |-", "texts.exit: String should have at least 1 character"),
    ],
)
def test_a_broken_file_of_texts_is_refused_with_its_problem_named(copy: Path, old: str, new: str, told: str) -> None:
    found = [problem for problem in _spoil(copy, old, new) if told in problem]
    assert found and found[0].startswith("data/safety/texts/pt.yml:")


def test_a_list_of_words_never_said_is_needed(copy: Path) -> None:
    path = copy / "data" / "safety" / "texts" / "pt.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("never:")] + "never: {}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="never: Dictionary should have at least 1 item"):
        load_knowledge(copy)


def test_every_problem_of_a_file_is_told_at_once(copy: Path) -> None:
    path = copy / "data" / "safety" / "texts" / "pt.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("opted_out", "opted").replace("{hours}", "24"), encoding="utf-8")
    told = _spoil(copy, "  help: [ajuda]\n", "")
    for part in ("texts.opted_out", "texts.opted:", "texts.stopped", "commands.help"):
        assert any(part in problem for problem in told)


def test_a_language_that_is_heard_but_not_answered_is_refused(copy: Path) -> None:
    (copy / "data" / "safety" / "texts" / "pt.yml").unlink()
    with pytest.raises(KnowledgeError, match=r"data/safety/texts/pt\.yml: is missing: danger is heard in it"):
        load_knowledge(copy)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  held:\n", "  hold:\n", "classes.hold"),
        (
            "  help_word:\n    - whole: true\n      heard:\n        - ^ ajuda|",
            "  x:\n    - heard:\n        - ^ ajuda|",
            "classes.x",
        ),
        ("language: pt", "language: es", "'es' stands in another file"),
        ("{quem} ..1 esta|estao", "{quen} ..1 esta|estao", "no group {quen}"),
    ],
)
def test_a_broken_file_of_patterns_is_refused_with_its_problem_named(copy: Path, old: str, new: str, told: str) -> None:
    assert any(told in problem for problem in _spoil(copy, old, new, "languages/pt.yml"))


def test_a_kind_of_danger_that_a_language_does_not_listen_for_is_named(fourth: Path) -> None:
    told = _spoil(fourth, "  held: [{heard: [yo femen mwen]}]\n", "", "languages/ht.yml")
    assert any("classes: nothing is listened for as 'held'" in problem for problem in told)


def test_a_need_that_the_program_has_and_the_list_of_needs_lacks_is_refused(copy: Path) -> None:
    told = _spoil(copy, "  deleted: {", "  gone: {", "texts.yml")
    assert any("data/safety/texts.yml" in problem for problem in told)


# ---- the page of numbers -------------------------------------------------------------------------------------------
def test_the_page_of_numbers_has_a_part_in_it_marked_as_such(serve_help: Callable[[Path], httpx.Response]) -> None:
    page = serve_help(PROJECT).text
    part = page[page.index('<section class="second" lang="pt" id="pt">') :]
    assert 'href="#pt" hreflang="pt" lang="pt">Português</a>' in page
    for said in (
        "Pessoas para quem pode ligar",
        "911, emergência",
        "última verificação: 2026-09-21",
        "Ninguém verificou",
    ):
        assert said in part
    assert 'href="tel:911"' in part


def test_a_number_without_a_name_in_it_keeps_its_english_one_marked_as_english() -> None:
    (part,) = load_help_parts(
        PROJECT, [Hotline(Words(en="Harbor", es="Puerto"), "1-800-799-7233", Words(en="x", es="y"))]
    )
    assert (part.numbers[0].lang, part.numbers[0].name) == ("en", "Harbor")


def test_a_language_that_is_dropped_in_gets_its_part_of_the_page_without_a_change_of_code(
    fourth: Path, serve_help: Callable[[Path], httpx.Response]
) -> None:
    page = serve_help(fourth).text
    assert '<section class="second" lang="ht" id="ht">' in page and '<section class="second" lang="pt" id="pt">' in page


@pytest.fixture
def serve_help() -> Callable[[Path], httpx.Response]:
    from starlette.testclient import TestClient

    from bot.server import create_app
    from tests.channels.web.scripted import Scripted

    contact = next(c for c in load_knowledge().helplines.file.contacts if c.id == "emergency")
    hotline = Hotline(contact.name, contact.phone or "", contact.what, None, contact.id, contact.last_checked)

    def page(root: Path) -> httpx.Response:
        app = create_app(
            Scripted(), environment="development", public_url="http://faro.test", hotlines=[hotline], root=root
        )
        return TestClient(app, base_url="http://faro.test").get("/help")

    return page
