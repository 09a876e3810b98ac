"""How long things are kept is an operator's to shorten, and never longer than what people are told."""

import pytest

from bot.lifetimes import DAY, HOUR, MINUTE, Lifetimes
from bot.settings import SettingsError, read_settings


def test_lifetimes_are_those_of_the_program_unless_set() -> None:
    assert read_settings({}).lifetimes == Lifetimes()
    given = {
        "FARO_WEB_HOURS": "2", "FARO_SMS_HOURS": "10", "FARO_IDLE_MINUTES": "5", "FARO_SAVED_DAYS": "7",
        "FARO_CEILING_DAYS": "60",
    }  # fmt: skip
    assert read_settings(given).lifetimes == Lifetimes(2 * HOUR, 10 * HOUR, 5 * MINUTE, 7 * DAY, 60 * DAY)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("FARO_WEB_HOURS", "25", "whole hours from 1 to 24"),
        ("FARO_WEB_HOURS", "0", "whole hours from 1 to 24"),
        ("FARO_SMS_HOURS", "73", "whole hours from 1 to 72"),
        ("FARO_IDLE_MINUTES", "16", "whole minutes from 1 to 15"),
        ("FARO_IDLE_MINUTES", "1.5", "whole minutes from 1 to 15"),
        ("FARO_SAVED_DAYS", "ever", "whole days from 1 to 365"),
        ("FARO_SAVED_DAYS", "²", "whole days from 1 to 365"),
        ("FARO_CEILING_DAYS", "9" * 5000, "whole days from 1 to 730"),
        ("FARO_CEILING_DAYS", "29", "FARO_SAVED_DAYS: not more than FARO_CEILING_DAYS"),
    ],
)
def test_a_life_longer_than_people_are_told_or_none_at_all_is_refused_by_name(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({name: value})
    assert told in str(caught.value)


def test_every_life_that_is_wrong_is_listed_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"FARO_WEB_HOURS": "x", "FARO_SAVED_DAYS": "x"})
    assert len(caught.value.problems) == 2
