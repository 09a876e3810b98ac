"""What screening tests share: the real questions and rulebook, and one way to screen a few answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.knowledge.screens import Screens, load_screens
from bot.screening.answers import read_answers
from bot.screening.screening import Screening, screen

Screen = Callable[..., Screening]


@pytest.fixture(scope="session")
def screens() -> Screens:
    return load_screens()


@pytest.fixture(scope="session")
def screened(screens: Screens) -> Screen:
    """Screen answers given as keywords, read the way every channel reads them."""

    def run(**answers: Any) -> Screening:
        taken = read_answers(answers, screens.interview.questions)
        return screen(screens.rulebook, screens.interview.order, taken, date(2026, 11, 23))

    return run
