"""Keys: one secret at a time in use, old ones kept for what they made, and a file of another database refused."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.lifetimes import DAY
from bot.vault.errors import Unusable
from bot.vault.keyring import recovery_key, register_secret, rotate_secret, set_recovery_key
from bot.vault.secret import Secrets, fresh_secrets, open_secrets, read_secrets
from bot.vault.sessions import Vault
from tests.vault.conftest import NOW
from tests.vault.test_sessions import sql


@pytest.fixture
def file(tmp_path: Path, secrets: Secrets) -> Path:
    secrets.keep(tmp_path / "secret")
    return tmp_path / "secret"


def test_a_rotation_puts_a_new_secret_in_front_and_keeps_the_old_one(vault: Vault, file: Path) -> None:
    rotate_secret(vault, file, NOW + DAY)
    after = read_secrets(file)
    assert after.every[1:] == vault.secrets.every and after.newest.made_at == NOW + DAY
    assert sql(vault, "SELECT id, made_at, retired_at FROM keys ORDER BY made_at") == [
        (after.every[1].id, NOW, NOW + DAY),
        (after.newest.id, NOW + DAY, None),
    ]
    row = vault.audit.rows()[-1]
    assert (row.action, row.object) == ("keys.rotated", f"key:{after.newest.id}")


def test_a_rotation_that_broke_off_after_the_file_is_finished_at_the_next_start(vault: Vault, file: Path) -> None:
    register_secret(vault, file)
    vault.secrets.rotated(NOW + 9).keep(file)
    vault.secrets = read_secrets(file)
    register_secret(vault, file)
    assert sql(vault, "SELECT id FROM keys WHERE retired_at IS NULL") == [(vault.secrets.newest.id,)]


def test_a_file_of_another_database_is_refused_before_any_harm(vault: Vault, file: Path) -> None:
    register_secret(vault, file)
    vault.secrets = fresh_secrets(NOW + 1)
    with pytest.raises(Unusable, match="holds other secrets"):
        register_secret(vault, file)


def test_no_secret_stands_in_the_database(vault: Vault, file: Path) -> None:
    rotate_secret(vault, file, NOW + 1)
    kept = repr(sql(vault, "SELECT * FROM keys"))
    for secret in read_secrets(file).every:
        assert secret.value.hex() not in kept and repr(secret.value)[2:-1] not in kept


def test_the_file_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret"
    first = open_secrets(path, NOW)
    assert open_secrets(path, NOW + 5).text() == first.text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret"]


def test_programs_that_start_at_the_same_moment_share_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        made = {secrets.text() for secrets in many.map(lambda _: open_secrets(tmp_path / "secret", NOW), range(40))}
    assert len(made) == 1


@pytest.mark.parametrize("broken", ["", "\n", "a b c", "a 1 00", "a x " + "0" * 64, "é"])
def test_a_file_that_holds_no_secrets_is_refused_and_left_as_it_is(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "secret"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(Unusable, match="secret: no file of secrets"):
        open_secrets(path, NOW)
    assert path.read_text(encoding="utf-8") == broken


def test_secrets_are_used_as_long_as_something_of_theirs_may_live() -> None:
    three = fresh_secrets(NOW).rotated(NOW + 100).rotated(NOW + 200)
    newest, middle, oldest = three.every
    assert three.used_since(NOW) == (newest, middle, oldest)
    assert three.used_since(NOW + 100) == (newest, middle)
    assert three.used_since(NOW + 500) == (newest,)


def test_a_phones_token_comes_from_the_secret_and_the_number_and_shows_neither() -> None:
    secrets = fresh_secrets(NOW)
    token = secrets.phone_token("+12025550143")
    assert token == secrets.phone_token("+12025550143") != secrets.phone_token("+12025550144")
    assert token != fresh_secrets(NOW).phone_token("+12025550143")
    assert len(token) == 43 and "2025550143" not in token
    assert secrets.newest.value.hex() not in repr(secrets.newest)


def test_the_last_recovery_key_is_the_one_backups_are_sealed_to(vault: Vault) -> None:
    set_recovery_key(vault, b"a" * 32, NOW)
    set_recovery_key(vault, b"b" * 32, NOW + 1)
    assert recovery_key(vault) == b"b" * 32
