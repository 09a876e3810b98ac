"""Every proof can fail: a wrong rule is planted in a copy of the rulebook, or a wrong sum in the program, and caught.

Faults that the live rules already have do not count; the one planted has to be among what is new.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import z3

from bot.knowledge.rules import Category
from bot.knowledge.screens import PROJECT
from bot.screening import outcomes
from bot.screening.outcomes import Outcome
from bot.screening.truth import truth
from tests.proofs import claims_agree, claims_change, claims_dead, claims_reach, claims_scale
from tests.proofs.asking import Asked, Book, Claim, Prover, UndecidedError, faults, load_book
from tests.proofs.encoding import EncodedCategory
from tests.proofs.test_monotone import order_cannot_matter, strangers_cannot_matter

Claims = Callable[[Book], Iterator[Claim]]


@dataclass(frozen=True)
class Planted:
    """In `file`, `wrong` in place of `right`: of `claims`, one that says `caught` has to fail."""

    claims: Claims
    file: str
    right: str
    wrong: str
    caught: str


T, U, VAWA, SIJ, CP = (f"categories/{name}.yml" for name in ("t", "u", "vawa", "sij", "cp"))
FLAGS, AGAINST = "flags.yml", "contradictions.yml"
HARDSHIP = "met: {hardship_if_removed: yes}"
COPARENT = "- {relationship_to_abuser: coparent, abused_person: [my_child, both]}"
WITNESS = "met: {may_be_witness: yes}"
WAIVER = "gate: conditional_green_card\n    elements: [BW-1"
SELF_PETITION = "V-1, V-1a, V-1b, V-2, V-3, V-3a, V-4, V-5, V-6, V-7, V-8, V-9, V-10"

CAN_HAPPEN = (
    Planted(claims_reach.elements, CP, WITNESS, "met: {may_be_witness: yes, not: {may_be_witness: yes}}",
            "C-2 can be met: no answers"),
    Planted(claims_reach.elements, T, HARDSHIP, "met: {hardship_if_removed: [yes, no, not_sure, prefer_not, absent]}",
            "T-4 can be short of met: no answers"),
    Planted(claims_reach.elements, VAWA, "met: {abuser_is_21: yes}", "met: {abuser_is_21: [yes, no]}",
            "V-9 can be not met: no answers"),
    Planted(claims_reach.elements, T, "when: {trauma_prevents_cooperation: yes}",
            "when: {trauma_prevents_cooperation: yes, trafficking_under_18: yes}",
            "T-3 can be excused by T-3b: no answers"),
    Planted(claims_reach.elements, SIJ, "required: {order_changed_orr_placement: yes}",
            "required: {order_changed_orr_placement: [yes, no, not_sure, prefer_not, absent]}",
            "S-8 can be left out: no answers"),
    Planted(claims_reach.outcomes, SIJ, "met: {order_purpose: [safety, both]}",
            "met: {order_purpose: [safety, both], juvenile_court_order: none}", "sij can be likely: no answers"),
    Planted(claims_reach.outcomes, VAWA, "met: {conditional_green_card: yes}",
            "met: {conditional_green_card: yes, not: {conditional_green_card: yes}}",
            "vawa can be likely through waiver: no answers"),
    Planted(claims_reach.caps, U, "when: {crime_role: indirect, direct_victim_status: minor}",
            "when: {crime_role: indirect, direct_victim_status: able}", "u: cap 3 can decide alone: no answers"),
    Planted(claims_reach.definitions, SIJ, "definitions:\n", "definitions:\n  idle: {married: no}\n",
            "sij: idle is used"),
    Planted(claims_reach.definitions, VAWA, "child_kind: {relationship_to_abuser: [child, stepchild]}",
            "child_kind: {relationship_to_abuser: child, not: {relationship_to_abuser: child}}",
            "vawa: child_kind can hold: no answers"),
    Planted(claims_reach.flags, FLAGS, "{when: {final_removal_order: not_sure}", "{when: {final_removal_order: yes}",
            "R-4 can be raised: soon: no answers"),
    Planted(claims_reach.flags, FLAGS, "before_age: 25", "before_age: 21", "R-9 can give a day: To file as a son"),
    Planted(claims_reach.contradictions, AGAINST, "when: {court_within_60_days: yes, in_removal_proceedings: no}",
            "when: {court_within_60_days: yes, in_removal_proceedings: no, not: {court_within_60_days: yes}}",
            "X-9 can hold: no answers"),
)  # fmt: skip
NOT_DEAD = (
    Planted(claims_dead.leaves_of_elements, VAWA, COPARENT,
            f"{COPARENT}\n            - {{relationship_to_abuser: spouse, abused_person: self}}",
            "VC-2, met: abused_person: [self]"),
    Planted(claims_dead.leaves_of_elements, SIJ, "juvenile_court_order: none\n", "juvenile_court_order: [none, have]\n",
            "S-4, not_met: juvenile_court_order: [have, none]: 'have' decides something: no"),
    Planted(claims_dead.leaves_beside, U, "when: {crime_role: bystander}",
            "when: {crime_role: bystander, not: {crime_role: indirect}}", "u: cap 2: crime_role: [indirect]"),
    Planted(claims_dead.paths, VAWA, f"{WAIVER}, BW-2]", f"{WAIVER}, BW-2, {SELF_PETITION}]",
            "the path waiver decides something: no"),
    Planted(claims_dead.elements, U, "met: {criminal_history: [none, minor, connected, absent]}",
            "met: {criminal_history: [none, minor, connected, serious, absent, not_sure, prefer_not]}",
            "U-8 decides something: no"),
)  # fmt: skip
GATES_AND_CAPS = (
    Planted(claims_scale.gates, SIJ, "gate: age", "gate: married", "sij is not assessed though its gate is answered"),
    Planted(claims_scale.gates, T, "gate: trafficking_kind", "gate: trafficking_means", "t is assessed while its gate"),
    Planted(claims_scale.caps_of_the_contract, T, "when: {removed_before: [yes, not_sure, prefer_not]}",
            "when: {removed_before: [yes, not_sure]}", "t is likely with {'removed_before'"),
    Planted(claims_scale.caps_of_the_contract, U, "when: {crime_role: bystander}",
            "when: {crime_role: bystander, substantial_abuse: no}", "u is likely with {'crime_role': ('bystander',)}"),
    Planted(claims_scale.caps_of_the_contract, U, "when: {crime_role: indirect, direct_victim_status: minor}",
            "when: {crime_role: indirect, direct_victim_status: incapacitated}", "'direct_victim_status': ('minor',)"),
    Planted(claims_scale.caps_of_the_contract, SIJ, "met: {married: no}", "met: {married: no, removed_before: no}",
            "sij reads removed_before"),
)  # fmt: skip
CHANGES = (
    Planted(claims_change.unsure_is_never_against, T, HARDSHIP,
            f"{HARDSHIP}\n    not_met: {{hardship_if_removed: [no, not_sure]}}",
            "t becomes unlikely by hardship_if_removed: not_sure"),
    Planted(claims_change.unsure_is_never_against, VAWA, "not_met: {lived_with_abuser: [before_only, never]",
            "not_met: {lived_with_abuser: [before_only, never, prefer_not]",
            "V-4 becomes not met by lived_with_abuser: prefer_not"),
    Planted(claims_change.taken_back_is_never_against, SIJ, "met: {married: no}",
            "met: {married: no}\n    not_met: {married: [yes, absent]}", "sij becomes unlikely without married"),
    Planted(claims_change.one_more_fact, VAWA, WAIVER, WAIVER.replace("conditional_green_card", "prior_denial"),
            "vawa goes from unlikely to likely by prior_denial"),
    Planted(claims_change.jumps, VAWA, WAIVER, WAIVER.replace("conditional_green_card", "prior_denial"),
            "vawa: unlikely to likely by prior_denial: no element"),
    Planted(claims_change.any_two_people, VAWA, WAIVER, WAIVER.replace("conditional_green_card", "prior_denial"),
            "vawa is likely and unlikely on the same statuses"),
)  # fmt: skip
PLANTED = (*CAN_HAPPEN, *NOT_DEAD, *GATES_AND_CAPS, *CHANGES)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.caught.partition(":")[0])
def test_a_wrong_rule_is_caught(planted: Planted, tmp_path: Path, book: Book) -> None:
    shutil.copytree(PROJECT / "data" / "rulebook", tmp_path / "data" / "rulebook")
    file = tmp_path / "data" / "rulebook" / planted.file
    text = file.read_text(encoding="utf-8")
    assert planted.right in text, "the rule to spoil is gone: name another"
    file.write_text(text.replace(planted.right, planted.wrong, 1), encoding="utf-8")
    new = set(faults(planted.claims(load_book(tmp_path)))) - set(faults(planted.claims(book)))
    assert any(planted.caught in fault for fault in new), new


# --- the program ------------------------------------------------------------------------------------------------------


def test_a_program_that_takes_open_for_met_is_seen_to_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_kind(statuses: set[str], capped: bool) -> str:
        return "unlikely" if "not_met" in statuses else "possible" if capped else "likely"

    monkeypatch.setattr(outcomes, "_outcome", too_kind)
    assert faults(claims_agree.categories(load_book(), vectors=50))
    assert faults(claims_reach.outcomes(load_book()))
    assert faults(claims_scale.gates(load_book()))


def test_a_program_that_takes_unknown_for_false_is_seen_to_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims_agree, "truth", lambda condition, answers: truth(condition, answers) is True)
    assert faults(claims_agree.categories(load_book(), vectors=5))
    assert faults(claims_agree.beside(load_book(), vectors=5))


Sums = dict[Outcome, z3.BoolRef]


def with_sums(name: Category, wrong: Callable[[EncodedCategory], Sums]) -> Book:
    """The live rules with other sums for the outcomes of one category."""
    book = load_book()
    asked = book.categories[name]
    encoded = replace(asked.encoded, outcome={**asked.encoded.outcome, **wrong(asked.encoded)})
    book.categories[name] = Asked(asked.rules, encoded, asked.prover)
    return book


def never_unlikely(encoded: EncodedCategory) -> z3.BoolRef:
    return z3.And(z3.Not(encoded.outcome["not_assessed"]), *(z3.Not(p.unlikely) for p in encoded.paths))


def test_a_likely_with_an_element_open_is_caught() -> None:
    book = with_sums("cp", lambda encoded: {"likely": never_unlikely(encoded)})
    found = faults(claims_scale.likely_has_nothing_open(book))
    assert any("cp is likely with an element open in every path" in fault for fault in found)


def test_a_likely_under_a_cap_is_caught() -> None:
    book = with_sums("t", lambda encoded: {"likely": z3.And(never_unlikely(encoded), encoded.paths[0].settled)})
    assert any("t is likely under cap 1" in fault for fault in faults(claims_scale.likely_has_nothing_open(book)))


def test_an_unlikely_without_an_element_against_is_caught() -> None:
    book = with_sums("u", lambda e: {"unlikely": z3.Or(e.outcome["unlikely"], e.outcome["possible"])})
    found = faults(claims_scale.unlikely_has_a_reason_in_every_path(book))
    assert any("u is unlikely and its path has no element against" in fault for fault in found)


def test_a_possible_with_nothing_open_is_caught() -> None:
    book = with_sums("sij", lambda e: {"possible": z3.Or(e.outcome["likely"], e.outcome["possible"])})
    found = faults(claims_scale.possible_is_open_or_capped(book))
    assert any("sij is possible through its path with nothing open" in fault for fault in found)
    assert any("sij: not exactly one outcome" in fault for fault in faults(claims_scale.statuses_exclude(book)))


def test_an_element_that_reads_more_than_it_names_is_caught() -> None:
    book = load_book()
    asked = book.categories["t"]
    one = asked.encoded.elements["T-4"]
    blind = {**asked.encoded.elements, "T-4": replace(one, element=replace(one.element, keys=()))}
    book.categories["t"] = replace(asked, encoded=replace(asked.encoded, elements=blind))
    found = faults(claims_change.statuses_read_what_they_name(book))
    assert any("T-4: met hangs on an unnamed answer" in fault for fault in found)


def test_a_decision_by_whichever_answer_came_first_is_caught() -> None:
    def first(given: Any) -> Any:
        return next(iter(given), None)

    with pytest.raises(AssertionError):
        order_cannot_matter(first, examples=200)


def test_a_category_that_reads_any_answer_is_caught() -> None:
    with pytest.raises(AssertionError):
        strangers_cannot_matter(lambda _rules, given: len(given), "t")


def test_no_verdict_in_time_is_a_failure(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    prover = Prover(book.categories["u"].encoded.answers)
    monkeypatch.setattr(z3.Solver, "check", lambda self: z3.unknown)
    with pytest.raises(UndecidedError):
        prover.answers_with(z3.BoolVal(True))
