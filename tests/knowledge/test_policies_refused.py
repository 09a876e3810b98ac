"""Bad policy data: each kind is refused with the file and the line it stands on, and all of it at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.policies import load_policies
from bot.knowledge.problems import Problem

DATA = Path(__file__).resolve().parents[2] / "data" / "policy"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data" / "policy")
    return tmp_path


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
        ("wording.yml", "labels:", "spanish_review: unreviewed\nlabels:"),
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
