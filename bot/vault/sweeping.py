"""The sweep: what ended is removed, and the one copy of the wraps is renewed, so that what was deleted leaves it."""

from __future__ import annotations

from pathlib import Path

from bot.vault.backup import write_keys
from bot.vault.keyring import has_recovery_key
from bot.vault.sessions import Vault


def sweep(vault: Vault, keys_copy: Path | None, now: int) -> int:
    """How many sessions ended. Raises VaultDown, or OSError when the copy cannot be written."""
    ended = vault.purge(now)
    if keys_copy is not None and has_recovery_key(vault):
        write_keys(vault, keys_copy, now)
    return ended
