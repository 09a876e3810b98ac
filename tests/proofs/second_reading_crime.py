"""T, continued presence and U, second reading: sentences 7 to 17 of the outcome contract, transcribed.

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
    history,
    listed,
    number,
    removal_cap,
    under,
    wanted,
)

OBSTRUCTION = {"witness_tampering", "obstruction_of_justice", "perjury"}
RETURNS_THAT_FIT = {
    "continued_victimization": MET,
    "new_trafficking": MET,
    "let_in_for_case": MET,
    "took_part_in_case": MET,
    "treatment": MET,
    "other": NOT_MET,
}


# --- T and CP -------------------------------------------------------------------------------------------------------


def trafficked(answers: Answers) -> str:
    """1, 7: the severe form of trafficking (T-1, C-1)."""
    kind = answers.get("trafficking_kind")
    means = listed(answers, "trafficking_means")
    used = OPEN if means is None else MET if means else NOT_MET
    forced = all_of(used, wanted(answers, "trafficking_could_not_leave"))
    forced_or_young = any_of(forced, wanted(answers, "trafficking_under_18"))
    if kind == "none":
        return NOT_MET
    if kind in ("labor", "attempted"):
        return forced
    if kind in ("sex", "both"):
        return forced_or_young
    return OPEN


def here_on_account(answers: Answers) -> str:
    """8: present, and on account of the trafficking (T-2 with its leaving rule T-2x)."""
    if_left = by_value(answers, "return_reason", RETURNS_THAT_FIT)
    if_stayed = wanted(answers, "here_because_of_trafficking")
    left = answers.get("left_after_trafficking")
    if left == "yes":
        account = if_left
    elif left == "no":
        account = if_stayed
    else:
        account = if_left if if_left == if_stayed else OPEN
    return all_of(wanted(answers, "in_united_states"), account)


def went_along(answers: Answers) -> str:
    """9, first half: reported, and went along with requests."""
    given, asked = answers.get("trafficking_help_given"), answers.get("trafficking_help_requested")
    # doubt, as the rulebook: a request refused where nobody knows of a report is open too, as it is with none.
    if answers.get("trafficking_reported") != "yes":
        return OPEN
    if given in ("yes", "never_asked") or asked == "no":
        return MET
    return NOT_MET if given == "no" and asked == "yes" else OPEN


def reported_trafficking(answers: Answers) -> str:
    """9, second half, and 2: excused by age then or trauma; not met only if neither exception is met or open."""
    exception = any_of(wanted(answers, "trafficking_under_18"), wanted(answers, "trauma_prevents_cooperation"))
    own = went_along(answers)
    if own == MET:
        return MET
    if exception == MET:
        return EXCUSED
    return OPEN if exception == OPEN else own


def t_elements(answers: Answers) -> Statuses:
    left = answers.get("left_after_trafficking") == "yes"
    return {
        "T-1": trafficked(answers),
        "T-2": here_on_account(answers),
        **({"T-2x": by_value(answers, "return_reason", RETURNS_THAT_FIT)} if left else {}),
        "T-3": reported_trafficking(answers),
        "T-4": wanted(answers, "hardship_if_removed"),
        "T-5": by_value(answers, "accused_of_trafficking", {"no": MET}),  # 10
        "T-6": history(answers),
    }


def federal_request(answers: Answers) -> str:
    """12: C-3, and what being abroad does to it."""
    federal = answers.get("federal_agency_involved")
    asks = [federal, answers.get("police_working_on_trafficking"), answers.get("open_to_police_contact")]
    if asks == ["no", "no", "no"]:
        return NOT_MET
    if answers.get("in_united_states") == "no":
        return NOT_MET if federal == "no" else OPEN
    # doubt: whether the person is here being unknown, "abroad" is still open.
    return MET if federal == "yes" and answers.get("in_united_states") == "yes" else OPEN


def cp_elements(answers: Answers) -> Statuses:
    return {
        "C-1": trafficked(answers),
        "C-2": wanted(answers, "may_be_witness"),
        "C-3": federal_request(answers),
        "C-4": history(answers),
    }


# --- U --------------------------------------------------------------------------------------------------------------


def qualifying_crime(answers: Answers) -> Statuses:
    """1, 13: U-1, and U-2c where nothing but obstruction crimes is named."""
    crimes = listed(answers, "crimes")
    if crimes is None:
        return {"U-1": OPEN}
    if not crimes:
        return {"U-1": NOT_MET}
    named = crimes - {"other_similar"}
    if not named:
        return {"U-1": OPEN}
    if not named <= OBSTRUCTION:
        return {"U-1": MET}
    purpose = wanted(answers, "obstruction_purpose")
    # doubt: beside another similar crime the purpose "no" does not end the matter; the other crime is still open.
    if "other_similar" in crimes and purpose == NOT_MET:
        purpose = OPEN
    return {"U-1": MET, "U-2c": purpose}


def indirect_victim(answers: Answers) -> str:
    """14: U-2a, ages on the crime date."""
    victim_young = under(number(answers, "direct_victim_age"), 21)
    age = number(answers, "age_at_crime")
    relations = {
        "spouse": MET,
        "child": under(age, 21),
        "parent": victim_young,
        "sibling": all_of(victim_young, under(age, 18), OPEN),
    }
    state = {"died_homicide": MET, "incapacitated": MET, "minor": MET, "able": NOT_MET}
    return all_of(
        by_value(answers, "direct_victim_status", state), by_value(answers, "relation_to_direct_victim", relations)
    )


def victim_role(answers: Answers) -> Statuses:
    role = answers.get("crime_role")
    if role == "indirect":
        return {"U-2a": indirect_victim(answers)}
    if role == "bystander":
        return {"U-2b": wanted(answers, "bystander_serious_injury")}  # 14
    return {"U-2": by_value(answers, "crime_role", {"direct": MET, "none": NOT_MET})}


def helpfulness(answers: Answers) -> str:
    """16: U-5, met or open."""
    helped = answers.get("helped_police")
    friend = answers.get("next_friend_helps") == "yes"
    if answers.get("crime_reported") == "yes" and (helped in ("helped", "helping", "would_help") or friend):
        return MET  # doubt: also when the person stopped but a next friend helps and a certification is current.
    return MET if answers.get("certification") == "signed_current" and helped not in ("no", "stopped") else OPEN


def certified(answers: Answers) -> str:
    """17: U-7, as it counts for the outcome."""
    helped = answers.get("helped_police") in ("helped", "helping") or answers.get("next_friend_helps") == "yes"
    certification = answers.get("certification")
    if certification == "signed_current":
        return MET
    if certification in ("waiting", "not_asked") and answers.get("crime_reported") == "yes" and helped:
        return MET
    return OPEN


def u_elements(answers: Answers) -> Statuses:
    return {
        **qualifying_crime(answers),
        **victim_role(answers),
        "U-2d": by_value(answers, "blamed_for_crime", {"yes": NOT_MET, "no": MET}),  # 15
        "U-3": wanted(answers, "substantial_abuse"),
        "U-4": any_of(wanted(answers, "knows_facts"), wanted(answers, "next_friend_helps")),  # 16
        "U-5": helpfulness(answers),
        "U-6": wanted(answers, "crime_in_united_states"),
        "U-7": certified(answers),
        "U-8": history(answers),
    }


def u_capped(answers: Answers) -> bool:
    """11, 14: removal, a bystander, and a direct victim who is only a minor cap at possible."""
    role = answers.get("crime_role")
    minor = role == "indirect" and answers.get("direct_victim_status") == "minor"
    return removal_cap(answers) or role == "bystander" or minor
