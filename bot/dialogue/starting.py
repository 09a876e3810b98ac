"""Everything a conversation needs, started in order: knowledge checked, model at hand, database migrated."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.ears import open_ears
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge, use
from bot.settings import Settings, SettingsError
from bot.vault.opening import open_vault
from bot.vault.sessions import VaultDown


def start_conversations(settings: Settings, say: Callable[[str], None], surface: str = "web") -> LiveConversations:
    """Raises KnowledgeError for broken data, SettingsError for a database out of reach, Unusable for a file of secrets
    that is none, EngineError for the model."""
    knowledge = load_knowledge(own_contacts=settings.contacts_file)
    use(knowledge)
    try:
        vault = open_vault(settings)
    except VaultDown:
        raise SettingsError(["FARO_DATABASE_URL: the database does not answer, or cannot be written to"]) from None
    engine = Engine(settings.home, say)
    ears = open_ears(knowledge.dangers, settings.home / "models")
    return LiveConversations(knowledge, engine, vault, surface, ears=ears, keys_copy=settings.keys_copy)
