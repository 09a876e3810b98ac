"""What an operator can set, read from the environment (or a file of it) once, at the start, and checked as a whole.

Knows names and allowed values, and that a file it is given to read can be used. Refuses to know what for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from bot.clock import today
from bot.lifetimes import DAY, HOUR, MINUTE, Lifetimes

Network = IPv4Network | IPv6Network
Environment = Literal["development", "production"]
_ENVIRONMENTS = ("development", "production")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """Settings cannot be used. `problems` lists every one, by name."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Settings:
    """Where Faro keeps its data, its address, how much it says in its log, whose contacts it adds and who shows it."""

    home: Path
    database_url: str
    secret_file: Path
    public_url: str
    log_level: str
    environment: Environment
    contacts_file: Path | None = None
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    keys_copy: Path | None = None
    trusted_proxies: tuple[Network, ...] = ()
    embed_file: Path | None = None


def read_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read `FARO_*`. `FARO_SETTINGS` may name a file of NAME=value lines; the environment wins over it.

    Raises SettingsError naming every setting that is wrong and what is allowed.
    """
    problems: list[str] = []
    given = dict(os.environ if env is None else env)
    if path := given.get("FARO_SETTINGS"):
        given = {**_file(Path(path), problems), **given}
    home = Path(given.get("FARO_HOME") or "var").absolute()
    settings = Settings(
        home=home,
        database_url=given.get("FARO_DATABASE_URL") or f"sqlite:///{home / 'faro.db'}",
        secret_file=Path(given.get("FARO_SECRET_FILE") or home / "secret").absolute(),
        public_url=(given.get("FARO_PUBLIC_URL") or "http://127.0.0.1:8000").rstrip("/"),
        log_level=given.get("FARO_LOG_LEVEL") or "WARNING",
        environment=cast(Environment, given.get("FARO_ENV") or "development"),
        contacts_file=Path(own).absolute() if (own := given.get("FARO_CONTACTS_FILE")) else None,
        lifetimes=_lifetimes(given, problems),
        keys_copy=Path(copy).absolute() if (copy := given.get("FARO_KEYS_COPY")) else None,
        trusted_proxies=tuple(_networks(given.get("FARO_TRUSTED_PROXIES", ""), problems)),
        embed_file=Path(sites).absolute() if (sites := given.get("FARO_EMBED_FILE")) else None,
    )
    problems.extend(_problems(settings))
    if problems:
        raise SettingsError(problems)
    return settings


_SPANS = {  # setting: what it sets, its unit in seconds and in words, the most of it
    "FARO_WEB_HOURS": ("web", HOUR, "hours", 24),
    "FARO_SMS_HOURS": ("sms", HOUR, "hours", 72),
    "FARO_IDLE_MINUTES": ("idle", MINUTE, "minutes", 15),
    "FARO_SAVED_DAYS": ("saved", DAY, "days", 365),
    "FARO_CEILING_DAYS": ("ceiling", DAY, "days", 730),
}


def _lifetimes(given: Mapping[str, str], problems: list[str]) -> Lifetimes:
    """How long things are kept. What people are told is a bound, so a life may be made shorter and hardly longer."""
    spans = {}
    for setting, (name, unit, words, most) in _SPANS.items():
        if (text := given.get(setting)) is None:
            continue
        if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most:
            spans[name] = int(text) * unit
        else:
            problems.append(f"{setting}: whole {words} from 1 to {most}")
    lifetimes = Lifetimes(**spans)
    if lifetimes.saved > lifetimes.ceiling:
        problems.append("FARO_SAVED_DAYS: not more than FARO_CEILING_DAYS")
    return lifetimes


def _networks(text: str, problems: list[str]) -> Iterator[Network]:
    """Proxies whose word on an address is taken. All the world is refused: anybody could then say who they are."""
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            network = ip_network(part)
        except ValueError:
            problems.append(f"FARO_TRUSTED_PROXIES: {part!r} is no address and no network, such as 10.0.0.0/24")
            continue
        if network.prefixlen == 0:
            problems.append(f"FARO_TRUSTED_PROXIES: {part!r} is everybody; name your own proxies only")
        yield network


def _file(path: Path, problems: list[str]) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        problems.append("FARO_SETTINGS: the file it names cannot be read as text")
        return {}
    pairs = (line.partition("=") for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _problems(settings: Settings) -> list[str]:
    problems = []
    if settings.environment not in _ENVIRONMENTS:
        problems.append(f"FARO_ENV: one of {', '.join(_ENVIRONMENTS)}")
    if settings.log_level not in _LEVELS:
        problems.append(f"FARO_LOG_LEVEL: one of {', '.join(_LEVELS)}")
    if urlsplit(settings.public_url).scheme not in ("http", "https") or not urlsplit(settings.public_url).netloc:
        problems.append("FARO_PUBLIC_URL: an http or https address, such as https://help.example.org")
    if not settings.database_url.startswith(("sqlite", "postgresql")):
        problems.append("FARO_DATABASE_URL: a sqlite or postgresql address")
    if settings.contacts_file:
        problems.extend(f"FARO_CONTACTS_FILE: {problem}" for problem in _in_contacts(settings.contacts_file))
    if settings.embed_file:
        problems.extend(f"FARO_EMBED_FILE: {problem}" for problem in _in_embedding(settings.embed_file))
    return problems


def _in_embedding(path: Path) -> list[str]:
    from bot.knowledge.embedding import load_embedding
    from bot.knowledge.problems import KnowledgeError

    try:
        load_embedding(path)
    except KnowledgeError as error:
        return [str(problem) for problem in error.problems]
    return []


def _in_contacts(path: Path) -> list[str]:
    from bot.knowledge.own_contacts import own_contact_problems
    from bot.knowledge.screens import PROJECT

    return [str(problem) for problem in own_contact_problems(PROJECT, path, today())]
