"""What this room raises: one class for everything the engine refuses to do, and its one special case."""


class EngineError(Exception):
    """Rasa cannot be started, loaded, trained or asked. The text says why and never holds a person's words."""


class AbsentModuleError(EngineError, ImportError):
    """Something asked a left-out library to work. An ImportError too, as it would be had nobody answered for it."""
