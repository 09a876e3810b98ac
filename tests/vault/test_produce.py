"""What an operator could hand over, held to files; for a session nobody saved: nothing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.vault.organisations import Organisations
from bot.vault.produce import breach_report, produce, sealed_until
from bot.vault.releases import Releases
from bot.vault.saving import Saving
from bot.vault.sealing import new_token, token_opener
from bot.vault.sessions import Vault
from tests.vault.conftest import NOW
from tests.vault.test_codes import LISTS
from tests.vault.test_releases import PAIRS, STATE, asked, pick
from tests.vault.test_saving import QUICK, opened

GOLDEN = Path(__file__).parent / "golden"


def masked(found: Any) -> Any:
    """With what is new every time shown by its kind and length."""
    text = json.dumps(found, indent=1, ensure_ascii=False)
    text = re.sub(r'(\w+:)?"([0-9a-f]{64}|[0-9a-f]{32})"', lambda m: f'"id of {len(m[2]) * 4} bits"', text)
    text = re.sub(r"(sealed_state|wrapped_key|sealed_terms)\": \"[A-Za-z0-9+/=]+\"", r'\1": "sealed"', text)
    parts = {name: sorted(part, key=json.dumps) for name, part in json.loads(text).items()}
    return json.dumps(parts, indent=1) + "\n"


def saved(vault: Vault) -> tuple[str, str]:
    """A session saved and shared: its name and its organisation."""
    organisation, token = Organisations(vault).add("Harbor", PAIRS[0][0], 90, NOW), opened(vault, STATE)
    Saving(vault, LISTS, QUICK).save(token, "es", "web", NOW + 1)
    Releases(vault).give([token_opener(token)], asked(organisation), NOW + 2)
    return vault.read(token, NOW).session, organisation


def test_a_session_that_nobody_saved_produces_nothing_however_it_is_asked_for(vault: Vault) -> None:
    token = opened(vault, STATE)
    session = vault.read(token, NOW).session
    for subject in (session, token, "Maria Lopez", "+12025550143", "", "0" * 64, "0" * 32, "%", "' OR 1=1--"):
        assert produce(vault, subject, pick, NOW) == {}
        assert produce(vault, subject, pick, NOW) == {}, "having asked leaves nothing to produce"


def test_that_a_sealed_row_exists_until_its_end_is_not_hidden(vault: Vault) -> None:
    token = opened(vault, STATE)
    session = vault.read(token, NOW).session
    assert sealed_until(vault, session) == "2027-01-16T08:00:00+00:00"
    assert sealed_until(vault, "0" * 64) is None


def test_a_saved_session_produces_exactly_what_is_published_and_no_answer(vault: Vault) -> None:
    session, _ = saved(vault)
    found = masked(produce(vault, session, pick, NOW + 3))
    assert found == (GOLDEN / "saved.json").read_text(encoding="utf-8")
    assert "age" not in found.replace("language", "") and "legal_help" not in found


def test_an_organisation_produces_its_row_and_its_releases_sealed(vault: Vault) -> None:
    _, organisation = saved(vault)
    found = produce(vault, organisation, pick, NOW + 3)
    assert set(found) == {"organisation", "releases", "audit"}
    assert "legal_help" not in json.dumps(found)


def test_by_a_phone_number_the_answers_themselves_are_produced_since_the_server_can_open_them(vault: Vault) -> None:
    vault.open(vault.secrets.phone_token("+12025550143"), STATE, NOW, "sms")
    found = produce(vault, "+12025550143", pick, NOW)
    assert found["answers"] == STATE["answers"]
    assert produce(vault, "+12025550144", pick, NOW) == {}
    assert "2025550143" not in repr(vault.audit.rows())


def test_a_deleted_session_produces_the_lines_of_the_log_alone(vault: Vault) -> None:
    token = opened(vault)
    session = vault.read(token, NOW).session
    Saving(vault, LISTS, QUICK).save(token, "en", "web", NOW)
    vault.delete(token, NOW)
    found = produce(vault, session, pick, NOW)
    assert list(found) == ["audit"]
    assert [row["action"] for row in found["audit"]] == ["session.saved", "session.deleted"]


def test_a_breach_report_names_whom_it_concerns_and_nothing_of_what_they_said(vault: Vault) -> None:
    session, organisation = saved(vault)
    gone = opened(vault)
    Saving(vault, LISTS, QUICK).save(gone, "en", "web", NOW)
    gone_session = vault.read(gone, NOW).session
    vault.delete(gone, NOW + 10)
    unsaved = new_token()
    vault.open(unsaved, STATE, NOW + 20)
    report = breach_report(vault, NOW + 5, NOW + 60)
    assert report["sessions"] == sorted([session, gone_session, vault.read(unsaved, NOW + 20).session])
    assert report["organisations"] == [{"id": organisation, "name": "Harbor", "sessions": [session]}]
    assert "rape" not in json.dumps(report) and "sealed" not in json.dumps(report)


def test_a_breach_report_leaves_out_what_had_ended_before(vault: Vault) -> None:
    opened(vault)
    assert breach_report(vault, NOW + 24 * 60 * 60, NOW + 25 * 60 * 60)["sessions"] == []


@pytest.mark.parametrize("subject", ["+1202555", "12025550143", "+1 202 555 0143", "+" + "1" * 30])
def test_a_number_in_another_form_finds_nothing(vault: Vault, subject: str) -> None:
    vault.open(vault.secrets.phone_token("+12025550143"), STATE, NOW, "sms")
    assert produce(vault, subject, pick, NOW) == {}
