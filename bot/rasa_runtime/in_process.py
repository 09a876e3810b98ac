"""Runs actions where Rasa would call an action server.

Rasa swallows an error in an action, loses what the action did and goes on. Here the error is written down, as its type
and place without its words, so that the turn can fail. Knows the calls of the action server, not what actions do.
"""

import importlib
import json
import pkgutil
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection


class Watch:
    """Notes the first action that failed during a turn."""

    def __init__(self) -> None:
        self.failure: str | None = None
        self._action = ""

    def over(self, action: str) -> Self:
        """Watch over the run of this action."""
        self._action = action
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None or issubclass(kind, ActionExecutionRejection) or self.failure:
            return
        place = traceback.extract_tb(at)[-1]
        where = f"{place.name}, line {place.lineno} of {Path(place.filename).name}"
        self.failure = f"{self._action} failed: {kind.__name__} in {where}"


def faros_actions() -> ActionExecutor:
    """The actions of the package `actions`, by name."""
    import actions

    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        importlib.import_module(module.name)  # here an error speaks; in Rasa's own walk it would end the process, mute
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


class InProcessActions(EndpointConfig):
    """An action endpoint without a network."""

    def __init__(self, watch: Callable[[str], Watch], executor: ActionExecutor) -> None:
        super().__init__(selective_domain=True)  # the domain is sent to those actions only that ask for it
        self._watch = watch
        self._executor = executor

    async def request(self, *_args: object, **call: Any) -> dict[str, Any]:
        """Run the action that was called for, and answer as the action server would."""
        wanted = call["json"]
        try:
            with self._watch(wanted["sender_id"]).over(wanted["next_action"]):
                return await self._executor.run(wanted) or {}
        except ActionExecutionRejection as rejection:
            answer = json.dumps({"action_name": rejection.action_name, "error": rejection.message})
            raise ClientResponseError(400, "rejected", answer) from rejection
