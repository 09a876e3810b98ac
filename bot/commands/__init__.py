"""The commands of `faro`, one module each. A module imports heavy rooms only when its command runs."""

from __future__ import annotations

from collections.abc import Mapping

from bot.commands import (
    audits,
    backups,
    chat,
    datamap,
    hearing,
    keys,
    organisations,
    policies,
    releases,
    rulebook,
    screens,
    serving,
    words,
)
from bot.commands.shape import Command

COMMANDS: Mapping[str, Command] = {
    "serve": serving.SERVE,
    "chat": chat.CHAT,
    "screen": screens.SCREEN,
    "rulebook": rulebook.RULEBOOK,
    "policy": policies.POLICY,
    "contacts": policies.CONTACTS,
    "parole": policies.PAROLE,
    "words": words.WORDS,
    "understand": hearing.UNDERSTAND,
    "safety": hearing.SAFETY,
    "organisations": organisations.ORGANISATIONS,
    "releases": releases.RELEASES,
    "audit": audits.AUDIT,
    "produce": audits.PRODUCE,
    "breach-report": audits.BREACH,
    "keys": keys.KEYS,
    "purge": backups.PURGE,
    "backup": backups.BACKUP,
    "restore": backups.RESTORE,
    "migrate": backups.MIGRATE,
    "datamap": datamap.DATAMAP,
}
