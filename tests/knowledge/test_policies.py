"""Policies as data: what is written badly is refused with file and line, all at once; every text is plain and promises
nothing."""

from __future__ import annotations

import re
import shutil
import time
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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data" / "policy")
    return tmp_path


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


def test_all_of_it_is_read_in_a_fifth_of_a_second() -> None:
    start = time.perf_counter()
    loaded()
    assert time.perf_counter() - start < 0.2


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


# ---- what is refused -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("file", "old", "new", "line_holds", "message"),
    [
        (
            "orders.yml",
            '        cite: ["ICWC v. Noem, 9th Cir. 26-3961"]',
            '        cites: ["x"]',
            "cites",
            "Extra inputs",
        ),
        ("orders.yml", '    docket: "N.D. Cal. 5:25-cv-06487"\n', "", "id: pablo_sequen", "docket: Field required"),
        (
            "statutes.yml",
            "      es: La ley que limita quién ve un caso T, U o VAWA no menciona SIJ.\n",
            "",
            "text:",
            "text.es: Field required",
        ),
        (
            "statutes.yml",
            "sources: [ecfr_2025, t_rule_2024]",
            "sources: [ecfr_2025, t_rule_1924]",
            "t_rule_1924",
            "no source is called 't_rule_1924'",
        ),
        (
            "statutes.yml",
            "sources: [usc_2023, tahirih_2025, enlace_2025]",
            "sources: []",
            "sources: []",
            "laws_outlast_policy: needs at least one source",
        ),
        ("practice.yml", "limited_by: acr", "limited_by: acrr", "limited_by: acrr", "no order is called 'acrr'"),
        (
            "directives.yml",
            "    limited_by: icwc ",
            "    limited_by: icwcc ",
            "id: replaced_2025",
            "replaced_2025: no order is called 'icwcc'",
        ),
        (
            "practice.yml",
            "- id: country_freeze",
            "- id: abuser_word_alone",
            "- id: abuser_word_alone",
            "this statement is written twice",
        ),
        ("orders.yml", "  - id: acr\n", "  - id: icwc\n", "- id: icwc", "icwc: this order is written twice"),
        (
            "directives.yml",
            '  - id: "11005.2"',
            '  - id: "11005.1"',
            '- id: "11005.1"',
            "this directive is written twice",
        ),
        (
            "directives.yml",
            "    from: 2021-08-10 ",
            "    from: 2021-08-11 ",
            "from: 2021-08-11",
            "11005.3 starts on 2021-08-11 and leaves a gap after 11005.2, which ends on 2021-08-10",
        ),
        (
            "directives.yml",
            "    from: 2021-08-10 ",
            "    from: 2021-08-09 ",
            "from: 2021-08-09",
            "11005.3 starts on 2021-08-09 and overlaps with 11005.2, which ends on 2021-08-10",
        ),
        (
            "directives.yml",
            "    to: 2019-08-02\n    ended_as: superseded\n    statements:\n      - id: stays_favored",
            "    statements:\n      - id: stays_favored",
            "from: 2019-08-02",
            "overlaps with 11005.1, which ends on None",
        ),
        ("directives.yml", "    from: 2009-09-24\n", "", 'id: "11005.1"', "11005.1: needs `from`"),
        (
            "directives.yml",
            "verified_through: 2026-08-26",
            "verified_through: 2026-09-01",
            "verified_through:",
            "2026-09-01 is later than the last report of icwc (2026-08-26)",
        ),
        (
            "directives.yml",
            "verified_through: 2026-08-26",
            "verified_through: 2026-08-25",
            "sources: [icwc_litigation_record, icwc_law_firm_note, icwc_complaint]",
            "a source of it was verified 2026-08-26, later than verified_through 2026-08-25",
        ),
        (
            "orders.yml",
            "last_reported: 2026-02-13",
            "last_reported: 2026-08-01",
            "last_reported: 2026-08-01",
            "new_england_synod: last_reported 2026-08-01, but its newest source was verified 2026-07-27",
        ),
        (
            "orders.yml",
            "    last_reported: 2026-08-26\n    sources: [country",
            "    last_reported: 2026-08-27\n    sources: [country",
            "last_reported: 2026-08-27",
            "country_hold: last_reported 2026-08-27 is later than verified_through 2026-08-26",
        ),
        (
            "practice.yml",
            "    from: 2026-08-05",
            "    from: 2026-09-05",
            "from: 2026-09-05",
            "starts on 2026-09-05, after verified_through 2026-08-26",
        ),
        ("practice.yml", "    from: 2025-02-28\n", "", "id: denial_can_lead_to_court", "needs `from`"),
        ("practice.yml", "    ended_as: rescinded\n", "", "id: country_freeze", "`to` and `ended_as` go together"),
        ("practice.yml", "    to: 2026-06-12", "    to: 2026-01-01", "id: country_freeze", "not after it starts"),
        (
            "orders.yml",
            "    reported_from: 2026-07-27",
            "    from: 2026-07-27",
            "id: icwc",
            "`reported_from` and `filed` go together",
        ),
        ("orders.yml", "    from: 2026-06-23\n", "", "id: pablo_sequen", "where the day of the order is not known"),
        (
            "sources.yml",
            "    verified: 2026-09-30",
            "    verified: 2026-09-29",
            "law_office_notes_2026:",
            "verified 2026-09-29, before its own date 2026-09-30",
        ),
        ("sources.yml", "    confidence: low", "    confidence: certain", "confidence: certain", "Input should be"),
        (
            "wording.yml",
            "The record begins on {first}.",
            "The record begins then.",
            "before_first:",
            "fills in different names",
        ),
    ],
)
def test_bad_data_is_refused_with_file_and_line(
    home: Path, file: str, old: str, new: str, line_holds: str, message: str
) -> None:
    path = home / "data" / "policy" / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    problems: list[Problem] = []
    assert load_policies(home, problems) is None
    problem = next((p for p in problems if message in p.message), None)
    assert problem is not None, "\n".join(map(str, problems))
    shown = home / "data" / "policy" / Path(problem.file).name
    assert problem.file.startswith("data/policy/")
    at = shown.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line_holds in at, f"{problem}\nbut that line is: {at}"


def test_a_broken_file_does_not_hide_what_is_wrong_in_the_others(home: Path) -> None:
    folder = home / "data" / "policy"
    for file, old, new in (
        ("wording.yml", "spanish_review: unreviewed", "spanish_review: perhaps"),
        ("practice.yml", "sources: [sij_end_2025]", "sources: [sij_end]"),
        ("statutes.yml", "    kind: statute", "    kind: rumour"),
        ("orders.yml", "sources: [asista_albence_report]", "sources: []"),
        ("directives.yml", "    from: 2021-08-10 ", "    from: 2021-08-20 "),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    problems: list[Problem] = []
    assert load_policies(home, problems) is None
    assert {Path(p.file).name for p in problems} == {
        "wording.yml", "practice.yml", "statutes.yml", "orders.yml", "directives.yml",
    }  # fmt: skip
    assert all(p.line > 0 for p in problems)


def test_a_refused_list_of_sources_is_not_told_again_at_every_statement(home: Path) -> None:
    path = home / "data" / "policy" / "sources.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("confidence: low", "confidence: certain", 1), encoding="utf-8"
    )
    problems: list[Problem] = []
    assert load_policies(home, problems) is None
    assert len(problems) == 1


@pytest.mark.parametrize("file", ["sources", "directives", "orders", "statutes", "practice", "wording"])
def test_a_missing_file_is_refused_by_name(home: Path, file: str) -> None:
    (home / "data" / "policy" / f"{file}.yml").unlink()
    problems: list[Problem] = []
    assert load_policies(home, problems) is None
    assert any(p.file == f"data/policy/{file}.yml" and "cannot be read" in p.message for p in problems)


def _statement(name: str) -> Statement:
    return next(s for s in POLICIES.statements if s.id == name)
