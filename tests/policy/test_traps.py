"""Thirteen sentences that are easy to say and wrong: each is looked for in all data and in what is shown, in both
languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.policy_shapes import SITUATIONS
from bot.knowledge.policy_texts import Written, texts
from bot.knowledge.rules import CATEGORIES
from bot.policy.contacts import contacts, contacts_text
from bot.policy.in_force import Protections, protections
from bot.policy.parole import parole, parole_text
from bot.policy.rendering import policy_json, policy_text
from bot.policy.table import DAYS
from bot.policy.timeline import timeline, timeline_text
from tests.policy.shelf import ROOT, helplines, paroles, policies, review

TODAY = date(2026, 11, 23)
REPLACED = date(2025, 1, 31)
SINCE = [day for day in (*DAYS, REPLACED, date(2025, 3, 3)) if day >= REPLACED]
OLD = {s.id: s for d in policies().directives if d.id == "11005.3" for s in d.statements}


@cache
def everything() -> tuple[Written, ...]:
    """Every text in `data`, whatever it is for."""
    found = texts(ROOT / "data", ROOT)
    assert len(found) > 1500
    return found


@cache
def shown(day: date) -> tuple[Protections, ...]:
    """What is in force on a day, for everyone and for each category and situation."""
    cells = [(c, s) for c in (None, *CATEGORIES) for s in (None, *SITUATIONS)]
    return tuple(protections(policies(), day, category, situation) for category, situation in cells)


@cache
def outputs(lang: Lang) -> str:
    """All that is printed of the law, of parole and of contacts for today."""
    printed = [policy_text(found, lang) for found in shown(TODAY)]
    printed += [parole_text(parole(paroles(), TODAY), lang), contacts_text(contacts(helplines(), TODAY), lang)]
    return "\n".join(printed)


def saying(pattern: str, lang: Lang | None = None) -> list[str]:
    """Texts of the data that match, with the place they stand."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [f"{w.file}:{w.line} {w.text}" for w in everything() if lang in (None, w.lang) and wanted.search(w.text)]


def facts(lang: Lang, day: date = TODAY) -> Iterator[str]:
    for found in shown(day):
        yield from (told.text.in_(lang) for told in found.statements)


# ---- 1. the notification of 2021 is not the law of today -----------------------------------------------------------
@pytest.mark.parametrize("day", SINCE)
def test_01_nothing_of_the_2021_policy_is_shown_as_in_force_since_it_was_replaced(day: date) -> None:
    for found in shown(day):
        assert not {told.id for told in found.statements} & set(OLD)
        assert found.directive is not None and found.directive.id == "11005.4"
    for found in (protections(policies(), day, c, s, include_ended=True) for c in CATEGORIES for s in SITUATIONS):
        assert {told.status for told in found.statements if told.id in OLD} <= {"rescinded"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_01_what_is_said_of_the_2021_policy_is_said_in_the_past(lang: Lang) -> None:
    present = {"en": r"\bICE (will|does|must|refrains|should|is to)\b|\bmust\b", "es": r"\b(debe|deben|tiene|hará)\b"}[
        lang
    ]
    assert len(OLD) == 7
    assert [id_ for id_, s in OLD.items() if re.search(present, s.text.in_(lang), re.IGNORECASE)] == []
    now = {
        "en": r"11005\.3 (applies|protects|is in)|ICE will refrain",
        "es": r"11005\.3 (se aplica|protege|rige)|se abstendrá",
    }
    assert saying(now[lang], lang) == []


# ---- 2. the tracker stops in October 2025 --------------------------------------------------------------------------
@pytest.mark.parametrize("category", ["t", "u", "vawa"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_02_the_order_of_2026_and_its_appeal_are_told_beside_the_policy_of_2025(category: str, lang: Lang) -> None:
    for situation in SITUATIONS:
        text = policy_text(protections(policies(), TODAY, category, situation), lang)  # type: ignore[arg-type]
        assert "11005.4" in text and "2:25-cv-09848" in text and "26-3961" in text
        assert {"en": "The U.S. has appealed", "es": "El gobierno apeló"}[lang] in text


def test_02_the_tracker_vouches_for_nothing_after_its_last_day() -> None:
    tracker = {
        s for told in policies().statements for s in told.sources if s.url and "ice-rescinds-directive-110053" in s.url
    }
    assert {(s.date, s.verified) for s in tracker} == {("2025-10-14", date(2025, 10, 14))}
    after = [
        told.id for told in policies().statements if set(told.sources) == tracker and told.from_ > date(2025, 10, 14)
    ]
    assert after == []


# ---- 3. neither protected nor doomed -------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_03_no_text_says_that_anyone_is_protected_or_that_ice_will_or_will_not_act(lang: Lang) -> None:
    said = {
        f"{w.file}:{w.line}": found
        for w in everything()
        if w.lang == lang and (found := review().file.promised(w.text, lang))
    }
    assert said == {}
    doom = {
        "en": r"\bICE will (deport|arrest|detain|come)|you will be (deported|arrested|detained)",
        "es": r"\bICE (le )?(deportará|arrestará|detendrá)|\b(le|lo|la) van a (deportar|arrestar|detener)",
    }[lang]
    assert [
        w.text for w in everything() if w.lang == lang and re.search(doom, w.text, re.I) and "?" not in w.text
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_03_with_a_pending_case_a_person_reads_that_risk_stays(lang: Lang) -> None:
    said = {"en": "does not end all risk of arrest or removal", "es": "no quita todo riesgo de arresto"}[lang]
    for category in ("t", "u", "vawa"):
        assert said in policy_text(protections(policies(), TODAY, category, "pending"), lang)


# ---- 4. the order is not said to be about SIJ or Continued Presence ------------------------------------------------
@pytest.mark.parametrize("day", [date(2026, 7, 27), date(2026, 8, 26), TODAY, date(2030, 1, 1)])
@pytest.mark.parametrize("category", ["sij", "cp"])
def test_04_nobody_with_sij_or_continued_presence_is_told_that_the_order_limits_anything_for_them(
    day: date, category: str
) -> None:
    for situation in (None, *SITUATIONS):
        found = protections(policies(), day, category, situation)  # type: ignore[arg-type]
        limited = {told.id for told in found.statements if told.status == "limited_by_court"}
        assert limited <= {"courthouse_memos_2025"}
        assert [told.id for told in found.statements if told.id.startswith("icwc")] == ["icwc_sij_cp"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_04_a_text_that_names_the_order_and_sij_or_continued_presence_says_what_is_not_reported(lang: Lang) -> None:
    both = [w for w in everything() if w.lang == lang and re.search(r"ICWC|California|2026", w.text)
            and re.search(r"\bSIJ\b|Continued Presence", w.text) and re.search(r"court|corte|orden", w.text)
            and "SIJ case" not in w.text and "caso SIJ" not in w.text and "casos SIJ" not in w.text]  # fmt: skip
    assert both
    denied = {
        "en": r"does? not (speak|name)|not (named|mentioned)|do not know|nor\b|no report",
        "es": r"no (habla|nombra|menciona|sabemos)|ni de",
    }[lang]
    assert [w.text for w in both if "?" not in w.text and not re.search(denied, w.text)] == []


# ---- 5. VESL is not VOICE ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_05_vesl_and_voice_are_two_lines_with_two_numbers_and_a_warning_before_each(lang: Lang) -> None:
    text = contacts_text(contacts(helplines(), TODAY), lang)
    for number in ("1-855-488-6423", "1-833-383-1465", "888-351-4024"):
        (block,) = [b for b in text.split("\n\n") if number in b]
        assert block.index("1367") < block.index(number)
        assert len(set(re.findall(r"\b(?:1-)?8\d\d-\d{3}-\d{4}", block))) == 1
    assert {"en": "VOICE is not VESL", "es": "VOICE no es VESL"}[lang] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_05_nobody_is_told_to_give_ice_anything_about_themselves(lang: Lang) -> None:
    give = {
        "en": r"\b(give|tell|send) (ICE|VESL|VOICE|DRIL|them) (your|the) ",
        "es": r"\b(dé|diga|mande|cuente)(le|les)? (a ICE|su|sus) ",
    }[lang]
    found = [
        t for t in saying(give, lang) if not re.search(r"do not give|don't give|no dé|no diga|no les", t, re.IGNORECASE)
    ]
    assert found == []
    caution = next(c.before_you_call for c in helplines().file.contacts if c.id == "vesl")
    assert caution and {
        "en": "do not give your name, A-number or address",
        "es": "no dé su nombre, número A ni dirección",
    }[lang] in caution.in_(lang)
    private = {
        "en": r"(VESL|VOICE|DRIL|ICE)[^.]* (is|are) (private|secret)",
        "es": r"(VESL|VOICE|DRIL)[^.]* (es|son) (privad|secret)",
    }[lang]
    assert saying(private, lang) == []


# ---- 6. people who were removed ------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_06_removed_people_are_sent_to_a_lawyer_on_which_agency_and_to_no_address(lang: Lang) -> None:
    text = parole_text(parole(paroles(), TODAY), lang)
    assert {"en": "ask a lawyer which agency takes the request", "es": "Pregunte a un abogado qué agencia recibe"}[
        lang
    ] in text
    assert not re.search(r"Random Hills|Fairfax|Stop 5122", text)
    assert {"en": "Faro never advises travel", "es": "Faro nunca aconseja viajar"}[lang] in text.split("\n\n")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("category", "said"),
    [("t", {"en": "in the U.S. because of the trafficking", "es": "por causa de la trata"}),
     ("sij", {"en": "must be in the U.S. for SIJ", "es": "está en Estados Unidos"})],
)  # fmt: skip
def test_06_presence_is_told_to_people_outside_for_t_and_sij(category: str, said: dict[Lang, str], lang: Lang) -> None:
    found = protections(policies(), TODAY, category, "outside")  # type: ignore[arg-type]
    assert any(said[lang] in told.text.in_(lang) for told in found.statements)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_06_no_text_advises_to_leave_or_to_come_back(lang: Lang) -> None:
    there = {"en": "(to|from|into|the|your|home)", "es": "(a|de|del|al|su)"}[lang]
    may, go = {
        "en": ("(should|can|may|must|could)", "(leave|travel|go back|return|come back|cross)"),
        "es": ("(debe|puede|debería)", "(salir|viajar|volver|regresar|cruzar)"),
    }[lang]
    advice = rf"(?<!no )\b{may} {go} {there}\b"
    assert [t for t in saying(advice, lang) if "?" not in t] == []


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
    written = Path(__file__).read_text(encoding="utf-8")
    assert {int(number) for number in re.findall(r"^def test_(\d\d)_", written, re.MULTILINE)} == set(range(1, 14))
