"""Words of the outcome scale, for the second reading: what is met, open or not met, and what follows from it.

Written from the outcome contract's text; the numbers in the comments are its sentences.
"""

Answers = dict[str, object]
Statuses = dict[str, str]

MET, EXCUSED, OPEN, NOT_MET = "met", "excused", "open", "not_met"
LIKELY, POSSIBLE, UNLIKELY, NOT_ASSESSED = "likely", "possible", "unlikely", "not_assessed"


def by_value(answers: Answers, key: str, table: Statuses) -> str:
    """3, 4: an answer the table does not name (absent, not_sure, prefer_not) is open, never "no"."""
    value = answers.get(key)
    return table.get(value, OPEN) if isinstance(value, str) else OPEN


def wanted(answers: Answers, key: str) -> str:
    return by_value(answers, key, {"yes": MET, "no": NOT_MET})


def number(answers: Answers, key: str) -> int | None:
    value = answers.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def listed(answers: Answers, key: str) -> set[str] | None:
    """The values of a list answer; "none" is the empty list; None where it is unknown."""
    value = answers.get(key)
    if isinstance(value, list | tuple):
        return {str(item) for item in value} - {"none"}
    return set() if value == "none" else None


def under(years: int | None, limit: int) -> str:
    if years is None:
        return OPEN
    return MET if years < limit else NOT_MET


def all_of(*parts: str) -> str:
    if NOT_MET in parts:
        return NOT_MET
    return OPEN if OPEN in parts else MET


def any_of(*parts: str) -> str:
    if MET in parts or EXCUSED in parts:
        return MET
    return OPEN if OPEN in parts else NOT_MET


def scale(elements: Statuses, capped: bool = False) -> str:
    """2: likely, possible, unlikely."""
    worst = all_of(*elements.values())
    if worst == NOT_MET:
        return UNLIKELY
    return POSSIBLE if worst == OPEN or capped else LIKELY


def within_two_years(answers: Answers, key: str) -> str:
    """19: 23 months or fewer met, 24 open, 25 or more not met."""
    months = number(answers, key)
    if months is None or months == 24:
        return OPEN
    return MET if months < 24 else NOT_MET


def history(answers: Answers) -> str:
    """11 and 3: serious, unsure or declined is open; minor, connected and absent change nothing."""
    return OPEN if answers.get("criminal_history") in ("serious", "not_sure", "prefer_not") else MET


def removal_cap(answers: Answers) -> bool:
    """11 and 3: removed before yes, unsure or declined caps T and U; absent counts as clear."""
    return answers.get("removed_before") in ("yes", "not_sure", "prefer_not")
