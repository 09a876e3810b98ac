"""Whom to call: the order never changes, ICE lines come last with their caution, no wrong number stands anywhere."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from bot.knowledge.helplines import Contact, Helplines, Tag, load_contacts
from bot.knowledge.models import LANGUAGES
from bot.knowledge.problems import Problem
from bot.policy.contacts import contacts, contacts_json, contacts_text

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
TAGS = get_args(Tag)


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    problems: list[Problem] = []
    loaded = load_contacts(ROOT, problems)
    assert loaded is not None, problems
    return loaded


@pytest.fixture(scope="module")
def by_id(helplines: Helplines) -> dict[str, Contact]:
    return {contact.id: contact for contact in contacts(helplines, DAY).contacts}


def test_independent_help_comes_first_and_ice_last_whatever_is_asked_for(helplines: Helplines) -> None:
    rank = {"independent": 0, "government": 1, "ice": 2}
    for size in (0, 1, 2, len(TAGS)):
        for tags in combinations(TAGS, size):
            listed = contacts(helplines, DAY, tags).contacts
            ranks = [rank[contact.run_by] for contact in listed]
            assert ranks == sorted(ranks), tags
            assert listed[-1].id == "vesl", tags
            assert len(listed) == len(helplines.file.contacts), tags


def test_the_emergency_number_is_the_first_of_all(helplines: Helplines) -> None:
    assert contacts(helplines, DAY).contacts[0].id == "emergency"


def test_a_tag_brings_what_fits_to_the_front_of_its_group_only(helplines: Helplines) -> None:
    assert contacts(helplines, DAY, ["trafficking"]).contacts[0].id == "trafficking"
    court = [contact.id for contact in contacts(helplines, DAY, ["court"]).contacts]
    assert court[0] == "pro_bono_list"
    assert court.index("court_case_line") > court.index("emergency")


def test_contacts_without_the_tag_keep_the_order_of_the_file(helplines: Helplines) -> None:
    listed = [contact.id for contact in contacts(helplines, DAY, ["native"]).contacts]
    of_file = [contact.id for contact in helplines.file.contacts]
    assert listed == ["native", *(name for name in of_file if name != "native")]


def test_vesl_is_shown_with_its_caution_and_as_not_confirmed(by_id: dict[str, Contact]) -> None:
    vesl = by_id["vesl"]
    assert (vesl.phone, vesl.tel, vesl.url) == ("1-833-383-1465", "+18333831465", "https://www.ice.gov/vesl")
    assert vesl.confidence == "not_confirmed"
    assert vesl.last_checked == date(2021, 6, 11)
    assert "Not verified since VOICE came back in April 2025" in vesl.what.en
    assert "Sin verificar desde que VOICE volvió en abril de 2025" in vesl.what.es


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("ICE is the agency that arrests and deports", "Talk to a lawyer or an advocate first", "A-number")),
        ("en", ("8 U.S.C. 1367", "does not file a case", "does not stop a removal", "can call ICE too")),
        ("es", ("ICE es la agencia que arresta y deporta", "Hable primero con un abogado", "número A")),
        ("es", ("8 U.S.C. 1367", "no presenta ningún caso", "Tampoco detiene", "también puede llamar a ICE")),
    ],
)
def test_before_calling_an_ice_line_a_person_reads_who_answers(
    by_id: dict[str, Contact], lang: str, said: tuple[str, ...]
) -> None:
    for name in ("vesl", "voice", "detention_line"):
        caution = by_id[name].before_you_call
        assert caution is not None
        text = caution.en if lang == "en" else caution.es
        assert [words for words in said if words not in text] == [], name


def test_as_text_the_caution_stands_before_the_number(helplines: Helplines) -> None:
    for lang in LANGUAGES:
        text = contacts_text(contacts(helplines, DAY), lang)
        last = text[text.rindex("Victims Engagement and Services Line") :]
        assert last.index("1367") < last.index("1-833-383-1465")
        assert "\n\n" not in last.rstrip("\n")


def test_voice_is_told_apart_from_vesl(by_id: dict[str, Contact]) -> None:
    voice, vesl = by_id["voice"], by_id["vesl"]
    assert voice.tel == "+18554886423" != vesl.tel
    assert "VOICE is not VESL" in voice.what.en
    assert "not the line for people who seek U, T or VAWA" in voice.what.en
    assert "No es la línea para quienes buscan U, T o VAWA" in voice.what.es


def test_the_trafficking_line_says_who_runs_it_now_and_what_to_ask_first(by_id: dict[str, Contact]) -> None:
    caution = by_id["trafficking"].before_you_call
    assert caution is not None
    for text in (caution.en, caution.es):
        assert "Compass Connections" in text
        assert "Polaris" not in text
    assert "what do you keep private" in caution.en


def test_not_found_in_the_locator_is_not_the_same_as_not_detained(by_id: dict[str, Contact]) -> None:
    caution = by_id["detainee_locator"].before_you_call
    assert caution is not None
    assert "does not mean “not detained.”" in caution.en
    assert "no one under 18" in caution.en
    assert "menor de 18" in caution.es


@pytest.mark.parametrize(
    "wrong",
    [
        "8667242374",  # once given as RAICES, and not theirs
        "866-RAICES",
        "8008672924",  # once given as NIPNLG, and not theirs
        "8554842846",  # VictimConnect: no sign that it answers
        "VictimConnect",
        "iceope",
        "Random Hills",
        "Fairfax",
    ],
)
def test_no_number_or_address_known_to_be_wrong_stands_in_the_data(wrong: str) -> None:
    for name in ("contacts.yml", "parole.yml"):
        lines = (ROOT / "data" / "policy" / name).read_text(encoding="utf-8").splitlines()
        said = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
        plain = "".join(sign for sign in said if sign not in "-() .")
        assert wrong not in said, name
        assert wrong not in plain, name


def test_old_checks_are_warned_of_and_fresh_ones_are_not(helplines: Helplines) -> None:
    book = helplines.file
    assert "30 days" in book.warnings.old.en and "30 días" in book.warnings.old.es and book.days_fresh == 30
    fresh = book.model_copy(update={"contacts": tuple(c for c in book.contacts if c.id == "court_case_line")})
    just_fresh = contacts(Helplines(fresh, helplines.sources), date(2026, 10, 21))
    too_old = contacts(Helplines(fresh, helplines.sources), date(2026, 10, 22))
    assert book.warnings.old not in just_fresh.warnings
    assert book.warnings.old in too_old.warnings


def test_a_day_past_the_last_check_is_warned_of(helplines: Helplines) -> None:
    through = helplines.file.verified_through
    assert helplines.file.warnings.later not in contacts(helplines, through).warnings
    assert helplines.file.warnings.later in contacts(helplines, DAY).warnings


def test_as_json_every_contact_has_its_sources_and_its_day(helplines: Helplines) -> None:
    printed = contacts_json(contacts(helplines, DAY))
    assert (printed["as_of"], printed["verified_through"]) == ("2026-11-23", "2026-09-21")
    assert set(printed["warnings"][0]) == {"en", "es"}
    for contact in printed["contacts"]:
        assert date.fromisoformat(contact["last_checked"]) <= helplines.file.verified_through
        assert contact["sources"], contact["id"]
        for source in contact["sources"]:
            assert source.keys() >= {"date", "verified", "confidence"} and source.keys() & {"url", "document"}
        assert "for" in contact and "for_" not in contact
    assert printed["contacts"][-1]["id"] == "vesl"
