"""`faro policy check`: whatever is wrong in data/policy is refused with its file and line; what is right is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.policy_audit import audit
from bot.knowledge.policy_review import ReviewFile
from tests.policy.shelf import ROOT, copy, policies, review, spoil

TODAY = date(2026, 11, 23)
STATUTES, DIRECTIVES, CONTACTS, REVIEW = (f"policy/{n}.yml" for n in ("statutes", "directives", "contacts", "review"))
PLAIN = "ICE asks USCIS to speed up a case only when ICE finds this best for itself."
HARD = "ICE recommends administrative consideration of expeditious adjudication when institutionally advantageous."
HARMLESS = "Police, fire or an ambulance, when someone is in danger now."
SPANISH = "es: Aquí no hay nada registrado para el {day}. El registro empieza el {first}."
ENGLISH = "es: Nothing is recorded here for {day}. The record begins on {first}."
SPOILED = [
    (STATUTES, "    sources: [usc_2023]\n", "    sources: []\n", "at least one source"),
    (STATUTES, "usc_2023", "usc_2024", "no source is called 'usc_2024'"),
    (DIRECTIVES, "    to: 2019-08-02\n", "    to: 2019-08-01\n", "starts on 2019-08-02 and leaves a gap after 11005.1"),
    (DIRECTIVES, "    to: 2019-08-02\n", "    to: 2019-08-03\n", "starts on 2019-08-02 and overlaps with 11005.1"),
    (DIRECTIVES, "    from: 2009-09-24\n", "    from: 2027-09-24\n", "ends on 2019-08-02, not after it starts"),
    ("policy/practice.yml", "    from: 2025-02-28\n", "    from: 2026-09-01\n", "after verified_through 2026-08-26"),
    ("policy/sources.yml", "    verified: 2023-04-20\n", "    verified: 2026-11-24\n", "after the day of this check"),
    ("policy/sources_help.yml", "    verified: 2026-09-10\n", "    verified: 2026-09-09\n", "before its own date"),
    (CONTACTS, "    last_checked: 2026-09-21\n", "    last_checked: 2026-09-22\n", "after `verified_through`"),
    ("policy/parole.yml", "    from: 2026-08-14\n", "    from: 2026-10-03\n", "after 2026-10-02"),
    ("policy/orders.yml", "          es: El gobierno apeló.", "          fr: Le gouvernement.", "es"),
    (DIRECTIVES, PLAIN, HARD, "grade"),
    (CONTACTS, HARMLESS, "You are protected here.", "says 'You are protected'"),
    (CONTACTS, HARMLESS, "ICE will not arrest you.", "says 'ICE will not arrest'"),
    ("policy/wording.yml", SPANISH, ENGLISH, "says the same in every language"),
    (REVIEW, "  - t_rule_2024\n", "  - t_rule_2025\n", "no source is called 't_rule_2025'"),
    (REVIEW, "  order: 14\n", "  order: 0\n", "greater than 0"),
    (REVIEW, "        - protects you\\b\n", "        - protects (you\n", "is no pattern"),
    (REVIEW, "  - text: DOJ-accredited representatives\n", "  - text: Accredited people\n", "no text needs"),
    ("words/plain.yml", "  grade_en: 6.0 ", "  grade: 6.0 ", "plain.yml"),
]


def problems(root: Path, today: date = TODAY) -> list[str]:
    return [str(problem) for problem in audit(root, today).problems]


def test_the_record_as_it_stands_passes_and_is_counted() -> None:
    found = audit(ROOT, TODAY)
    assert found.problems == ()
    assert found.counts["statements"].startswith(f"{len(policies().statements)}, ")
    assert found.counts["directives"].startswith("6, of them 4 in the chain")
    assert set(found.counts) >= {"court orders", "contacts", "parole", "sources", "texts", "promises"}


@pytest.mark.parametrize(("file", "old", "new", "said"), SPOILED)
def test_what_is_wrong_is_refused_with_its_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    root = copy(tmp_path)
    line = spoil(root, file, old, new)
    told = problems(root)
    assert [one for one in told if said in one], told
    near = range(line - 8, line + 60)
    assert [one for one in told if one.startswith("data/") and _line(one) in (0, *near)], (line, told)


def _line(problem: str) -> int:
    number = problem.split(":")[1]
    return int(number) if number.isdigit() else 0


def test_everything_wrong_is_listed_at_once(tmp_path: Path) -> None:
    root = copy(tmp_path)
    spoil(root, "policy/contacts.yml", "Anyone can call, with or without papers.", "You are protected. No risk.")
    spoil(root, "policy/sources.yml", "    verified: 2023-04-20\n", "    verified: 2029-01-01\n")
    spoil(root, "policy/directives.yml", "    to: 2019-08-02\n", "    to: 2019-08-01\n")
    told = problems(root)
    assert {one.split(":")[0] for one in told} >= {
        f"data/policy/{name}.yml" for name in ("contacts", "sources", "directives")
    }
    assert len([one for one in told if "contacts.yml" in one]) >= 2


def test_a_source_checked_tomorrow_is_fine_tomorrow(tmp_path: Path) -> None:
    root = copy(tmp_path)
    spoil(root, "policy/sources.yml", "    verified: 2023-04-20\n", "    verified: 2026-11-24\n")
    assert [one for one in problems(root) if "after the day" in one]
    assert [one for one in problems(root, date(2026, 11, 24)) if "after the day" in one] == []


# ---- an announced change -------------------------------------------------------------------------------------------
LAW = """
  - id: t_from_next_year
    kind: regulation
    text: {en: A new rule for T., es: Una regla nueva para T.}
    categories: [t]
    situations: all
    from: 2027-01-01
%s    cite: ["8 CFR 214.204"]
    sources: [ecfr_2025]
"""


@pytest.mark.parametrize(
    ("announced", "said"),
    [
        ("    announced: 2026-08-01\n", None),
        ("", "starts on 2027-01-01, after verified_through 2026-08-26"),
        ("    announced: 2026-09-01\n", "is announced on 2026-09-01, after verified_through 2026-08-26"),
        ("    announced: 2027-01-02\n", "cannot be later than it"),
    ],
)
def test_a_start_still_to_come_needs_the_day_it_was_announced(tmp_path: Path, announced: str, said: str | None) -> None:
    root = copy(tmp_path)
    path = root / "data" / "policy" / "statutes.yml"
    path.write_text(path.read_text(encoding="utf-8") + LAW % announced, encoding="utf-8")
    told = problems(root)
    assert told == [] if said is None else any(said in one for one in told), told


# ---- what no text may say ------------------------------------------------------------------------------------------
SAID: list[tuple[Lang, str]] = [
    ("en", "You are protected."), ("en", "You’re safe now."), ("en", "ICE cannot arrest you."),
    ("en", "ICE will not detain you."), ("en", "You cannot be deported."), ("en", "Directive 11005.3 applies to you."),
    ("en", "11005.3 is still in force."), ("en", "Filing stops removal."), ("en", "A pending case stops an arrest."),
    ("en", "Your case will be approved."), ("en", "You should travel to the border."), ("en", "ICE will refrain."),
    ("en", "Don’t worry."), ("en", "This protects you."),
    ("es", "Usted está protegida."), ("es", "ICE no puede arrestarle ni ICE no puede arrestar a nadie."),
    ("es", "No le pueden deportar."), ("es", "ICE no detendrá a nadie."), ("es", "La Directiva 11005.3 sigue vigente."),
    ("es", "Presentar un caso detiene la deportación."), ("es", "Un caso pendiente frena la deportación."),
    ("es", "Esto le protege."), ("es", "Debe volver a Estados Unidos."), ("es", "Está a salvo de todo."),
    ("es", "Será aprobada."), ("es", "No se preocupe."),
]  # fmt: skip
UNSAID: list[tuple[Lang, str]] = [
    ("en", "Can ICE say that you are protected?"), ("en", "Filing does not stop removal."),
    ("en", "The pause does not stop an arrest."), ("en", "We cannot say who is covered."),
    ("en", "The 2021 policy, 11005.3, ended."), ("es", "Presentar T no detiene la deportación."),
    ("es", "¿Usted está protegida?"), ("es", "Esto no impide un arresto."), ("es", "No podemos decirle si le cubre."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), SAID)
def test_a_promise_is_found_however_it_is_put(lang: Lang, text: str) -> None:
    assert review().file.promised(text, lang)


@pytest.mark.parametrize(("lang", "text"), UNSAID)
def test_what_denies_or_asks_is_no_promise(lang: Lang, text: str) -> None:
    assert review().file.promised(text, lang) == []


def test_no_pattern_is_idle() -> None:
    """Each is the one that finds at least one of the promises above, or a threat of its own."""
    file = review().file
    more: dict[Lang, list[str]] = {
        "en": ["Safe from him.", "An officer may not arrest you.", "No risk.", "You can stay.", "It will be released."],
        "es": [
            "Nadie será deportado.",
            "Usted puede quedarse.",
            "Es sin riesgo.",
            "Los agentes no van a llevar a nadie.",
        ],
    }
    for lang in LANGUAGES:
        said = [text for its, text in SAID if its == lang] + more[lang]
        for one in getattr(file.promises, lang):
            for pattern in one.never:
                alone = {"en": [], "es": []} | {lang: [{"why": one.why, "never": [pattern]}]}
                only = ReviewFile.model_validate({**file.model_dump(), "promises": alone})
                assert any(only.promised(text, lang) for text in said), pattern


def test_the_list_of_exceptions_is_short_and_each_has_a_reason() -> None:
    assert len(review().file.plain_exceptions) <= 8
    assert all(len(one.why.split()) >= 2 for one in review().file.plain_exceptions)
