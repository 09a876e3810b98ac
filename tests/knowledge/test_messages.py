"""What Faro itself says: every sentence there, the same blanks in both languages, plain, true and without a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from bot.channels.web.words import load_page_words
from bot.knowledge.loading import load_folder
from bot.knowledge.messages import Messages, load_messages, read_messages
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.questions import Module
from bot.knowledge.screens import PROJECT

ROOT = Path(__file__).resolve().parents[2]

NEEDED = """\
welcome notice notice_texts notice_other unreviewed_spanish greet_again language_changed section_intro
screen_seen_yes danger_now detained court_soon
crisis crisis_danger_now crisis_self_harm crisis_child_danger crisis_medical crisis_held
yes_label no_label none_label not_sure_label prefer_not_label why_label who_sees_label back_label pause_label done_label
more_label go_on_label stop_label restart_label
choose_number choose_many number_hint why_intro who_sees back_nothing not_understood too_long
which_of_these still_paused
not_understood_again not_understood_thrice understood understood_wrong right_label not_right_label go_on_first
angry silence verdict
unreadable help human person thanks
paused resumed delete_confirm deleted cannot_delete cannot_save
result_intro result_none_fit result_missing result_legal_line missing_intro reasons_intro against_intro flags_intro
next_steps filing_is_no_shield notario_warning contacts_intro protections_intro protections_as_of parole_intro
result_offer
why_counts counts_gate_label counts_cap_label counts_flag_label one_fact_intro interactions_intro clock_by law_intro
law_nothing
change_which change_none change_keep_label change_kept change_again changed_nothing changed_something
change_first_label change_second_label both_right_label both_kept flag_vx1 flag_vx2
rules_changed rule_added_label rule_ended_label rule_changed_label rule_gone
outcome_likely outcome_possible outcome_unlikely outcome_not_assessed
name_t name_u name_vawa name_sij name_cp about_t about_u about_vawa about_sij about_cp
path_self_petition path_cancellation path_waiver
status_met status_excused status_open status_not_met status_not_asked
urgency_now urgency_today urgency_soon urgency_note
"""

BLANKS = {
    "contacts", "hours", "operator", "code", "limit", "low", "high", "title", "questions", "as_of", "verified",
    "list", "what", "by", "count", "minutes",
}  # fmt: skip
OUTCOMES = {
    "likely": "Your answers match what this program asks for. A lawyer still needs to check.",
    "possible": "This may fit. We need more facts, or someone else must act.",
    "unlikely": "On these answers this does not look like a match. Answers and laws change. "
    "You can still ask a lawyer.",
    "not_assessed": "We did not check this one.",
}


@pytest.fixture(scope="module")
def messages() -> Messages:
    return load_messages(ROOT)


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


def is_label(key: str) -> bool:
    return key.endswith("_label") or key.startswith(("status_", "urgency_", "name_", "path_"))


def texts(messages: Messages, lang: Lang, *, labels: bool = False) -> Iterator[tuple[str, str]]:
    return ((key, words.in_(lang)) for key, words in messages.messages.items() if is_label(key) == labels)


def written(folder: Path, content: str) -> Path:
    """A project with these messages and nothing else."""
    path = folder / "data" / "words" / "messages.yml"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    return folder


# --- what is there ----------------------------------------------------------------------------------------------------


def test_every_sentence_the_program_needs_is_written(messages: Messages) -> None:
    needed = {*NEEDED.split(), *(f"flag_r{number}" for number in range(1, 21))}
    assert needed - set(messages.messages) == set()


def test_what_a_question_says_next_is_written(messages: Messages) -> None:
    modules = [module for module, _ in load_folder(Module, ROOT / "data" / "questions", ROOT, [])]
    said = {says.message for m in modules for question in m.questions for says in question.says.values()}
    assert said - set(messages.messages) == set()


def test_the_four_outcomes_are_told_in_the_words_agreed_on(messages: Messages) -> None:
    assert {name: messages.say(f"outcome_{name}", "en") for name in OUTCOMES} == OUTCOMES


def test_only_known_blanks_are_left_to_fill_in(messages: Messages) -> None:
    assert {key: blanks - BLANKS for key in messages.messages if (blanks := messages.placeholders(key)) - BLANKS} == {}


# --- how it is said ---------------------------------------------------------------------------------------------------


def test_a_message_is_filled_in_and_what_it_does_not_name_is_left_aside(messages: Messages) -> None:
    assert "from 18 to 21" in messages.say("number_hint", "en", low=18, high=21, hours=24)
    assert "18 a 21" in messages.say("number_hint", "es", low=18, high=21)


def test_a_blank_that_nobody_fills_is_an_error_and_never_shown(messages: Messages) -> None:
    with pytest.raises(KeyError, match="high"):
        messages.say("number_hint", "en", low=18)


def test_a_message_without_blanks_needs_nothing(messages: Messages) -> None:
    assert messages.placeholders("welcome") == frozenset()
    assert messages.say("welcome", "es") == messages.messages["welcome"].es


def test_braces_in_what_is_filled_in_are_left_alone(messages: Messages) -> None:
    assert messages.say("section_intro", "en", title="{hours}") == "Next part: {hours}."


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ('{en: "Write {code}.", es: "Escriba."}', "different names"),
        ('{en: "Write {code}.", es: "Escriba {codigo}."}', "different names"),
        ('{en: "Write {code.", es: "Escriba {code}."}', "expected '}'"),
        ('{en: "Write {0}.", es: "Escriba {0}."}', "no plain name"),
        ('{en: "Write."}', "Field required"),
        ('{en: "Write.", es: "Escriba.", fr: "Écrivez."}', "Extra inputs"),
        ('{en: "Write.", es: ""}', "at least 1 character"),
    ],
)
def test_a_faulty_message_is_refused_with_its_line(tmp_path: Path, sentence: str, reason: str) -> None:
    root = written(tmp_path, f"messages:\n  fine: {{en: A, es: B}}\n  faulty: {sentence}\n")
    with pytest.raises(KnowledgeError, match=re.escape(reason)) as refused:
        load_messages(root)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == ("data/words/messages.yml", 3)
    assert "faulty" in problem.message


def test_a_message_written_twice_is_refused(tmp_path: Path) -> None:
    root = written(tmp_path, "messages:\n  a: {en: A, es: B}\n  a: {en: C, es: D}\n")
    with pytest.raises(KnowledgeError, match="'a' is written twice"):
        load_messages(root)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    root = written(tmp_path, "messages:\n  a: {en: A}\n  b: {es: B}\nmore: 1\n")
    problems: list[Problem] = []
    assert read_messages(root, problems) is None
    assert len(problems) == 3


def test_a_missing_file_is_a_problem_and_not_a_silence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_messages(tmp_path)


# --- in which words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_plain(messages: Messages, plain: PlainWords, lang: Lang) -> None:
    assert {key: found for key, text in texts(messages, lang) if (found := plain.faults(text, lang))} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_is_plain_and_fits_a_button(messages: Messages, plain: PlainWords, lang: Lang) -> None:
    labels = texts(messages, lang, labels=True)
    assert {key: found for key, text in labels if (found := plain.label_faults(text, lang))} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_half_of_the_messages_read_much_easier_still(messages: Messages, plain: PlainWords, lang: Lang) -> None:
    readings = [plain.reading(text, lang) for _, text in texts(messages, lang) if plain.is_scored(text, lang)]
    if lang == "en":
        assert median(reading.flesch_kincaid for reading in readings) <= plain.limits.median_grade_en
    else:
        assert median(reading.fernandez_huerta for reading in readings) >= plain.limits.median_ease_es


def test_spanish_opens_each_question_it_closes(messages: Messages) -> None:
    found = [*texts(messages, "es"), *texts(messages, "es", labels=True)]
    assert [key for key, text in found if text.count("¿") != text.count("?")] == []


# --- what must be said ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["notice", "notice_texts", "notice_terminal"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("automated program", "not a person", "not a lawyer", "not the government", "information, not advice")),
        ("en", ("no names", "skip any question", "can still be seen", "sealed", "{hours} hours", "court could order")),
        ("es", ("programa automático", "No soy una persona", "ni un abogado", "ni el gobierno", "no consejos")),
        ("es", ("No pido nombres", "Puede saltar", "puede ver", "selladas", "{hours} horas", "una corte podría")),
    ],
)
def test_the_notice_says_who_faro_is_and_what_it_keeps(
    messages: Messages, key: str, lang: Lang, said: tuple[str, ...]
) -> None:
    text = messages.messages[key].in_(lang)
    assert [phrase for phrase in said if phrase not in text] == []


def test_the_notice_on_a_screen_names_the_exit_and_says_that_history_stays(messages: Messages) -> None:
    notice = messages.messages["notice"]
    pages = load_page_words(PROJECT)
    assert "do not clear the history" in notice.en and "No borro el historial" in notice.es
    for lang in LANGUAGES:  # the very words that stand on the pages' way out
        assert f'"{pages.in_(lang)["leave"]}"' in notice.in_(lang)


def test_who_may_be_watched_is_told_that_an_empty_history_can_look_strange(messages: Messages) -> None:
    assert "empty history" in messages.messages["screen_seen_yes"].en
    assert "historial vacío" in messages.messages["screen_seen_yes"].es


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_danger_numbers_come_first(messages: Messages, lang: Lang) -> None:
    crises = [key for key in messages.messages if key.startswith("crisis") or key == "danger_now"]
    assert len(crises) == 7
    for key in crises:
        first, _, rest = messages.messages[key].in_(lang).partition("\n")
        assert "911" in first or first == "{contacts}", key
        assert "{contacts}" in first + rest, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_a_crisis_faro_says_that_it_sends_no_one(messages: Messages, lang: Lang) -> None:
    sends_no_one = {"en": ("I am a program",), "es": ("Soy un programa",)}[lang]
    for key in ("crisis", "crisis_danger_now", "crisis_self_harm", "crisis_child_danger", "crisis_held"):
        assert all(phrase in messages.messages[key].in_(lang) for phrase in sends_no_one), key


def test_no_phone_number_but_911_stands_here_since_numbers_have_their_own_file(messages: Messages) -> None:
    everything = " ".join(words.in_(lang) for words in messages.messages.values() for lang in LANGUAGES)
    assert re.findall(r"\d[\d().\s-]{5,}\d", everything) == []


def test_filing_is_never_called_a_shield(messages: Messages) -> None:
    assert "not a shield" in messages.messages["filing_is_no_shield"].en
    assert "no es un escudo" in messages.messages["filing_is_no_shield"].es


@pytest.mark.parametrize("number", range(2, 21))
def test_every_flag_but_danger_leads_to_a_lawyer_or_a_helper(messages: Messages, number: int) -> None:
    flag = messages.messages[f"flag_r{number}"]
    assert re.search(r"(talk to|needs|ask|that letter to) a lawyer|Ask them first", flag.en, re.IGNORECASE)
    assert re.search(
        r"(hable|vea|pregunte|necesita|esa carta|que)\b[^.]* un abogado|Pregunte primero", flag.es, re.IGNORECASE
    )


def test_the_result_is_called_topics_for_a_lawyer_and_no_decision(messages: Messages) -> None:
    line = messages.messages["result_legal_line"]
    assert "DOJ-accredited representative" in line.en
    assert "They decide nothing" in line.en
    assert "acreditación del DOJ" in line.es
    assert "No deciden nada" in line.es
