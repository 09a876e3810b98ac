"""One turn through Rasa: stored state in, what was said and the new state out.

Rasa replays a conversation's events at every turn. Faro's conversation keeps its state in slots, so that slots and the
active form are all a turn needs: the store rebuilds a tracker from them and forgets it when the turn ends. A turn costs
the same at question 60 as at question 1, and nothing typed outlives it. The store keeps nothing itself and writes
nothing; where state is kept, and for how long, is not known here.
"""

import re
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa_sdk.executor import ActionExecutor

from bot.rasa_runtime.errors import EngineError
from bot.rasa_runtime.in_process import InProcessActions, Watch, faros_actions
from bot.rasa_runtime.model import check, scratch
from bot.rasa_runtime.straight import StraightGraphRunner

State = dict[str, Any]
Response = dict[str, Any]
RASAS_OWN = {"timestamp", "model_id", "assistant_id"}  # keys Rasa adds to every response
COMMAND_PREFIX = re.compile(r"^[\s/]+")  # what Rasa would read as an intent with slots


class HeldTurn(Watch):
    """The state of one conversation for the length of one turn."""

    def __init__(self, state: State | None) -> None:
        super().__init__()
        self.id = uuid.uuid4().hex
        self.state: State = state or {"slots": {}, "form": None}


class TurnTrackerStore(TrackerStore):
    """A tracker store that holds a conversation only while its turn is taken."""

    def __init__(self) -> None:
        super().__init__(Domain.empty())
        self._held: dict[str, HeldTurn] = {}

    @contextmanager
    def hold(self, state: State | None) -> Iterator[HeldTurn]:
        """Hand in the stored state; take the new one from what this yields before leaving."""
        held = HeldTurn(state)
        self._held[held.id] = held
        try:
            yield held
        finally:
            del self._held[held.id]

    def held(self, turn_id: str) -> HeldTurn:
        """The turn under way with this id."""
        if turn_id not in self._held:
            raise EngineError("Rasa asked for a conversation that no turn has handed in")
        return self._held[turn_id]

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Rebuild the tracker Rasa expects from the state that was handed in."""
        state = self.held(sender_id).state
        events = [SlotSet(name, value) for name, value in state["slots"].items()]
        events += [ActiveLoop(state["form"]), ActionExecuted(ACTION_LISTEN_NAME)]
        tracker = DialogueStateTracker(sender_id, self.domain.slots)
        tracker.update_with_events(events, self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Take slots and form from the tracker; its events, with what was typed, are left behind."""
        self.held(tracker.sender_id).state = {
            "slots": {name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value},
            "form": tracker.active_loop_name,
        }

    async def keys(self) -> list[str]:
        """The ids of the turns under way."""
        return list(self._held)


class CollectedTurn(OutputChannel):
    """Collects whole responses, in order, with whatever keys the actions gave them."""

    def __init__(self) -> None:
        self.responses: list[Response] = []

    @classmethod
    def name(cls) -> str:
        """How Rasa calls this channel."""
        return "faro"

    async def send_response(self, recipient_id: str, message: Response) -> None:
        """Keep a response as it was uttered, without its empty fields."""
        self.responses.append({key: value for key, value in message.items() if value and key not in RASAS_OWN})


def load_agent(
    model: Path, tracker_store: TurnTrackerStore | None = None, actions: ActionExecutor | None = None
) -> Agent:
    """Rasa's agent for this model, with the actions in this process. The model is checked before it is opened."""
    check(model)
    store = tracker_store or TurnTrackerStore()
    # RemoteAction re-checks Rasa's own JSON schema at each action, four fifths of a turn. It guards against a foreign
    # action server; these actions are this program's own and typed.
    RemoteAction._validate_action_result = lambda _self, _result: True
    processor.DaskGraphRunner = StraightGraphRunner
    with scratch(model.parent), warnings.catch_warnings(record=True):
        agent = Agent.load(model, action_endpoint=InProcessActions(store.held, actions or faros_actions()))
    store.domain = agent.domain
    agent.tracker_store = agent.processor.tracker_store = store  # without the fail-safe that would keep it in memory
    return agent


async def turn(
    agent: Agent,
    store: TurnTrackerStore,
    state: State | None,
    *,
    intent: str | None = None,
    entities: list[dict[str, Any]] | None = None,
    text: str | None = None,
) -> tuple[list[Response], State]:
    """Take one turn. A known intent goes in as it is; text is read by Rasa's language component, always as text."""
    channel = CollectedTurn()
    words = COMMAND_PREFIX.sub("", text or "")
    meaning = _meaning(intent, entities or []) if intent else None
    with store.hold(state) as held:
        await agent.handle_message(UserMessage(words, channel, sender_id=held.id, parse_data=meaning))
        if held.failure:
            raise EngineError(held.failure)
        return channel.responses, held.state


def _meaning(intent: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    return {"text": "", "intent": {"name": intent, "confidence": 1.0}, "entities": entities, "intent_ranking": []}


async def understand(agent: Agent, text: str, about: dict[str, Any]) -> dict[str, Any]:
    """What Rasa's language component makes of `text`, always as text; `about` reaches it as the message's metadata."""
    words = COMMAND_PREFIX.sub("", text)
    message = UserMessage(words, CollectedTurn(), sender_id="", metadata=about)
    if agent.processor is None:
        raise EngineError("Rasa has no model loaded")
    parsed: dict[str, Any] = await agent.processor.parse_message(message)
    return parsed
