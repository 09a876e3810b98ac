"""Saved sessions: opened again by the code, anywhere, once at a time; and nothing learned by guessing."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.lifetimes import DAY, HOUR, Lifetimes
from bot.vault import saving as saving_module
from bot.vault.codes import Cost
from bot.vault.saving import Saving
from bot.vault.sealing import new_token
from bot.vault.secret import Secrets, fresh_secrets
from bot.vault.sessions import NoSuchSession, Vault
from tests.vault.conftest import NOW
from tests.vault.test_codes import LISTS
from tests.vault.test_sessions import sql

QUICK = Cost(memory=8, passes=1)
LIVES = Lifetimes()


@pytest.fixture
def saving(vault: Vault) -> Saving:
    return Saving(vault, LISTS, QUICK)


def opened(vault: Vault, state: dict[str, Any] | None = None) -> str:
    token = new_token()
    vault.open(token, state or {"n": 1}, NOW)
    return token


def test_a_code_opens_the_same_session_under_a_new_token_also_a_day_later(vault: Vault, saving: Saving) -> None:
    token = opened(vault, {"answers": {"age": 30}})
    code = saving.save(token, "es", "web", NOW)
    later = NOW + 3 * DAY
    vault.purge(later)
    again = saving.resume(code.upper().replace(" ", " - "), later)
    assert again != token
    assert vault.read(again, later).state == {"answers": {"age": 30}}
    vault.write(again, vault.read(again, later), {"n": 2}, later)
    assert vault.read(again, later).state == {"n": 2}


def test_opening_by_code_shuts_out_whoever_holds_the_device_of_before(vault: Vault, saving: Saving) -> None:
    token = opened(vault)
    code = saving.save(token, "en", "web", NOW)
    kept = vault.read(token, NOW)
    again = saving.resume(code, NOW + 1)
    for gone in (lambda: vault.read(token, NOW + 1), lambda: vault.write(token, kept, {"n": 9}, NOW + 1)):
        with pytest.raises(NoSuchSession):
            gone()
    assert vault.read(again, NOW + 1).state == {"n": 1}


def test_only_the_last_code_told_opens(vault: Vault, saving: Saving) -> None:
    token = opened(vault)
    first, second = saving.save(token, "en", "web", NOW), saving.save(token, "en", "web", NOW)
    with pytest.raises(NoSuchSession):
        saving.resume(first, NOW)
    saving.resume(second, NOW)


def test_a_code_is_in_no_table_and_neither_is_what_it_comes_down_to(vault: Vault, saving: Saving) -> None:
    code = saving.save(opened(vault), "en", "web", NOW)
    tables = ("sessions", "wraps", "consents", "audit", "keys")
    kept = repr([sql(vault, f"SELECT * FROM {table}") for table in tables])
    assert code not in kept and code.replace(" ", "") not in kept
    assert not [word for word in code.split() if f" {word} " in kept]


def test_a_wrong_code_an_unknown_one_and_none_at_all_cost_the_same_and_are_told_the_same(
    vault: Vault, saving: Saving, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = saving.save(opened(vault), "en", "web", NOW)
    paid: list[tuple[object, ...]] = []
    real = saving_module.code_opener

    def counted(*given: Any) -> Any:
        paid.append(given[1:])
        return real(*given)

    monkeypatch.setattr(saving_module, "code_opener", counted)
    wrong = [code[:-1], code + " acorn", "acorn " * 7, "", "x" * 50_000]
    told = set()
    for guess in wrong:
        with pytest.raises(NoSuchSession) as caught:
            saving.resume(guess, NOW)
        told.add(repr(caught.value))
    saving.resume(code, NOW)
    assert len(told) == 1 and len(paid) == len(wrong) + 1 and len(set(paid)) == 1


def test_a_thousand_guesses_open_none_of_many_saved_sessions(vault: Vault, saving: Saving) -> None:
    for _ in range(20):
        saving.save(opened(vault), "en", "web", NOW)
    words = LISTS["en"]
    for n in range(1_000):
        guess = " ".join(words[(n * 31 + i * 7) % len(words)] for i in range(7))
        with pytest.raises(NoSuchSession):
            saving.resume(guess, NOW)


def test_what_is_saved_lives_on_with_each_use_and_never_past_the_ceiling(vault: Vault, saving: Saving) -> None:
    code = saving.save(opened(vault), "en", "web", NOW)
    now = NOW
    while now + LIVES.saved - 1 < NOW + LIVES.ceiling:
        now += LIVES.saved - 1
        token = saving.resume(code, now)
        vault.write(token, vault.read(token, now), {"n": now}, now)
    last = NOW + LIVES.ceiling
    saving.resume(code, last - 1)
    with pytest.raises(NoSuchSession):
        saving.resume(code, last)
    assert vault.purge(last) == 1


def test_what_is_saved_and_not_used_ends_after_its_days(vault: Vault, saving: Saving) -> None:
    code = saving.save(opened(vault), "en", "web", NOW)
    assert vault.purge(NOW + LIVES.saved - 1) == 0
    with pytest.raises(NoSuchSession):
        saving.resume(code, NOW + LIVES.saved)
    assert vault.purge(NOW + LIVES.saved) == 1


def test_deleting_ends_every_way_in_at_once(vault: Vault, saving: Saving) -> None:
    token = opened(vault)
    code = saving.save(token, "en", "web", NOW)
    vault.delete(token, NOW)
    with pytest.raises(NoSuchSession):
        saving.resume(code, NOW)
    for table in ("sessions", "wraps", "consents"):
        assert sql(vault, f"SELECT count(*) FROM {table}") == [(0,)]
    assert [row.action for row in vault.audit.rows()] == ["session.saved", "session.deleted"]


def test_a_session_that_was_not_saved_leaves_no_line_in_the_log(vault: Vault) -> None:
    token = opened(vault)
    vault.write(token, vault.read(token, NOW), {}, NOW)
    vault.delete(token, NOW)
    assert vault.audit.rows() == []


def test_a_code_opens_after_the_servers_secret_was_replaced_and_not_without_the_old_one(
    vault: Vault, saving: Saving, database_url: str
) -> None:
    code = saving.save(opened(vault), "en", "web", NOW)
    newer = Vault(database_url, vault.secrets.rotated(NOW + HOUR))
    Saving(newer, LISTS, QUICK).resume(code, NOW + DAY)
    for held in (fresh_secrets(NOW), Secrets(newer.secrets.every[:1])):
        with pytest.raises(NoSuchSession):
            Saving(Vault(database_url, held), LISTS, QUICK).resume(code, NOW + DAY)


def test_many_who_save_at_once_wait_for_each_other_and_all_get_a_code_that_opens(vault: Vault, saving: Saving) -> None:
    tokens = [opened(vault) for _ in range(24)]
    with ThreadPoolExecutor(8) as many:
        codes = list(many.map(lambda token: saving.save(token, "en", "web", NOW), tokens))
        resumed = list(many.map(lambda code: saving.resume(code, NOW), codes))
    assert len({vault.read(token, NOW).session for token in resumed}) == 24
    assert vault.audit.verify().sequence == 48


def test_nothing_is_saved_for_a_token_that_opens_nothing(vault: Vault, saving: Saving) -> None:
    with pytest.raises(NoSuchSession):
        saving.save(new_token(), "en", "web", NOW)
    assert sql(vault, "SELECT count(*) FROM wraps") == [(0,)]
