"""Each element on its own, by numbered scenario: the answers, the status, and the sentence of the outcome contract it
settles. A scenario's number is its element's."""

from typing import Any

import pytest

FORCED_WORK = {"trafficking_kind": "labor", "trafficking_means": ["threat"], "trafficking_could_not_leave": "yes"}
ASKED = {"trafficking_kind": "labor"}
CRIME = {"crimes": ["felonious_assault"], "crime_role": "direct"}
INDIRECT = {"crimes": ["murder"], "crime_role": "indirect"}
SPOUSE = {"relationship_to_abuser": "spouse"}
CHILD = {"relationship_to_abuser": "child"}
YOUTH = {"age": 17}
COURT = {"relationship_to_abuser": "coparent", "abuser_status": "usc", "in_removal_proceedings": "yes"}

SCENARIOS: list[tuple[str, str, str, dict[str, Any], str | None]] = [
    # T-1: one means and no way out; under 18 is enough for sex trafficking only
    ("T-1.1", "t", "T-1", FORCED_WORK, "met"),
    ("T-1.2", "t", "T-1", FORCED_WORK | {"trafficking_could_not_leave": "no"}, "not_met"),
    ("T-1.3", "t", "T-1", FORCED_WORK | {"trafficking_could_not_leave": "not_sure"}, "open"),
    ("T-1.4", "t", "T-1", FORCED_WORK | {"trafficking_means": []}, "not_met"),
    ("T-1.5", "t", "T-1", {"trafficking_kind": "sex", "trafficking_under_18": "yes"}, "met"),
    ("T-1.6", "t", "T-1", {"trafficking_kind": "labor", "trafficking_under_18": "yes"}, "open"),
    ("T-1.7", "t", "T-1", {"trafficking_kind": "none"}, "not_met"),
    ("T-1.8", "t", "T-1", {"trafficking_kind": "not_sure"}, "open"),
    ("T-1.9", "t", "T-1", FORCED_WORK | {"trafficking_kind": "attempted"}, "met"),
    ("T-1.10", "t", "T-1", {"trafficking_kind": "sex", "trafficking_under_18": "no",
                            "trafficking_could_not_leave": "no"}, "not_met"),
    # T-2: presence, and the leaving rule
    ("T-2.1", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "no",
                                  "here_because_of_trafficking": "yes"}, "met"),
    ("T-2.2", "t", "T-2", ASKED | {"in_united_states": "no", "left_after_trafficking": "no",
                                  "here_because_of_trafficking": "yes"}, "not_met"),
    ("T-2.3", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "yes",
                                  "return_reason": "treatment", "here_because_of_trafficking": "no"}, "met"),
    ("T-2.4", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "yes",
                                  "return_reason": "other", "here_because_of_trafficking": "yes"}, "not_met"),
    ("T-2.5", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "yes",
                                  "return_reason": "not_sure"}, "open"),
    ("T-2.6", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "not_sure",
                                  "return_reason": "treatment", "here_because_of_trafficking": "yes"}, "met"),
    ("T-2.7", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "not_sure",
                                  "return_reason": "treatment", "here_because_of_trafficking": "no"}, "open"),
    ("T-2.8", "t", "T-2", ASKED | {"in_united_states": "yes", "left_after_trafficking": "prefer_not",
                                  "return_reason": "other", "here_because_of_trafficking": "no"}, "not_met"),
    ("T-2x.1", "t", "T-2x", ASKED | {"left_after_trafficking": "no"}, None),
    ("T-2x.2", "t", "T-2x", ASKED | {"left_after_trafficking": "yes", "return_reason": "let_in_for_case"}, "met"),
    # T-3: one report is enough; refusing is not; age and trauma excuse
    ("T-3.1", "t", "T-3", ASKED | {"trafficking_reported": "yes", "trafficking_help_given": "yes"}, "met"),
    ("T-3.2", "t", "T-3", ASKED | {"trafficking_reported": "yes", "trafficking_help_given": "never_asked"}, "met"),
    ("T-3.3", "t", "T-3", ASKED | {"trafficking_reported": "yes", "trafficking_help_requested": "no"}, "met"),
    ("T-3.4", "t", "T-3", ASKED | {"trafficking_reported": "yes", "trafficking_help_requested": "yes",
                                  "trafficking_help_given": "no", "trafficking_under_18": "no",
                                  "trauma_prevents_cooperation": "no"}, "not_met"),
    ("T-3.5", "t", "T-3", ASKED | {"trafficking_reported": "yes", "trafficking_help_requested": "yes",
                                  "trafficking_help_given": "no", "trafficking_under_18": "no"}, "open"),
    ("T-3.6", "t", "T-3", ASKED | {"trafficking_reported": "no"}, "open"),
    ("T-3a.1", "t", "T-3", ASKED | {"trafficking_reported": "no", "trafficking_under_18": "yes"}, "excused"),
    ("T-3b.1", "t", "T-3", ASKED | {"trafficking_reported": "no", "trauma_prevents_cooperation": "yes"}, "excused"),
    # T-4 to T-6
    ("T-4.1", "t", "T-4", ASKED | {"hardship_if_removed": "yes"}, "met"),
    ("T-4.2", "t", "T-4", ASKED | {"hardship_if_removed": "no"}, "not_met"),
    ("T-5.1", "t", "T-5", ASKED | {"accused_of_trafficking": "no"}, "met"),
    ("T-5.2", "t", "T-5", ASKED | {"accused_of_trafficking": "yes"}, "open"),
    ("T-6.1", "t", "T-6", ASKED, "met"),
    ("T-6.2", "t", "T-6", ASKED | {"criminal_history": "connected"}, "met"),
    ("T-6.3", "t", "T-6", ASKED | {"criminal_history": "serious"}, "open"),
    ("T-6.4", "t", "T-6", ASKED | {"criminal_history": "prefer_not"}, "open"),
    # C: only a federal agency can ask
    ("C-1.1", "cp", "C-1", FORCED_WORK, "met"),
    ("C-1.2", "cp", "C-1", {"trafficking_kind": "both", "trafficking_under_18": "yes"}, "met"),
    ("C-2.1", "cp", "C-2", ASKED | {"may_be_witness": "yes"}, "met"),
    ("C-2.2", "cp", "C-2", ASKED | {"may_be_witness": "no"}, "not_met"),
    ("C-3.1", "cp", "C-3", ASKED | {"federal_agency_involved": "yes", "in_united_states": "yes"}, "met"),
    ("C-3.2", "cp", "C-3", ASKED | {"federal_agency_involved": "no", "police_working_on_trafficking": "no",
                                   "open_to_police_contact": "no", "in_united_states": "yes"}, "not_met"),
    ("C-3.3", "cp", "C-3", ASKED | {"federal_agency_involved": "no", "police_working_on_trafficking": "no",
                                   "open_to_police_contact": "yes", "in_united_states": "yes"}, "open"),
    ("C-3.4", "cp", "C-3", ASKED | {"federal_agency_involved": "no", "in_united_states": "no"}, "not_met"),
    ("C-3.5", "cp", "C-3", ASKED | {"federal_agency_involved": "yes", "in_united_states": "no"}, "open"),
    ("C-4.1", "cp", "C-4", ASKED | {"criminal_history": "not_sure"}, "open"),
    ("C-4.2", "cp", "C-4", ASKED | {"criminal_history": "minor"}, "met"),
    # U-1 and U-2: which crime, and to whom
    ("U-1.1", "u", "U-1", {"crimes": ["stalking"]}, "met"),
    ("U-1.2", "u", "U-1", {"crimes": ["fraud_in_foreign_labor_contracting"]}, "met"),
    ("U-1.3", "u", "U-1", {"crimes": ["other_similar"]}, "open"),
    ("U-1.4", "u", "U-1", {"crimes": []}, "not_met"),
    ("U-1.5", "u", "U-1", {"crimes": "none"}, "not_met"),
    ("U-1.6", "u", "U-1", {"crimes": "not_sure"}, "open"),
    ("U-2.1", "u", "U-2", CRIME, "met"),
    ("U-2.2", "u", "U-2", CRIME | {"crime_role": "none"}, "not_met"),
    ("U-2.3", "u", "U-2", {"crimes": ["murder"]}, "open"),
    ("U-2.4", "u", "U-2", INDIRECT, None),
    ("U-2a.1", "u", "U-2a", INDIRECT | {"direct_victim_status": "died_homicide",
                                       "relation_to_direct_victim": "spouse"}, "met"),
    ("U-2a.2", "u", "U-2a", INDIRECT | {"direct_victim_status": "died_homicide",
                                       "relation_to_direct_victim": "child", "age_at_crime": 20}, "met"),
    ("U-2a.3", "u", "U-2a", INDIRECT | {"direct_victim_status": "died_homicide",
                                       "relation_to_direct_victim": "child", "age_at_crime": 21}, "not_met"),
    ("U-2a.4", "u", "U-2a", INDIRECT | {"direct_victim_status": "incapacitated",
                                       "relation_to_direct_victim": "parent", "direct_victim_age": 20}, "met"),
    ("U-2a.5", "u", "U-2a", INDIRECT | {"direct_victim_status": "incapacitated",
                                       "relation_to_direct_victim": "parent", "direct_victim_age": 21}, "not_met"),
    ("U-2a.6", "u", "U-2a", INDIRECT | {"direct_victim_status": "died_homicide", "direct_victim_age": 20,
                                       "relation_to_direct_victim": "sibling", "age_at_crime": 17}, "open"),
    ("U-2a.7", "u", "U-2a", INDIRECT | {"direct_victim_status": "died_homicide", "direct_victim_age": 20,
                                       "relation_to_direct_victim": "sibling", "age_at_crime": 18}, "not_met"),
    ("U-2a.8", "u", "U-2a", INDIRECT | {"direct_victim_status": "able",
                                       "relation_to_direct_victim": "spouse"}, "not_met"),
    ("U-2b.1", "u", "U-2b", CRIME | {"crime_role": "bystander", "bystander_serious_injury": "yes"}, "met"),
    ("U-2b.2", "u", "U-2b", CRIME | {"crime_role": "bystander", "bystander_serious_injury": "no"}, "not_met"),
    ("U-2c.1", "u", "U-2c", {"crimes": ["perjury"], "obstruction_purpose": "no"}, "not_met"),
    ("U-2c.2", "u", "U-2c", {"crimes": ["perjury"], "obstruction_purpose": "yes"}, "met"),
    ("U-2c.3", "u", "U-2c", {"crimes": ["perjury", "stalking"], "obstruction_purpose": "no"}, None),
    ("U-2d.1", "u", "U-2d", CRIME | {"blamed_for_crime": "yes"}, "not_met"),
    ("U-2d.2", "u", "U-2d", CRIME | {"blamed_for_crime": "not_sure"}, "open"),
    # U-3 to U-8
    ("U-3.1", "u", "U-3", CRIME | {"substantial_abuse": "no"}, "not_met"),
    ("U-3.2", "u", "U-3", CRIME | {"substantial_abuse": "yes"}, "met"),
    ("U-4.1", "u", "U-4", CRIME | {"knows_facts": "no", "next_friend_helps": "yes"}, "met"),
    ("U-4.2", "u", "U-4", CRIME | {"knows_facts": "no", "next_friend_helps": "no"}, "not_met"),
    ("U-4.3", "u", "U-4", CRIME | {"knows_facts": "no"}, "open"),
    ("U-5.1", "u", "U-5", CRIME | {"crime_reported": "yes", "helped_police": "would_help"}, "met"),
    ("U-5.2", "u", "U-5", CRIME | {"crime_reported": "no", "helped_police": "would_help"}, "open"),
    ("U-5.3", "u", "U-5", CRIME | {"certification": "signed_current"}, "met"),
    ("U-5.4", "u", "U-5", CRIME | {"certification": "signed_current", "helped_police": "stopped"}, "open"),
    ("U-5.5", "u", "U-5", CRIME | {"crime_reported": "yes", "helped_police": "no"}, "open"),
    ("U-6.1", "u", "U-6", CRIME | {"crime_in_united_states": "yes"}, "met"),
    ("U-6.2", "u", "U-6", CRIME | {"crime_in_united_states": "no"}, "not_met"),
    ("U-7.1", "u", "U-7", CRIME | {"certification": "signed_current"}, "met"),
    ("U-7.2", "u", "U-7", CRIME | {"certification": "not_asked", "crime_reported": "yes",
                                  "helped_police": "helping"}, "met"),
    ("U-7.3", "u", "U-7", CRIME | {"certification": "waiting", "crime_reported": "yes",
                                  "helped_police": "would_help"}, "open"),
    ("U-7.4", "u", "U-7", CRIME | {"certification": "signed_old", "crime_reported": "yes",
                                  "helped_police": "helped"}, "open"),
    ("U-7.5", "u", "U-7", CRIME | {"certification": "refused"}, "open"),
    ("U-8.1", "u", "U-8", CRIME | {"criminal_history": "serious"}, "open"),
    ("U-8.2", "u", "U-8", CRIME, "met"),
    # VAWA self-petition
    ("V-1.1", "vawa", "V-1", SPOUSE, "met"),
    ("V-1.2", "vawa", "V-1", {"relationship_to_abuser": "partner"}, "not_met"),
    ("V-1.3", "vawa", "V-1", {"relationship_to_abuser": "not_sure"}, "open"),
    *[(f"V-1a.{months}", "vawa", "V-1a", {"relationship_to_abuser": "ex_spouse", "divorce_tied_to_abuse": "yes",
                                          "months_since_divorce": months}, status)
      for months, status in ((23, "met"), (24, "open"), (25, "not_met"))],
    ("V-1a.4", "vawa", "V-1a", {"relationship_to_abuser": "ex_spouse", "divorce_tied_to_abuse": "no"}, "not_met"),
    *[(f"V-1b.{months}", "vawa", "V-1b", {"relationship_to_abuser": "widow", "abuser_status": "usc",
                                          "months_since_death": months}, status)
      for months, status in ((23, "met"), (24, "open"), (25, "not_met"))],
    ("V-1b.4", "vawa", "V-1b", {"relationship_to_abuser": "widow", "abuser_status": "lpr",
                                "months_since_death": 2}, "not_met"),
    *[(f"V-2.{months}", "vawa", "V-2", SPOUSE | {"abuser_status": "lost", "status_loss_tied_to_violence": "yes",
                                                 "months_since_status_lost": months}, status)
      for months, status in ((23, "met"), (24, "open"), (25, "not_met"))],
    ("V-2.4", "vawa", "V-2", SPOUSE | {"abuser_status": "never"}, "not_met"),
    ("V-2.5", "vawa", "V-2", {"relationship_to_abuser": "parent", "abuser_status": "lpr"}, "not_met"),
    ("V-2.6", "vawa", "V-2", SPOUSE | {"abuser_status": "lost", "status_loss_tied_to_violence": "no"}, "not_met"),
    ("V-3.1", "vawa", "V-3", SPOUSE | {"battery_or_cruelty": "yes", "abused_person": "my_child"}, "met"),
    ("V-3.2", "vawa", "V-3", SPOUSE | {"battery_or_cruelty": "yes"}, "open"),
    ("V-3.3", "vawa", "V-3", CHILD | {"battery_or_cruelty": "yes"}, "met"),
    ("V-3.4", "vawa", "V-3", SPOUSE | {"battery_or_cruelty": "no"}, "not_met"),
    ("V-4.1", "vawa", "V-4", SPOUSE | {"lived_with_abuser": "before_only"}, "not_met"),
    ("V-4.2", "vawa", "V-4", CHILD | {"lived_with_abuser": "never"}, "open"),
    ("V-4.3", "vawa", "V-4", {"relationship_to_abuser": "parent", "lived_with_abuser": "never"}, "not_met"),
    ("V-4.4", "vawa", "V-4", SPOUSE | {"lived_with_abuser": "during"}, "met"),
    ("V-5.1", "vawa", "V-5", SPOUSE | {"good_faith_marriage": "no"}, "not_met"),
    ("V-5.2", "vawa", "V-5", CHILD, None),
    ("V-6.1", "vawa", "V-6", SPOUSE | {"moral_character_record": "minor"}, "met"),
    ("V-6.2", "vawa", "V-6", SPOUSE | {"moral_character_record": "connected"}, "open"),
    ("V-6.3", "vawa", "V-6", SPOUSE | {"moral_character_record": "serious"}, "open"),
    ("V-6.4", "vawa", "V-6", SPOUSE, "open"),
    ("V-7.1", "vawa", "V-7", SPOUSE | {"remarried": "yes"}, "not_met"),
    ("V-7.2", "vawa", "V-7", CHILD | {"child_married_now": "yes", "remarried": "no"}, "not_met"),
    ("V-7.3", "vawa", "V-7", {"relationship_to_abuser": "parent"}, None),
    *[(f"V-8.{age}", "vawa", "V-8", CHILD | {"age": age, "filing_delay_tied_to_abuse": "yes"}, status)
      for age, status in ((20, "met"), (21, "met"), (24, "met"), (25, "not_met"))],
    ("V-8.1", "vawa", "V-8", CHILD | {"age": 21, "filing_delay_tied_to_abuse": "no"}, "not_met"),
    ("V-8.2", "vawa", "V-8", CHILD | {"age": 20, "filing_delay_tied_to_abuse": "no"}, "met"),
    ("V-9.1", "vawa", "V-9", {"relationship_to_abuser": "parent", "abuser_is_21": "no"}, "not_met"),
    ("V-9.2", "vawa", "V-9", {"relationship_to_abuser": "parent", "abuser_is_21": "yes"}, "met"),
    ("V-10.1", "vawa", "V-10", SPOUSE | {"in_united_states": "no", "abroad_basis": "uniformed"}, "met"),
    ("V-10.2", "vawa", "V-10", SPOUSE | {"in_united_states": "no", "abroad_basis": "none"}, "not_met"),
    ("V-10.3", "vawa", "V-10", {"relationship_to_abuser": "parent", "in_united_states": "no",
                                "abroad_basis": "us_gov"}, "not_met"),
    ("V-10.4", "vawa", "V-10", SPOUSE | {"in_united_states": "yes", "abroad_basis": "none"}, None),
    # cancellation and waiver
    ("VC-1.1", "vawa", "VC-1", COURT | {"abused_person": "my_child"}, "met"),
    ("VC-2.1", "vawa", "VC-2", COURT | {"abused_person": "my_child"}, "met"),
    ("VC-2.2", "vawa", "VC-2", COURT | {"abused_person": "self"}, "not_met"),
    ("VC-2.3", "vawa", "VC-2", COURT | {"abused_person": "both", "abuser_status": "lost"}, "met"),
    ("VC-2.4", "vawa", "VC-2", COURT | {"abused_person": "both", "abuser_status": "never"}, "not_met"),
    ("VC-3.1", "vawa", "VC-3", COURT | {"abused_person": "both", "present_three_years": "yes",
                                       "in_united_states": "yes"}, "met"),
    ("VC-3.2", "vawa", "VC-3", COURT | {"abused_person": "both", "present_three_years": "no"}, "not_met"),
    ("VC-3.3", "vawa", "VC-3", COURT | {"abused_person": "both", "present_three_years": "yes",
                                       "in_united_states": "no"}, "not_met"),
    ("VC-4.1", "vawa", "VC-4", COURT | {"abused_person": "both", "moral_character_record": "serious"}, "open"),
    ("VC-5.1", "vawa", "VC-5", COURT | {"abused_person": "both", "extreme_hardship": "no"}, "not_met"),
    ("BW-1.1", "vawa", "BW-1", SPOUSE | {"conditional_green_card": "yes"}, "met"),
    ("BW-2.1", "vawa", "BW-2", SPOUSE | {"conditional_green_card": "yes", "battery_or_cruelty": "yes",
                                        "good_faith_marriage": "yes", "remarried": "yes"}, "met"),
    ("BW-2.2", "vawa", "BW-2", CHILD | {"conditional_green_card": "yes", "battery_or_cruelty": "yes"}, "met"),
    # SIJ
    *[(f"S-1.{age}", "sij", "S-1", {"age": age}, status) for age, status in ((20, "met"), (21, "not_met"))],
    ("S-2.1", "sij", "S-2", YOUTH | {"married": "yes"}, "not_met"),
    ("S-3.1", "sij", "S-3", YOUTH | {"in_united_states": "no"}, "not_met"),
    ("S-4.1", "sij", "S-4", YOUTH | {"juvenile_court_order": "have"}, "met"),
    ("S-4.2", "sij", "S-4", YOUTH | {"juvenile_court_order": "ended_by_age"}, "excused"),
    ("S-4.3", "sij", "S-4", YOUTH | {"juvenile_court_order": "none", "juvenile_court_age_limit": 18}, "open"),
    ("S-4.4", "sij", "S-4", {"age": 18, "juvenile_court_order": "none", "juvenile_court_age_limit": 18}, "not_met"),
    ("S-4.5", "sij", "S-4", {"age": 18, "juvenile_court_order": "none"}, "open"),
    ("S-4.6", "sij", "S-4", {"age": 20, "juvenile_court_order": "filed", "juvenile_court_age_limit": 18}, "open"),
    ("S-5.1", "sij", "S-5", YOUTH | {"parental_abuse_neglect_abandonment": "yes",
                                    "juvenile_court_order": "have"}, "met"),
    ("S-5.2", "sij", "S-5", YOUTH | {"parental_abuse_neglect_abandonment": "yes",
                                    "juvenile_court_order": "filed"}, "open"),
    ("S-5.3", "sij", "S-5", YOUTH | {"parental_abuse_neglect_abandonment": "no"}, "not_met"),
    ("S-6.1", "sij", "S-6", YOUTH | {"return_against_best_interest": "yes",
                                    "juvenile_court_order": "ended_by_age"}, "met"),
    ("S-6.2", "sij", "S-6", YOUTH | {"return_against_best_interest": "no"}, "not_met"),
    ("S-7.1", "sij", "S-7", YOUTH | {"order_purpose": "papers_only"}, "not_met"),
    ("S-7.2", "sij", "S-7", YOUTH | {"order_purpose": "both"}, "met"),
    ("S-8.1", "sij", "S-8", YOUTH | {"order_changed_orr_placement": "yes", "hhs_consent": "no"}, "open"),
    ("S-8.2", "sij", "S-8", YOUTH | {"order_changed_orr_placement": "no", "hhs_consent": "no"}, None),
    ("S-8.3", "sij", "S-8", YOUTH | {"order_changed_orr_placement": "yes", "hhs_consent": "yes"}, "met"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "category", "element", "answers", "status"), SCENARIOS, ids=[scenario[0] for scenario in SCENARIOS]
)
def test_an_element_stands_as_the_rule_says(
    number: str, category: str, element: str, answers: dict[str, Any], status: str | None, screened: Any, screens: Any
) -> None:
    rules = screens.rulebook.categories[category]
    path = next(path for path in rules.paths if any(e.id == element for e in path.elements))
    found = _statuses(path, answers, screens)
    assert found.get(element) == status


def _statuses(path: Any, answers: dict[str, Any], screens: Any) -> dict[str, str]:
    from bot.screening.answers import read_answers
    from bot.screening.outcomes import assess_path

    taken = read_answers(answers, screens.interview.questions)
    return {found.element.id: found.status for found in assess_path(path, taken, capped=False).elements}


def test_every_element_has_at_least_two_scenarios(screens: Any) -> None:
    numbered = [scenario[2] for scenario in SCENARIOS]
    elements = {e.id for rules in screens.rulebook.categories.values() for p in rules.paths for e in p.elements}
    alone = {"VC-1", "VC-4", "VC-5", "BW-1", "S-2", "S-3"}
    assert {element for element in elements - alone if numbered.count(element) < 2} == set()
    assert alone <= set(numbered)
