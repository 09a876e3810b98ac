"""Traps 7 to 13: the parole fee, advance parole, places, hotlines, dates, verdicts, words for people."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.policy.contacts import contacts, contacts_text
from bot.policy.parole import parole, parole_text
from bot.policy.rendering import policy_json, policy_text
from bot.policy.table import DAYS
from bot.policy.timeline import timeline, timeline_text
from tests.policy.shelf import ROOT, helplines, paroles, policies
from tests.policy.trap_texts import TODAY, everything, outputs, saying, shown

# ---- 7. the parole fee ---------------------------------------------------------------------------------------------
TO_CHECK = (
    ("en", "See uscis.gov on the day of filing", "helps U.S. law enforcement"),
    ("es", "Mire uscis.gov el día que presente algo", "ayuda a las autoridades"),
)
FEES = [
    ("2025-10-15", None),
    ("2025-10-16", 1000),
    ("2026-01-01", 1020),
    ("2026-10-15", 1020),
    ("2026-10-16", 1050),
    ("2030-01-01", 1050),
]


@pytest.mark.parametrize(("day", "usd"), FEES)
def test_07_the_parole_fee_is_that_of_the_day_with_its_exception_and_where_to_check(day: str, usd: int | None) -> None:
    known = parole(paroles(), date.fromisoformat(day))
    (fee,) = [f for f in known.fees if f.fee.id == "parole_fee"]
    assert (fee.amount.usd if fee.amount else None) == usd
    for lang, check, helps in TO_CHECK:
        text = parole_text(known, lang)  # type: ignore[arg-type]
        assert check in text
        assert (helps in text) is (usd is not None)
        assert usd is None or f"${usd:,}" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_07_a_text_that_prints_the_parole_fee_says_from_when_and_names_the_exception(lang: Lang) -> None:
    since = {
        "en": r"from October 16, 2026.*help U\.S\. law enforcement",
        "es": r"desde el 16 de octubre de 2026.*ayudar a las",
    }
    priced = saying(r"\$1,0[0-9]0\b", lang)
    assert [text for text in priced if not re.search(since[lang], text, re.DOTALL)] == []
    assert saying(r"\$1,0[0-4]0\b", lang) == []


# ---- 8. advance parole is not safe ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("day", "told"), [("2026-08-12", False), ("2026-08-13", True), ("2026-11-23", True)])
def test_08_since_the_board_decided_leaving_on_advance_parole_is_told_as_a_danger(day: str, told: bool) -> None:
    for lang, said in (("en", "even with advance parole"), ("es", "aun con advance parole")):
        assert (said in parole_text(parole(paroles(), date.fromisoformat(day)), lang)) is told  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_08_no_text_calls_advance_parole_safe(lang: Lang) -> None:
    safe = {
        "en": r"advance parole[^.]*\b(is|are) (safe|fine|allowed)",
        "es": r"advance parole[^.]*\b(es|está) (segur|permitid)",
    }[lang]
    assert saying(safe, lang) == []


# ---- 9. where an arrest happened matters ---------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_09_everyone_reads_that_the_place_of_an_arrest_matters_and_that_it_bars_none(lang: Lang) -> None:
    place = {"en": "The place of an arrest matters", "es": "El lugar de un arresto importa"}[lang]
    no_bar = {"en": "This is no ban on arrests", "es": "Esto no prohíbe arrestos"}[lang]
    for found in shown(TODAY):
        text = policy_text(found, lang)
        assert place in text and no_bar in text


# ---- 10. who runs the trafficking hotline --------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_10_the_trafficking_hotline_is_not_said_to_be_run_by_polaris(lang: Lang) -> None:
    before = {"en": "before that it was Polaris", "es": "antes era Polaris"}[lang]
    assert [said for said in saying("polaris", lang) if before not in said or "Compass Connections" not in said] == []
    text = contacts_text(contacts(helplines(), TODAY), lang)
    (block,) = [b for b in text.split("\n\n") if "1-888-373-7888" in b]
    assert block.index("Compass Connections") < block.index("1-888-373-7888")
    for path in ("docs", "bot"):
        for file in (ROOT / path).rglob("*"):
            assert file.suffix not in (".md", ".py", ".html") or "Polaris" not in file.read_text(encoding="utf-8"), file


# ---- 11. June 17, 2011 ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_11_the_memo_on_witnesses_is_of_june_17_2011_everywhere(lang: Lang) -> None:
    (memo,) = [d for d in policies().directives if d.id == "10076.1"]
    assert memo.from_ == date(2011, 6, 17)
    assert "2011-06-17" in timeline_text(timeline(policies()), lang)
    wrong = re.compile(r"2011-06-11|June 11, 2011|11 June 2011|11 de junio de 2011")
    assert not wrong.search(outputs(lang)) and saying(wrong.pattern, lang) == []
    for name in ("directives", "sources", "orders", "statutes"):
        assert not wrong.search((ROOT / "data" / "policy" / f"{name}.yml").read_text(encoding="utf-8"))


# ---- 12. a screening is no verdict, and nothing pretends to keep a person safe -------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_12_no_text_gives_a_verdict_or_claims_to_hide_anybody(lang: Lang) -> None:
    verdict = {
        "en": r"\byou (are|do not|don't)? ?(eligible|qualify)|\beligib|\bqualif",
        "es": r"\b(in)?elegib|\bcalifica\b|\bcumple los requisitos",
    }[lang]
    assert saying(verdict, lang) == []
    hidden = {
        "en": r"\b(anonymous|untraceable|100 ?% safe|leaves no trace)\b",
        "es": r"\b(anónim[oa]|sin rastro|100 ?% segur)",
    }[lang]
    assert saying(hidden, lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_12_before_the_first_question_a_person_reads_of_the_exit_the_history_and_a_watched_phone(lang: Lang) -> None:
    said = {
        "en": ("not a lawyer", "do not clear the history", "someone watches", "Exit now"),
        "es": ("ni un abogado", "No borro el historial", "vigila el teléfono", "Salir ya"),
    }[lang]
    spoken = [w.text for w in everything() if w.file.endswith("messages.yml") and w.lang == lang]
    (notice,) = [text for text in spoken if said[1] in text and said[3] in text]
    assert [part for part in said if part not in notice] == []
    assert saying(
        {
            "en": "Your answers match what this program asks for. A lawyer still needs to check",
            "es": "Falta que lo revise un abogado",
        }[lang],
        lang,
    )


# ---- 13. a person is a person --------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_13_no_text_calls_a_person_alien_or_illegal(lang: Lang) -> None:
    word = {"en": r"\b(alien|illegal)s?\b", "es": r"(?<!en el )\b(extranjer[oa]|ilegal)(e?s)?\b"}[lang]
    assert saying(word, lang) == []
    assert not re.search(word, outputs(lang), re.IGNORECASE)
    for day in DAYS:
        for found in shown(day)[:1]:
            assert not re.search(word, json.dumps([s["text"] for s in policy_json(found)["statements"]]), re.IGNORECASE)


def test_every_trap_of_the_list_has_its_test() -> None:
    here = Path(__file__).parent
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(here.glob("test_traps*.py")))
    assert {int(number) for number in re.findall(r"^def test_(\d\d)_", written, re.MULTILINE)} == set(range(1, 14))
