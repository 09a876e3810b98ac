"""Thirteen sentences that are easy to say and wrong: each is looked for in all data and in what is shown, in both
languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.policy_shapes import SITUATIONS
from bot.knowledge.rules import CATEGORIES
from bot.policy.contacts import contacts, contacts_text
from bot.policy.in_force import protections
from bot.policy.parole import parole, parole_text
from bot.policy.rendering import policy_text
from tests.policy.shelf import helplines, paroles, policies, review
from tests.policy.trap_texts import OLD, SINCE, TODAY, everything, saying, shown


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
