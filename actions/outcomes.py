"""The result and what goes with it: contacts, protections in force, parole where it applies."""

from __future__ import annotations

from actions.memory import Memory
from actions.speaking import Speaking
from bot.wording.briefing import briefing, contact_tags, parole_messages, protection_messages
from bot.wording.helplines import contact_messages
from bot.wording.messages import Message


class ActionResult(Speaking):
    """What fits so far, whom to call, what protects the person today, and parole for someone abroad."""

    action_name = "action_result"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        said = briefing(memory.screening(), memory.answers, memory.settings, memory.knowledge, memory.lang)
        return list(said), memory


class ActionContacts(Speaking):
    action_name = "action_contacts"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        tags = contact_tags(memory.answers, memory.settings)
        said = contact_messages(memory.knowledge, memory.lang, memory.day, tags, for_other=memory.for_other)
        return list(said), memory


class ActionProtections(Speaking):
    action_name = "action_protections"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        said = protection_messages(memory.screening(), memory.answers, memory.settings, memory.knowledge, memory.lang)
        return list(said), memory


class ActionParole(Speaking):
    action_name = "action_parole"

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        said = parole_messages(memory.screening(), memory.knowledge, memory.lang, for_other=memory.for_other)
        return list(said), memory
