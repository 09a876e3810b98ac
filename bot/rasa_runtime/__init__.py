"""Rasa 3.6 as a library: current dependencies, one process, no TensorFlow, no telemetry, no word of anyone in a log.

Importing this package prepares the process (`prepare`) and imports Rasa; nothing in Faro may import Rasa before it. It
trains and loads the model, takes a turn from stored state to new state, and runs Rasa's own command line. It knows
nothing of questions, law, databases or channels: what a turn means is the actions' affair.
"""

from bot.rasa_runtime.start import prepare

prepare()

from bot.rasa_runtime.command import rasa_command  # noqa: E402
from bot.rasa_runtime.errors import EngineError  # noqa: E402
from bot.rasa_runtime.model import ensure_model  # noqa: E402
from bot.rasa_runtime.turns import CollectedTurn, TurnTrackerStore, load_agent, turn, understand  # noqa: E402

__all__ = [
    "CollectedTurn",
    "EngineError",
    "TurnTrackerStore",
    "ensure_model",
    "load_agent",
    "prepare",
    "rasa_command",
    "turn",
    "understand",
]
