"""The commands of `faro`, one module each. A module imports heavy rooms only when its command runs."""

from __future__ import annotations

from collections.abc import Mapping

from bot.commands import chat, hearing, policies, rulebook, screens, serving, words
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
}
