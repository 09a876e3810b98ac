from __future__ import annotations

import pytest

from bot.channels.web.phones import phone_link, tel, with_phone_links


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("1-800-799-7233", "+18007997233"),
        ("(800) 799-7233", "+18007997233"),
        ("800.799.7233", "+18007997233"),
        ("+1 888-373-7888", "+18883737888"),
        ("911", "911"),
        ("988", "988"),
    ],
)
def test_a_number_as_people_write_it_becomes_one_a_phone_can_call(written: str, called: str) -> None:
    assert tel(written) == called
    assert with_phone_links(f"Call {written}.") == f'Call <a class="tel" href="tel:{called}"><bdi>{written}</bdi></a>.'


@pytest.mark.parametrize(
    "text",
    [
        "8 CFR 988.2",
        "8 CFR 911",
        "Form I-911",
        "911(a)",
        "$911",
        "91199",
        "12-345",
        "2026-11-23",
        "8 USC 1154",
        "233733",
    ],
)
def test_what_is_no_phone_number_stays_text(text: str) -> None:
    assert with_phone_links(text) == text


def test_everything_around_a_number_is_escaped() -> None:
    shown = with_phone_links('<img src=x onerror=alert(1)> 911 "quoted" & <b>1-800-799-7233</b>')
    assert "<img" not in shown
    assert "<b>" not in shown
    assert shown.count("<a ") == 2


def test_a_link_escapes_even_a_number_that_is_none() -> None:
    assert "<script>" not in phone_link("<script>")
