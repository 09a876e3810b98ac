"""The vault as an operator's settings describe it: database, secrets, lifetimes; migrated and ready."""

from __future__ import annotations

import time

from bot.settings import Settings
from bot.vault.database import Database
from bot.vault.errors import Unusable
from bot.vault.keyring import knows_secret, register_secret
from bot.vault.secret import open_secrets
from bot.vault.sessions import Vault


def clock() -> int:
    """Now, in whole seconds since 1970 (UTC)."""
    return int(time.time())


def open_vault(settings: Settings) -> Vault:
    """Raises VaultDown, or Unusable for a file of secrets that is missing, unreadable or of another database."""
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    database.migrate()
    if not settings.secret_file.exists() and knows_secret(database):
        raise Unusable(f"{settings.secret_file}: is missing, and this database was used with one; put it back")
    vault = Vault(settings.database_url, open_secrets(settings.secret_file, clock()), settings.lifetimes)
    register_secret(vault, settings.secret_file)
    return vault
