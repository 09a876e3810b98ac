"""Parole on a day: each fee on the days it changes, each category its own way in, no word that advises a trip."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.helplines import Paroles, load_parole
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.problems import Problem
from bot.knowledge.rules import CATEGORIES, Category
from bot.policy.parole import FeeOnDay, Parole, parole, parole_json, parole_text

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
ADVICE: dict[Lang, str] = {
    "en": (
        r"\byou (should|must|can|could|may|need to|have to) (now |safely )?(leave|travel|go|fly|return|come|cross)\b"
        r"|\b(we|faro|i) (advise|suggest|recommend)s?\b(?! travel)|\bit is (now )?safe to\b|\bsafe to (leave|travel)\b"
        r"|(?:^|[.!?] |\n)(leave|travel|go|fly|return|come back|cross|wait abroad)\b"
    ),
    "es": (
        r"\busted (debe|puede|podría|necesita|tiene que) (ya )?(salir|viajar|ir|volver|regresar|cruzar)\b"
        r"|\b(debe|puede|podría|conviene|hay que|tiene que) (ya )?(salir del|viajar|irse|regresar|cruzar)\b"
        r"|\b(aconsejamos|sugerimos|recomendamos|recomienda|sugiere)\b|\bes seguro (salir|viajar|volver)\b"
        r"|(?:^|[.!?¡] |\n)(salga|viaje|vaya|vuelva|regrese|cruce|espere fuera)\b"
    ),
}


@pytest.fixture(scope="module")
def paroles() -> Paroles:
    problems: list[Problem] = []
    loaded = load_parole(ROOT, problems)
    assert loaded is not None, problems
    return loaded


def fee(paroles: Paroles, name: str, day: date) -> FeeOnDay:
    return next(shown for shown in parole(paroles, day).fees if shown.fee.id == name)


def texts(known: Parole, lang: Lang) -> list[str]:
    said = [statement.text.in_(lang) for statement in known.statements]
    said += [text.in_(lang) for shown in known.fees for text in (shown.fee.text, shown.fee.before)]
    return said + [warning.in_(lang) for warning in known.warnings]


def said_of(paroles: Paroles, category: Category, day: date = DAY) -> dict[str, str]:
    return {statement.id: statement.text.en for statement in parole(paroles, day, category).statements}


@pytest.mark.parametrize(
    ("day", "usd"),
    [
        (date(2025, 10, 15), None),
        (date(2025, 10, 16), 1000),
        (date(2025, 12, 31), 1000),
        (date(2026, 1, 1), 1020),
        (date(2026, 9, 30), 1020),
        (date(2026, 10, 1), 1020),
        (date(2026, 10, 15), 1020),
        (date(2026, 10, 16), 1050),
        (DAY, 1050),
    ],
)
def test_the_parole_fee_is_what_it_was_on_that_day(paroles: Paroles, day: date, usd: int | None) -> None:
    amount = fee(paroles, "parole_fee", day).amount
    assert (amount.usd if amount else None) == usd


def test_before_its_first_day_the_parole_fee_is_said_not_to_exist(paroles: Paroles) -> None:
    shown = fee(paroles, "parole_fee", date(2025, 10, 15))
    assert "did not exist" in shown.text.en and "no existía" in shown.text.es
    printed = parole_json(parole(paroles, date(2025, 10, 15)))["fees"]
    parole_fee = next(entry for entry in printed if entry["id"] == "parole_fee")
    assert (parole_fee["usd"], parole_fee["from"], parole_fee["status"]) == (None, None, "not_in_force")


@pytest.mark.parametrize(("name", "usd"), [("form_i131_paper", 630), ("form_i131_online", 580)])
def test_the_form_costs_less_online_and_older_amounts_are_not_guessed(paroles: Paroles, name: str, usd: int) -> None:
    amount = fee(paroles, name, DAY).amount
    assert amount is not None and amount.usd == usd
    early = fee(paroles, name, date(2024, 1, 1))
    assert early.amount is None
    assert "no amount" in early.text.en and "not exist" not in early.text.en


def test_an_inferred_fee_is_marked_as_not_confirmed(paroles: Paroles) -> None:
    before, after = (fee(paroles, "work_permit_first", day).amount for day in (date(2026, 10, 15), date(2026, 10, 16)))
    assert before is not None and (before.usd, before.unconfirmed) == (560, False)
    assert after is not None and (after.usd, after.unconfirmed) == (570, True)


def test_the_form_is_free_for_t_u_vawa_and_sij_and_the_parole_fee_is_not(paroles: Paroles) -> None:
    for category in CATEGORIES:
        assert ("form_fee_zero" in said_of(paroles, category)) == (category != "cp"), category
    told = said_of(paroles, "t")["form_fee_zero"]
    assert "$0" in told and "does not cover the parole fee" in told


def test_the_exception_for_those_who_help_law_enforcement_is_pointed_out(paroles: Paroles) -> None:
    for category in CATEGORIES:
        assert "helps U.S. law enforcement" in said_of(paroles, category)["parole_fee_law_enforcement"], category
    assert "parole_fee_law_enforcement" not in said_of(paroles, "t", date(2025, 10, 15))


def test_sij_says_that_the_young_person_must_be_in_the_united_states(paroles: Paroles) -> None:
    told = said_of(paroles, "sij")["sij_presence"]
    assert "must be in the United States" in told and "juvenile court" in told


def test_each_category_hears_its_own_way_and_no_other(paroles: Paroles) -> None:
    own = {
        "t": {"t_presence", "t_after_removal", "relief_t"},
        "u": {"u_from_abroad", "u_waiting_list", "relief_u"},
        "vawa": {"vawa_from_abroad", "vawa_parents_abroad", "vawa_cancellation_family", "relief_vawa"},
        "sij": {"sij_presence"},
        "cp": {"cp_who_asks", "cp_civil_case"},
    }
    for category in CATEGORIES:
        heard = set(said_of(paroles, category))
        assert own[category] <= heard, category
        for other in set(CATEGORIES) - {category}:
            assert not own[other] & heard, (category, other)
    everything = {statement.id for statement in parole(paroles, DAY).statements}
    assert set().union(*own.values()) <= everything


def test_who_takes_the_request_after_a_removal_is_a_question_for_a_lawyer(paroles: Paroles) -> None:
    statement = next(s for s in parole(paroles, DAY).statements if s.id == "ask_which_agency")
    assert statement.unconfirmed
    assert "ask a lawyer which agency" in statement.text.en
    assert "Pregunte a un abogado" in statement.text.es


def test_leaving_is_said_to_be_dangerous_even_with_advance_parole(paroles: Paroles) -> None:
    told = said_of(paroles, "u")
    assert "put a case in danger" in told["leaving_after_order"]
    assert "even with advance parole" in told["delcarmen_lara"]
    assert "delcarmen_lara" not in said_of(paroles, "u", date(2026, 8, 12))
    assert "old order can be used again" in told["reinstatement"]


def test_the_wider_fast_removal_begins_on_17_july_2026_not_before(paroles: Paroles) -> None:
    assert "fast_removal" not in said_of(paroles, "t", date(2026, 7, 16))
    assert "June 23 to July 16, 2026" in said_of(paroles, "t", date(2026, 7, 17))["fast_removal"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_advises_travel(paroles: Paroles, lang: Lang) -> None:
    for day in (date(2023, 4, 19), date(2025, 12, 1), DAY):
        for text in texts(parole(paroles, day), lang):
            assert not re.search(ADVICE[lang], text, re.IGNORECASE), text


@pytest.mark.parametrize(
    ("lang", "advice"),
    [
        ("en", "You can now travel home."),
        ("en", "It helps. Wait abroad for the answer."),
        ("en", "With this paper it is safe to leave."),
        ("es", "Usted puede viajar ya."),
        ("es", "Es mejor. Espere fuera la respuesta."),
        ("es", "Con este papel es seguro salir."),
    ],
)
def test_advice_to_travel_would_be_found(lang: Lang, advice: str) -> None:
    assert re.search(ADVICE[lang], advice, re.IGNORECASE)


def test_first_of_all_faro_says_that_it_never_advises_travel(paroles: Paroles) -> None:
    for day in (date(2023, 1, 1), DAY, date(2030, 1, 1)):
        first = parole(paroles, day).warnings[0]
        assert "never advises travel" in first.en and "nunca aconseja viajar" in first.es
    assert parole_text(parole(paroles, DAY), "en").startswith("Faro never advises travel")


def test_a_day_outside_the_record_is_warned_of(paroles: Paroles) -> None:
    book = paroles.file
    inside = parole(paroles, book.verified_through).warnings
    assert book.warnings.later not in inside and book.warnings.earlier not in inside
    assert book.warnings.later in parole(paroles, DAY).warnings
    assert book.warnings.earlier in parole(paroles, date(2023, 4, 19)).warnings


def test_as_json_statements_have_the_form_of_policy_show(paroles: Paroles) -> None:
    printed = parole_json(parole(paroles, DAY, "t"))
    assert (printed["as_of"], printed["verified_through"]) == ("2026-11-23", "2026-10-02")
    for statement in printed["statements"]:
        assert set(statement["text"]) == {"en", "es"}
        assert statement["status"] in ("in_force", "unconfirmed")
        assert statement["kind"] in ("directive", "court_order", "statute", "regulation", "practice")
        assert statement["sources"] and statement["sources"][0].keys() & {"url", "document"}
    assert all(entry["sources"] for entry in printed["fees"])


@pytest.mark.parametrize(("lang", "unsure"), [("en", "[not confirmed]"), ("es", "[sin confirmar]")])
def test_as_text_what_is_not_confirmed_says_so(paroles: Paroles, lang: Lang, unsure: str) -> None:
    known = parole(paroles, DAY)
    lines = parole_text(known, lang).splitlines()
    for statement in known.statements:
        line = next(line for line in lines if " ".join(statement.text.in_(lang).split()) in line)
        assert (unsure in line) == statement.unconfirmed, statement.id
    assert any("$1,050" in line and "2026-10-16" in line for line in lines)
