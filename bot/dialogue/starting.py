"""Everything a conversation needs, started in order: knowledge checked, model at hand, database migrated."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.ears import open_ears
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge, use
from bot.settings import Settings
from bot.vault.opening import open_vault


def start_conversations(settings: Settings, say: Callable[[str], None], surface: str = "web") -> LiveConversations:
    """Raises KnowledgeError for broken data, VaultDown for a database out of reach, Unusable for a file of secrets that
    is none, EngineError for the model."""
    knowledge = load_knowledge(own_contacts=settings.contacts_file)
    use(knowledge)
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    vault = open_vault(settings)
    engine = Engine(settings.home, say)
    ears = open_ears(knowledge.dangers, settings.home / "models")
    return LiveConversations(knowledge, engine, vault, surface, ears=ears, keys_copy=settings.keys_copy)
