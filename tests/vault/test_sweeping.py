"""The sweep: what ended is gone, and what was deleted leaves the copy of the wraps at the next one."""

from pathlib import Path

import pytest

from bot.lifetimes import Lifetimes
from bot.settings import read_settings
from bot.vault.errors import Unusable
from bot.vault.keyring import set_recovery_key
from bot.vault.opening import open_vault
from bot.vault.saving import Saving
from bot.vault.secret import fresh_secrets
from bot.vault.sessions import Vault
from bot.vault.strongbox import read_box
from bot.vault.sweeping import sweep
from tests.vault.conftest import NOW
from tests.vault.test_backup import PUBLIC, RECOVERY
from tests.vault.test_codes import LISTS
from tests.vault.test_saving import QUICK, opened


def wraps_in(copy: Path) -> int:
    return b"".join(read_box(copy, "keys", RECOVERY)).count(b'"wrapped_key"')


def test_a_deleted_session_leaves_the_copy_at_the_next_sweep(vault: Vault, tmp_path: Path) -> None:
    set_recovery_key(vault, PUBLIC, NOW)
    tokens = [opened(vault) for _ in range(3)]
    for token in tokens[:2]:
        Saving(vault, LISTS, QUICK).save(token, "en", "web", NOW)
    copy = tmp_path / "copy"
    assert sweep(vault, copy, NOW) == 0
    assert wraps_in(copy) == 2, "of what is saved, the codes and nothing else"
    vault.delete(tokens[0], NOW)
    sweep(vault, copy, NOW + 60)
    assert wraps_in(copy) == 1
    assert sorted(tmp_path.glob("copy*")) == [copy], "one copy and never a series"


def test_without_a_recovery_key_or_a_place_there_is_no_copy(vault: Vault, tmp_path: Path) -> None:
    opened(vault)
    assert sweep(vault, tmp_path / "copy", NOW + Lifetimes().idle) == 1
    set_recovery_key(vault, PUBLIC, NOW)
    assert sweep(vault, None, NOW) == 0
    assert list(tmp_path.glob("copy*")) == []


def test_a_copy_that_cannot_be_written_is_no_secret_and_nothing_is_left_unswept(vault: Vault, tmp_path: Path) -> None:
    set_recovery_key(vault, PUBLIC, NOW)
    opened(vault)
    with pytest.raises(OSError):
        sweep(vault, tmp_path / "missing" / "copy", NOW + Lifetimes().idle)
    assert vault.purge(NOW + Lifetimes().idle) == 0


def test_a_vault_opens_from_settings_and_refuses_the_secrets_of_another_database(tmp_path: Path) -> None:
    settings = read_settings({"FARO_HOME": str(tmp_path), "FARO_IDLE_MINUTES": "5"})
    first = open_vault(settings)
    assert open_vault(settings).secrets.text() == first.secrets.text()
    assert first.lifetimes.idle == 300
    fresh_secrets(NOW).keep(settings.secret_file)
    with pytest.raises(Unusable, match="secret: holds other secrets"):
        open_vault(settings)


def test_a_lost_secret_is_not_replaced_in_silence(tmp_path: Path) -> None:
    settings = read_settings({"FARO_HOME": str(tmp_path)})
    open_vault(settings)
    settings.secret_file.unlink()
    with pytest.raises(Unusable, match="is missing"):
        open_vault(settings)
    assert not settings.secret_file.exists()
