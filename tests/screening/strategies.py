"""Random answers: any key of the contract, any value it takes, numbers at and around every boundary a rule names."""

from typing import Any

from hypothesis import strategies as st

from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.screens import Screens

NUMBERS = (0, 5, 6, 7, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 36, 60)


def values(question: Question) -> st.SearchStrategy[Any]:
    """Every kind of value one question takes."""
    if question.kind == "number" and question.range:
        own: st.SearchStrategy[Any] = st.sampled_from(
            [n for n in NUMBERS if question.range.low <= n <= question.range.high]
        )
    elif question.kind == "many":
        own = st.lists(st.sampled_from(question.values), unique=True, max_size=3).map(tuple)
    else:
        own = st.sampled_from(question.values)
    return st.one_of(own, own, own, st.sampled_from(UNSURE))


def answers(screens: Screens, keys: list[str] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Some of `keys` (all answers when None), each with a value it takes."""
    questions = screens.interview.questions
    chosen = keys or list(screens.interview.order)
    return st.fixed_dictionaries({}, optional={key: values(questions[key]) for key in chosen})
