"""Releases: nothing handed over without a live one, only what it names with one, and gone at a word."""

from typing import Any

import pytest

from bot.lifetimes import DAY, Lifetimes
from bot.vault.errors import NoRelease, NoSuchSession, Unusable
from bot.vault.key_pairs import new_key_pair, open_private_key
from bot.vault.organisations import Organisations
from bot.vault.releases import Asked, Handed, Releases
from bot.vault.saving import Saving
from bot.vault.sealing import new_token, token_opener
from bot.vault.sessions import Vault
from tests.vault.conftest import NOW
from tests.vault.test_codes import LISTS
from tests.vault.test_saving import QUICK, opened
from tests.vault.test_sessions import sql

PASS = "correct horse battery"
PAIRS = [new_key_pair(PASS) for _ in range(2)]
KEYS = [open_private_key(pem, PASS) for _, pem in PAIRS]
STATE = {"answers": {"age": 30, "crimes": ["rape"], "detained": "no"}}


def pick(state: dict[str, Any]) -> dict[str, Any]:
    return dict(state["answers"])


@pytest.fixture
def harbor(vault: Vault) -> str:
    return Organisations(vault).add("Harbor Legal Aid", PAIRS[0][0], 90, NOW)


@pytest.fixture
def other(vault: Vault) -> str:
    return Organisations(vault).add("Other", PAIRS[1][0], 90, NOW)


@pytest.fixture
def releases(vault: Vault) -> Releases:
    return Releases(vault)


def asked(organisation: str, **more: Any) -> Asked:
    given: dict[str, Any] = {"purpose": "legal_help", "fields": ("age", "detained"), "language": "es", "method": "web"}
    return Asked(organisation=organisation, **{**given, **more})


def given_by(vault: Vault, releases: Releases, organisation: str, **more: Any) -> tuple[str, str]:
    """A session's token and its release."""
    token = opened(vault, STATE)
    return token, releases.give([token_opener(token)], asked(organisation, **more), NOW)


def outcomes(vault: Vault) -> list[str]:
    return [row.outcome for row in vault.audit.rows() if row.action == "release.used"]


def test_with_a_live_release_its_recipient_gets_the_fields_it_names_and_no_other(
    vault: Vault, releases: Releases, harbor: str
) -> None:
    _, release = given_by(vault, releases, harbor, fields=("age", "detained", "never_answered"))
    handed = releases.hand_over(release, harbor, KEYS[0], pick, NOW + DAY)
    assert handed == Handed("legal_help", {"age": 30, "detained": "no"})
    assert outcomes(vault) == ["done"]


def test_without_a_live_release_to_this_recipient_nothing_is_handed_over_and_the_log_says_so(
    vault: Vault, releases: Releases, harbor: str, other: str
) -> None:
    token, release = given_by(vault, releases, harbor)
    _, withdrawn = given_by(vault, releases, harbor)
    releases.withdraw(withdrawn, NOW)
    refused = [
        ("0" * 32, harbor, KEYS[0], NOW, "unknown"),
        (release, harbor, KEYS[0], NOW + 30 * DAY, "expired"),
        (withdrawn, harbor, KEYS[0], NOW, "withdrawn"),
        (release, other, KEYS[1], NOW, "other_recipient"),
        (release, other, KEYS[0], NOW, "other_recipient"),
        (release, harbor, KEYS[1], NOW, "other_recipient"),
    ]
    for name, whom, key, now, reason in refused:
        with pytest.raises(NoRelease) as caught:
            releases.hand_over(name, whom, key, pick, now)
        assert caught.value.reason == reason
    assert outcomes(vault) == [f"refused.{reason}" for *_, reason in refused]
    assert vault.read(token, NOW).state == STATE


def test_a_name_somebody_typed_does_not_reach_the_log(vault: Vault, releases: Releases) -> None:
    with pytest.raises(NoRelease):
        releases.hand_over("Maria Lopez", "x'; DROP TABLE", KEYS[0], pick, NOW)
    (row,) = vault.audit.rows()
    assert (row.actor, row.object) == ("organisation:", "release:")


def test_withdrawing_by_a_word_ends_every_release_of_the_session_and_erases_what_the_recipient_opens_with(
    vault: Vault, releases: Releases, harbor: str, other: str
) -> None:
    token, first = given_by(vault, releases, harbor)
    second = releases.give([token_opener(token)], asked(other), NOW)
    _, elsewhere = given_by(vault, releases, harbor)
    assert releases.withdraw_all([token_opener(token)], NOW + 5) == 2
    assert releases.withdraw_all([token_opener(token)], NOW + 6) == 0
    assert sql(vault, "SELECT name FROM wraps WHERE kind = 'organisation'") == [(elsewhere,)]
    for name, whom, key in ((first, harbor, KEYS[0]), (second, other, KEYS[1])):
        with pytest.raises(NoRelease):
            releases.hand_over(name, whom, key, pick, NOW + 6)
    assert {row.withdrawn_at for row in releases.listed()} == {NOW + 5, None}
    assert vault.read(token, NOW).state == STATE, "declining never ends the service"


def test_a_release_cannot_be_withdrawn_twice_or_after_its_day(vault: Vault, releases: Releases, harbor: str) -> None:
    _, release = given_by(vault, releases, harbor)
    with pytest.raises(NoRelease):
        releases.withdraw(release, NOW + 30 * DAY)
    releases.withdraw(release, NOW)
    with pytest.raises(NoRelease):
        releases.withdraw(release, NOW)


def test_purpose_and_fields_are_sealed_and_not_readable_in_any_table(
    vault: Vault, releases: Releases, harbor: str
) -> None:
    given_by(vault, releases, harbor)
    kept = repr([sql(vault, f"SELECT * FROM {table}") for table in ("releases", "consents", "wraps", "audit")])
    assert "legal_help" not in kept and "detained" not in kept


def test_terms_moved_to_another_release_hand_over_nothing(vault: Vault, releases: Releases, harbor: str) -> None:
    token, narrow = given_by(vault, releases, harbor, fields=("age",))
    wide = releases.give([token_opener(token)], asked(harbor, fields=("age", "crimes")), NOW)
    sql(vault, "UPDATE releases SET sealed_terms = (SELECT sealed_terms FROM releases WHERE id = :wide)", wide=wide)
    with pytest.raises(NoRelease):
        releases.hand_over(narrow, harbor, KEYS[0], pick, NOW)
    assert "crimes" in releases.hand_over(wide, harbor, KEYS[0], pick, NOW).fields


@pytest.mark.parametrize("days", [0, 366, -1])
def test_a_release_lasts_a_day_to_a_year(days: int) -> None:
    with pytest.raises(Unusable, match="days: 1 to 365"):
        asked("x", days=days)


@pytest.mark.parametrize("more", [{"fields": ()}, {"fields": ("Her name is",)}, {"purpose": "because she said so"}])
def test_words_are_refused_where_a_key_belongs(more: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        asked("x", **more)


def test_a_release_lasts_30_days_unless_said_otherwise(vault: Vault, releases: Releases, harbor: str) -> None:
    given_by(vault, releases, harbor)
    given_by(vault, releases, harbor, days=365)
    assert sorted(row.expires_at for row in releases.listed()) == [NOW + 30 * DAY, NOW + 365 * DAY]


def test_what_is_shared_is_kept_as_long_as_the_organisation_keeps_it(
    vault: Vault, releases: Releases, harbor: str
) -> None:
    _, release = given_by(vault, releases, harbor, days=365)
    assert vault.purge(NOW + 90 * DAY - 1) == 0
    assert vault.purge(NOW + 90 * DAY) == 1
    with pytest.raises(NoRelease):
        releases.hand_over(release, harbor, KEYS[0], pick, NOW + 90 * DAY)


def test_sharing_shortens_nothing_that_was_saved_for_longer(vault: Vault, releases: Releases) -> None:
    brief = Organisations(vault).add("Brief", PAIRS[0][0], 1, NOW)
    token = opened(vault, STATE)
    Saving(vault, LISTS, QUICK).save(token, "en", "web", NOW)
    releases.give([token_opener(token)], asked(brief), NOW)
    assert vault.purge(NOW + Lifetimes().saved - 1) == 0


def test_a_release_may_be_given_by_the_code_read_to_an_advocate(vault: Vault, releases: Releases, harbor: str) -> None:
    saving, token = Saving(vault, LISTS, QUICK), opened(vault, STATE)
    code = saving.save(token, "en", "web", NOW)
    release = releases.give(saving.openers(code, NOW + DAY), asked(harbor, method="spoken"), NOW + DAY)
    assert releases.hand_over(release, harbor, KEYS[0], pick, NOW + DAY).fields["age"] == 30


def test_deleting_takes_releases_consents_and_the_recipients_wrap_along(
    vault: Vault, releases: Releases, harbor: str
) -> None:
    token, release = given_by(vault, releases, harbor)
    vault.delete(token, NOW)
    with pytest.raises(NoRelease):
        releases.hand_over(release, harbor, KEYS[0], pick, NOW)
    for table in ("sessions", "wraps", "releases", "consents"):
        assert sql(vault, f"SELECT count(*) FROM {table}") == [(0,)]


def test_an_organisation_that_ends_opens_nothing_more_and_takes_no_new_release(
    vault: Vault, releases: Releases, harbor: str
) -> None:
    token, release = given_by(vault, releases, harbor)
    assert Organisations(vault).end(harbor, NOW + 1) == 1
    with pytest.raises(NoRelease):
        releases.hand_over(release, harbor, KEYS[0], pick, NOW + 1)
    with pytest.raises(Unusable, match="organisation"):
        releases.give([token_opener(token)], asked(harbor), NOW + 1)
    with pytest.raises(Unusable):
        Organisations(vault).end(harbor, NOW + 2)


def test_no_release_is_given_for_a_token_that_opens_nothing(vault: Vault, releases: Releases, harbor: str) -> None:
    with pytest.raises(NoSuchSession):
        releases.give([token_opener(new_token())], asked(harbor), NOW)
    assert releases.listed() == []


NAMES = [("", 30), (" " * 5, 30), ("x" * 201, 30), ("HARBOR legal  aid", 30), ("New", 0)]


@pytest.mark.parametrize(("name", "days"), NAMES)
def test_an_organisation_needs_a_name_of_its_own_and_days_within_a_year(
    vault: Vault, harbor: str, name: str, days: int
) -> None:
    with pytest.raises(Unusable):
        Organisations(vault).add(name, PAIRS[0][0], days, NOW)
    assert [one.name for one in Organisations(vault).listed()] == ["Harbor Legal Aid"]


def test_a_private_key_opens_with_its_passphrase_alone_and_a_short_one_is_refused() -> None:
    _, pem = PAIRS[0]
    assert b"ENCRYPTED" in pem
    for wrong, phrase in ((pem, PASS + "!"), (pem, ""), (b"no key", PASS)):
        with pytest.raises(Unusable):
            open_private_key(wrong, phrase)
    with pytest.raises(Unusable, match="at least 12"):
        new_key_pair("short")
