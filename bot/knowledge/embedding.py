"""Which organisations show Faro on their own sites: the origins of each, where its exit leads, and its name.

Knows how that file is read and what an origin is. Refuses to know HTTP: `channels.web.origins`
acts on what is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Text
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.screens import PROJECT

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Organisation(Model):
    """One organisation. `name` is told before the first question as who runs this; `exit` is where its exit leads."""

    name: Text
    origins: tuple[str, ...] = Field(min_length=1)
    exit: str | None = None

    @field_validator("origins")
    @classmethod
    def _exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [origin for origin in origins if not is_origin(origin)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: allowed is an exact origin such as https://www.example.org")
        return origins

    @field_validator("exit")
    @classmethod
    def _quiet(cls, exit_url: str | None) -> str | None:
        if exit_url is not None:
            refuse_telling_exit(exit_url)
        return exit_url


class _EmbedFile(Model):
    organisations: Mapping[Slug, Organisation]


@dataclass(frozen=True)
class Embedding:
    """Every organisation by its id. Without any, Faro is shown on its own pages only."""

    organisations: Mapping[str, Organisation] = field(default_factory=dict)

    def origins_of(self, organisation: str) -> tuple[str, ...]:
        """The origins that may frame the page of `organisation`; none for a name nobody has."""
        known = self.organisations.get(organisation)
        return known.origins if known else ()

    def may_call(self, origin: str) -> bool:
        """Whether pages of `origin` may talk to the API: it belongs to some organisation, exactly as written."""
        return any(origin in known.origins for known in self.organisations.values())


def load_embedding(path: Path) -> Embedding:
    """Read the file of organisations. Raises KnowledgeError with every problem in it, each with its line."""
    problems: list[Problem] = []
    loaded = load_model(_EmbedFile, path, path.parent, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return Embedding(loaded[0].organisations)


def is_origin(text: str) -> bool:
    """Scheme, host and port as a browser writes them, and no more. Plain http only on this machine."""
    try:
        url = urlsplit(text)
        host, port = url.hostname, url.port
    except ValueError:
        return False
    if not host or f"{url.scheme}://{url.netloc}" != text or text != text.lower() or "*" in text or "@" in text:
        return False
    standard = {"https": 443, "http": 80}.get(url.scheme)
    return port != standard and (url.scheme == "https" or (url.scheme == "http" and host in _LOOPBACK))


class _Telling(Model):
    parts: tuple[Text, ...]


@cache
def _telling() -> tuple[str, ...]:
    """See `data/operations/telling.yml`. Raises KnowledgeError."""
    problems: list[Problem] = []
    loaded = load_model(_Telling, PROJECT / "data" / "operations" / "telling.yml", PROJECT, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return loaded[0].parts


def refuse_telling_exit(exit_url: str) -> None:
    """The exit leads to a plain https address whose name says nothing: all of it stays in a browser's history."""
    url = urlsplit(exit_url)
    if url.scheme != "https" or not url.netloc or "?" in exit_url or "#" in exit_url:
        raise ValueError("exit_url: an https address without query or fragment")
    if told := [part for part in _telling() if part in exit_url.lower()]:
        raise ValueError(f"exit_url: an address that does not say {', '.join(told)}")
