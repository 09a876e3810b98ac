"""The one place that asks what day it is. Everything that reasons about days is handed one."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day by this machine's own time zone."""
    return datetime.now().astimezone().date()
