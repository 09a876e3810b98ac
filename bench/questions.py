"""How many questions an interview asks: median and worst over random answers, by what a person picks.

    python bench/questions.py [INTERVIEWS]

Counts every question from the language on. Answers are drawn with a fixed seed, definite ones three times in four.
"""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.screens import load_screens
from bot.screening.interview import Standing

SCREENS = load_screens()
QUESTIONS = SCREENS.interview.questions
GATES = {"t and cp": "trafficking_kind", "u": "crimes", "vawa": "relationship_to_abuser", "sij": "parent"}
NOTHING = {"crimes": (), "trafficking_kind": "none", "relationship_to_abuser": "none"}
SIMPLE = {
    "age": 37, "crimes": ("felonious_assault",), "crime_role": "direct", "crime_in_united_states": "yes",
    "substantial_abuse": "yes", "knows_facts": "yes", "crime_reported": "yes", "helped_police": "helped",
    "certification": "not_asked", "blamed_for_crime": "no", "past": (),
}  # fmt: skip
ADULT, YOUTH = {"age": 34}, {"age": 16}
PICKS: dict[str, tuple[dict[str, Any], bool]] = {
    "T and Continued Presence alone": ({"topics": ("work",), "crimes": (), **ADULT}, True),
    "U alone": ({"topics": ("crime",), **ADULT}, True),
    "VAWA alone": ({"topics": ("family",), "crimes": (), **ADULT}, True),
    "SIJ alone": ({"topics": ("parent",), "relationship_to_abuser": "none", "crimes": (), **YOUTH}, True),
    "nothing fits, one part picked": ({"topics": ("crime",), **ADULT, **NOTHING}, False),
    "nothing fits, every part picked": ({"topics": ("family", "work", "crime"), **ADULT, **NOTHING}, False),
    "everything declined": ({}, False),
    "a simple single crime": ({"topics": ("crime",), "in_united_states": "yes", **SIMPLE}, False),
    "all of them, adult": ({"topics": ("family", "work", "crime", "parent"), **ADULT}, True),
    "all of them, youth": ({"topics": ("family", "work", "crime", "parent"), **YOUTH}, True),
}


def value(question: Question, source: random.Random) -> Any:
    """A random answer; an unsure one a quarter of the time where the question is about what happened."""
    if not question.setting and source.random() < 0.25:
        return source.choice(UNSURE)
    if question.kind == "number" and question.range:
        return source.randint(max(question.range.low, 0), min(question.range.high, 40))
    if question.kind == "many":
        return tuple(source.sample(question.values, source.randint(1, 3)))
    return source.choice(question.values)


def interview(fixed: dict[str, Any], source: random.Random, *, random_rest: bool) -> int:
    """The number of questions one interview asks."""
    answers: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    asked = 0
    while question := Standing(SCREENS, answers, settings).next_question:
        asked += 1
        if question.key in fixed:
            given = fixed[question.key]
        elif question.key in ("language", "who", "screen_seen", "danger_now", "urgent"):
            given = {"language": "en", "who": "self", "urgent": ()}.get(question.key, "no")
        else:
            given = value(question, source) if random_rest else "prefer_not"
        for key, each in question.given_by(given).items():
            (settings if QUESTIONS[key].setting else answers)[key] = each
    return asked


def main(interviews: int) -> None:
    print(f"{'':34} median  worst   ({interviews} interviews each)")
    for name, (fixed, random_rest) in PICKS.items():
        source = random.Random(name)
        counts = [interview(fixed, source, random_rest=random_rest) for _ in range(interviews if random_rest else 1)]
        print(f"{name:34} {statistics.median(counts):6.0f} {max(counts):6}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
