"""The scale: how elements, gates, paths and caps become one outcome. Rule numbers are those of the outcome contract."""

from typing import Any

import pytest

GATES = {
    "t": "trafficking_kind",
    "cp": "trafficking_kind",
    "u": "crimes",
    "vawa": "relationship_to_abuser",
    "sij": "age",
}
T_LIKELY = {
    "trafficking_kind": "labor", "trafficking_means": ["debt"], "trafficking_could_not_leave": "yes",
    "in_united_states": "yes", "left_after_trafficking": "no", "here_because_of_trafficking": "yes",
    "trafficking_reported": "yes", "trafficking_help_given": "never_asked", "hardship_if_removed": "yes",
    "accused_of_trafficking": "no",
}  # fmt: skip
CP_LIKELY = T_LIKELY | {"may_be_witness": "yes", "federal_agency_involved": "yes"}
U_LIKELY = {
    "crimes": ["rape"], "crime_role": "direct", "blamed_for_crime": "no", "substantial_abuse": "yes",
    "knows_facts": "yes", "crime_reported": "yes", "helped_police": "helped", "crime_in_united_states": "yes",
    "certification": "not_asked",
}  # fmt: skip
VAWA_LIKELY = {
    "relationship_to_abuser": "spouse", "abuser_status": "usc", "battery_or_cruelty": "yes", "abused_person": "self",
    "lived_with_abuser": "during", "good_faith_marriage": "yes", "moral_character_record": "none", "remarried": "no",
}  # fmt: skip


def outcome(screened: Any, category: str, answers: dict[str, Any]) -> str:
    return str(screened(**answers).categories[category].outcome)


@pytest.mark.parametrize(("category", "gate"), GATES.items())
def test_rule_1_a_category_is_not_assessed_only_while_its_gate_is_absent_or_declined(
    category: str, gate: str, screened: Any
) -> None:
    assert outcome(screened, category, {}) == "not_assessed"
    assert outcome(screened, category, {gate: "prefer_not"}) == "not_assessed"
    assert outcome(screened, category, {gate: "not_sure"}) == "possible"


@pytest.mark.parametrize(("gate", "against"), [("trafficking_kind", "none"), ("crimes", []), ("crimes", "none"),
                                               ("relationship_to_abuser", "none"), ("age", 21)])  # fmt: skip
def test_rule_1_none_at_a_gate_is_an_answer_against(gate: str, against: Any, screened: Any) -> None:
    result = screened(**{gate: against})
    gated = [category for category, key in GATES.items() if key == gate]
    assert {result.categories[category].outcome for category in gated} == {"unlikely"}


@pytest.mark.parametrize(("category", "answers"), [("t", T_LIKELY), ("cp", CP_LIKELY), ("u", U_LIKELY),
                                                   ("vawa", VAWA_LIKELY)])  # fmt: skip
def test_rule_3_an_absent_required_answer_is_open(category: str, answers: dict[str, Any], screened: Any) -> None:
    assert outcome(screened, category, answers) == "likely"
    for key in answers.keys() - {GATES[category]}:
        rest = {kept: value for kept, value in answers.items() if kept != key}
        still = outcome(screened, category, rest)
        assert still in ("possible", "likely"), key


@pytest.mark.parametrize("unsure", ["not_sure", "prefer_not"])
@pytest.mark.parametrize(("category", "answers"), [("t", T_LIKELY), ("cp", CP_LIKELY), ("u", U_LIKELY),
                                                   ("vawa", VAWA_LIKELY)])  # fmt: skip
def test_rule_4_an_unsure_or_declined_answer_is_never_no(
    category: str, answers: dict[str, Any], unsure: str, screened: Any
) -> None:
    for key in answers:
        assert outcome(screened, category, answers | {key: unsure}) != "unlikely", key


@pytest.mark.parametrize(
    ("answer", "t", "u"),
    [
        ("yes", "possible", "possible"),
        ("not_sure", "possible", "possible"),
        ("prefer_not", "possible", "possible"),
        ("no", "likely", "likely"),
    ],
)
def test_rule_11_a_past_removal_caps_t_and_u_and_lowers_nothing_else(
    answer: str, t: str, u: str, screened: Any
) -> None:
    result = screened(**CP_LIKELY, **U_LIKELY, **VAWA_LIKELY, removed_before=answer)
    outcomes = {category: found.outcome for category, found in result.categories.items()}
    assert outcomes == {"t": t, "u": u, "vawa": "likely", "cp": "likely", "sij": "not_assessed"}
    assert ("R-4" in {flag.id for flag in result.flags}) is (answer != "no")


@pytest.mark.parametrize("change", [
    {"crime_role": "bystander", "bystander_serious_injury": "yes"},
    {"crime_role": "indirect", "direct_victim_status": "minor", "relation_to_direct_victim": "parent",
     "direct_victim_age": 10},
])  # fmt: skip
def test_rule_14_bystanders_and_families_of_minors_never_rise_above_possible(
    change: dict[str, Any], screened: Any
) -> None:
    assert outcome(screened, "u", U_LIKELY | change) == "possible"


def test_rule_18_on_a_tie_the_waiver_is_shown_before_the_self_petition_before_cancellation(screened: Any) -> None:
    court = {"in_removal_proceedings": "yes", "present_three_years": "yes", "extreme_hardship": "yes",
             "in_united_states": "yes"}  # fmt: skip
    card = {"conditional_green_card": "yes"}
    assert screened(**VAWA_LIKELY).categories["vawa"].path == "self_petition"
    assert screened(**VAWA_LIKELY, **court).categories["vawa"].path == "self_petition"
    assert screened(**VAWA_LIKELY, **court, **card).categories["vawa"].path == "waiver"
    remarried = VAWA_LIKELY | court | {"remarried": "yes"}
    assert screened(**remarried).categories["vawa"].path == "cancellation"


def test_rule_18_a_path_whose_own_gate_was_never_answered_does_not_count(screened: Any) -> None:
    against = {"relationship_to_abuser": "coparent", "abuser_status": "usc", "abused_person": "my_child"}
    assert outcome(screened, "vawa", against) == "unlikely"
    assert outcome(screened, "vawa", against | {"in_removal_proceedings": "prefer_not"}) == "possible"


def test_cp_is_likely_only_with_a_federal_agency(screened: Any) -> None:
    assert outcome(screened, "cp", CP_LIKELY) == "likely"
    assert outcome(screened, "cp", CP_LIKELY | {"federal_agency_involved": "not_sure"}) == "possible"
