"""VAWA and SIJ, second reading: sentences 18 to 26 of the outcome contract, transcribed.

It knows nothing of data/rulebook. ``# doubt:`` marks a place where the sentence leaves a real choice.
"""

from tests.proofs.second_reading_scale import (
    EXCUSED,
    MET,
    NOT_MET,
    OPEN,
    Answers,
    Statuses,
    all_of,
    any_of,
    by_value,
    number,
    under,
    wanted,
    within_two_years,
)

SPOUSE_KINDS = ("spouse", "ex_spouse", "widow", "bigamy")
CHILD_KINDS = ("child", "stepchild")
ABROAD_BASES = {"us_gov": MET, "uniformed": MET, "abuse_in_us": MET, "none": NOT_MET}


# --- the elements of the self-petition --------------------------------------------------------------------------------


def kind_of(answers: Answers) -> str:
    """The relationship, with the four marriages and the two childhoods each under one name."""
    relation = answers.get("relationship_to_abuser")
    if relation in SPOUSE_KINDS:
        return "spouse"
    if relation in CHILD_KINDS:
        return "child"
    return relation if isinstance(relation, str) else "prefer_not"


def citizen(answers: Answers) -> str:
    """20, citizen only: a citizenship lost counts (V-2 has its clock), a green card lost does not."""
    former = by_value(answers, "abuser_former_status", {"usc": MET, "lpr": NOT_MET})
    return by_value(answers, "abuser_status", {"usc": MET, "lpr": NOT_MET, "never": NOT_MET, "lost": former})


def abuser_status(answers: Answers) -> str:
    """19, 20: V-2; for a parent or a widow(er) a citizen only."""
    lost = all_of(
        within_two_years(answers, "months_since_status_lost"), wanted(answers, "status_loss_tied_to_violence")
    )
    status = by_value(answers, "abuser_status", {"usc": MET, "lpr": MET, "never": NOT_MET, "lost": lost})
    if answers.get("relationship_to_abuser") in ("parent", "widow"):
        return all_of(status, citizen(answers))
    if kind_of(answers) == "not_sure" and citizen(answers) != MET:
        return all_of(status, OPEN)  # 4: it may be a relationship that needs a citizen
    return status


def death_of_citizen(answers: Answers) -> str:
    """20: V-1b."""
    # doubt, as the rulebook: one who lost citizenship and died is neither plainly a citizen nor plainly not; open.
    as_citizen = all_of(citizen(answers), OPEN) if answers.get("abuser_status") == "lost" else citizen(answers)
    return all_of(within_two_years(answers, "months_since_death"), as_citizen)


def someone_abused(answers: Answers) -> str:
    """20, "and that someone was abused": a spouse may rely on abuse of the child, so who it was has to be known."""
    return by_value(answers, "abused_person", {"self": MET, "my_child": MET, "both": MET})


def lived_together(answers: Answers) -> str:
    """20: V-4; visits count for a child, so "before only" and "never" are open there."""
    against = NOT_MET if kind_of(answers) in ("spouse", "parent") else OPEN
    return by_value(answers, "lived_with_abuser", {"during": MET, "before_only": against, "never": against})


def character(answers: Answers) -> str:
    """21: V-6 (and VC-4)."""
    return by_value(answers, "moral_character_record", {"none": MET, "minor": MET})


def marriage_elements(answers: Answers) -> Statuses:
    """20: what spouses, former spouses and widowed spouses need beyond V-2 to V-4 and V-6."""
    relation = answers.get("relationship_to_abuser")
    elements = {
        "V-5": wanted(answers, "good_faith_marriage"),
        "V-7": by_value(answers, "remarried", {"yes": NOT_MET, "no": MET}),
    }
    if relation == "ex_spouse":
        elements["V-1a"] = all_of(
            within_two_years(answers, "months_since_divorce"), wanted(answers, "divorce_tied_to_abuse")
        )
    if relation == "widow":
        elements["V-1b"] = death_of_citizen(answers)
    return elements


def child_elements(answers: Answers) -> Statuses:
    """20: unmarried, and under 21, or 21 to 24 with the abuse a reason for the delay."""
    age = number(answers, "age")
    late = all_of(under(age, 25), wanted(answers, "filing_delay_tied_to_abuse"))
    return {
        "V-7": by_value(answers, "child_married_now", {"yes": NOT_MET, "no": MET}),
        "V-8": OPEN if age is None else any_of(under(age, 21), late),
    }


def from_abroad(answers: Answers) -> Statuses:
    """22: V-10, read only if the person is not in the United States."""
    if answers.get("in_united_states") != "no":
        return {}
    basis = by_value(answers, "abroad_basis", ABROAD_BASES)
    may_be_parent = {"parent": NOT_MET, "not_sure": OPEN}.get(kind_of(answers), MET)
    return {"V-10": all_of(basis, may_be_parent)}


def self_petition(answers: Answers) -> Statuses:
    """20: what each relationship requires."""
    kind = kind_of(answers)
    if kind in ("partner", "coparent", "other", "none"):
        return {"V-1": NOT_MET}
    elements = {
        "V-1": MET if kind in ("spouse", "child", "parent") else OPEN,
        "V-2": abuser_status(answers),
        "V-3": wanted(answers, "battery_or_cruelty"),
        "V-4": lived_together(answers),
        "V-6": character(answers),
        **from_abroad(answers),
    }
    # doubt: where the relationship is unsure, only what every relationship requires is read.
    if kind == "spouse":
        elements |= {"V-3a": someone_abused(answers)} | marriage_elements(answers)
    if kind == "child":
        elements |= child_elements(answers)
    if kind == "parent":
        elements["V-9"] = wanted(answers, "abuser_is_21")
    return elements


# --- the other two paths ----------------------------------------------------------------------------------------------


def abuser_in_court(answers: Answers) -> str:
    """23: VC-2, a citizen or resident then or now, without a clock."""
    status = by_value(answers, "abuser_status", {"usc": MET, "lpr": MET, "lost": MET, "never": NOT_MET})
    shared_child = by_value(answers, "abused_person", {"my_child": MET, "both": MET, "self": NOT_MET})
    ties = {"spouse": MET, "child": MET, "coparent": shared_child, "not_sure": OPEN, "prefer_not": OPEN}
    return all_of(ties.get(kind_of(answers), NOT_MET), status)


def cancellation(answers: Answers) -> Statuses:
    """23."""
    # doubt: "not abroad" is no element of its own; it is read with presence, and open while it is unknown.
    here = wanted(answers, "in_united_states")
    return {
        "VC-1": wanted(answers, "in_removal_proceedings"),
        "VC-2": abuser_in_court(answers),
        "V-3": wanted(answers, "battery_or_cruelty"),
        "VC-3": all_of(wanted(answers, "present_three_years"), here),
        "VC-4": character(answers),
        "VC-5": wanted(answers, "extreme_hardship"),
    }


def waiver(answers: Answers) -> Statuses:
    """24."""
    abuse = wanted(answers, "battery_or_cruelty")
    grounds = {
        "spouse": all_of(wanted(answers, "good_faith_marriage"), abuse),
        "child": abuse,
        "not_sure": all_of(OPEN, abuse),
        "prefer_not": all_of(OPEN, abuse),
    }
    return {"BW-1": wanted(answers, "conditional_green_card"), "BW-2": grounds.get(kind_of(answers), NOT_MET)}


def answered(answers: Answers, gate: str) -> bool:
    """18."""
    # doubt, as the rulebook: a path's gate declined is answered and open (4), unlike a category's gate declined (1).
    return gate in answers


def vawa_paths(answers: Answers) -> dict[str, Statuses]:
    """18: the paths whose gate was answered, the one shown on a tie first."""
    paths = {}
    if answered(answers, "conditional_green_card"):
        paths["waiver"] = waiver(answers)
    paths["self_petition"] = self_petition(answers)
    if answered(answers, "in_removal_proceedings"):
        paths["cancellation"] = cancellation(answers)
    return paths


# --- SIJ --------------------------------------------------------------------------------------------------------------


def court_order(answers: Answers) -> str:
    """25: S-4."""
    age, limit = number(answers, "age"), number(answers, "juvenile_court_age_limit")
    still = OPEN if age is None or limit is None or age < limit else NOT_MET
    return by_value(answers, "juvenile_court_order", {"have": MET, "ended_by_age": EXCUSED, "none": still})


def finding(answers: Answers, key: str) -> str:
    """25: S-5 and S-6, met with an order and open without one."""
    ordered = answers.get("juvenile_court_order") in ("have", "ended_by_age")
    return by_value(answers, key, {"yes": MET if ordered else OPEN, "no": NOT_MET})


def sij_elements(answers: Answers) -> Statuses:
    elements = {
        "S-1": under(number(answers, "age"), 21),  # 25
        "S-2": by_value(answers, "married", {"yes": NOT_MET, "no": MET}),
        "S-3": wanted(answers, "in_united_states"),
        "S-4": court_order(answers),
        "S-5": finding(answers, "parental_abuse_neglect_abandonment"),
        "S-6": finding(answers, "return_against_best_interest"),
        "S-7": by_value(answers, "order_purpose", {"safety": MET, "both": MET, "papers_only": NOT_MET}),  # 26
    }
    # doubt: "only if yes" is read to the letter; whether the order changed the placement being unsure requires nothing.
    if answers.get("order_changed_orr_placement") == "yes":
        elements["S-8"] = by_value(answers, "hhs_consent", {"yes": MET})  # 26: not given is open
    return elements
