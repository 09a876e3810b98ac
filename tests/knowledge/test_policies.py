"""Policies as data: what is written badly is refused with file and line, all at once; every text is plain and promises
nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES, Lang, Words
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.policies import Policies, Statement, load_policies
from bot.knowledge.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "policy"

NEVER_PROMISED: dict[Lang, tuple[str, ...]] = {
    "en": (
        r"you are (safe|protected|covered by)",
        r"protects you",
        r"(ICE|police|officers?) (cannot|can't|can not|will not|won't)",
        r"ICE will\b",
        r"\bwill be (arrested|deported|removed|released)",
        r"\bsafe from\b",
        r"\bguarantee",
        r"\bpromise",
        r"you (will|can) (get|stay|win)",
        r"you (do not )?qualify",
        r"\beligib",
        r"\bvictim",
        r"\balien",
        r"\billegal",
        r"no risk",
        r"do not worry",
        r"\bshould (leave|travel|go back|return)",
    ),
    "es": (
        r"usted está (a salvo|protegid|seguro|segura)",
        r"le protege",
        r"(ICE|la policía|los agentes) no (puede|podrá|va a)",
        r"ICE (deportará|arrestará|va a)",
        r"(será|serán) (arrestad|deportad)",
        r"a salvo de",
        r"\bgarantiz",
        r"\bpromet",
        r"usted (puede quedarse|califica)",
        r"\belegib",
        r"\bvíctima",
        r"\bextranjer",
        r"\bilegal",
        r"sin riesgo",
        r"no se preocupe",
        r"\bdebe (salir|viajar|volver|regresar)",
    ),
}


@pytest.fixture(scope="module")
def plain() -> PlainWords:
    return load_plain_words(ROOT)


def loaded(root: Path = ROOT) -> Policies:
    problems: list[Problem] = []
    found = load_policies(root, problems)
    assert found is not None and problems == []
    return found


POLICIES = loaded()
TEXTS: list[tuple[str, Words]] = [
    *((s.id, s.text) for s in POLICIES.statements),
    *((name, getattr(POLICIES.wording.warnings, name)) for name in type(POLICIES.wording.warnings).model_fields),
]


# ---- what is on record ---------------------------------------------------------------------------------------------
def test_every_kind_every_category_and_every_situation_is_spoken_of() -> None:
    assert {s.kind for s in POLICIES.statements} == {"statute", "regulation", "court_order", "directive", "practice"}
    assert {c for s in POLICIES.statements for c in s.categories or ()} == {"t", "u", "vawa", "sij", "cp"}
    named = {c for s in POLICIES.statements for c in s.situations or ()}
    assert named == {"none", "pending", "bona_fide", "approved", "outside", "detained", "final_order"}


def test_every_statement_has_a_source_a_citation_and_days_that_can_be() -> None:
    for s in POLICIES.statements:
        assert s.sources and s.cite, s.id
        assert s.from_ <= POLICIES.verified_through, s.id
        assert s.to is None or s.to > s.from_, s.id


def test_nothing_rests_on_a_source_of_low_confidence_unless_it_is_marked_unconfirmed() -> None:
    weak = {s.id for s in POLICIES.statements if all(source.confidence == "low" for source in s.sources)}
    assert weak <= {s.id for s in POLICIES.statements if s.unconfirmed}


@pytest.mark.parametrize(
    ("name", "verified", "confidence"),
    [
        ("icwc_limits", date(2026, 8, 26), {"medium"}),
        ("t_filing_alone", date(2026, 9, 30), {"high", "medium"}),
        ("sij_presence", date(2023, 4, 20), {"high"}),
    ],
)
def test_a_source_says_how_far_it_vouches(name: str, verified: date, confidence: set[str]) -> None:
    statement = _statement(name)
    running = [s for s in statement.sources if s.verified <= date(2026, 10, 2)]
    assert max(s.verified for s in running) == verified
    assert {s.confidence for s in running} <= {*confidence, "high"}


# ---- the words -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "words"), TEXTS, ids=[name for name, _ in TEXTS])
def test_no_text_promises_threatens_judges_or_advises_a_trip(name: str, words: Words, lang: Lang) -> None:
    found = [pattern for pattern in NEVER_PROMISED[lang] if re.search(pattern, words.in_(lang), re.IGNORECASE)]
    assert found == [], f"{name}: {words.in_(lang)}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "words"), TEXTS, ids=[name for name, _ in TEXTS])
def test_every_text_is_plain(name: str, words: Words, lang: Lang, plain: PlainWords) -> None:
    assert plain.faults(words.in_(lang), lang) == [], words.in_(lang)


def test_directives_of_the_past_are_told_in_the_past_tense() -> None:
    present = re.compile(
        r"\b(ICE|officers?) (will|does|do|must|refrains?|looks?|asks?|should)\b|\bmust\b", re.IGNORECASE
    )
    for directive in POLICIES.directives:
        for statement in directive.statements if directive.to else ():
            assert not present.search(statement.text.en), statement.text.en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_statements_say_the_same(lang: Lang) -> None:
    texts = [s.text.in_(lang) for s in POLICIES.statements]
    assert len(set(texts)) == len(texts)


def _statement(name: str) -> Statement:
    return next(s for s in POLICIES.statements if s.id == name)
