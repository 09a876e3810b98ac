"""The sources that statements about policy, contacts and parole point to, by name: `data/policy/sources*.yml` together.

Knows that a source has dates that can be true. Refuses to know which statement uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Source
from bot.knowledge.problems import Problem


class SourcesFile(Model):
    sources: dict[Slug, Source]


def load_sources(root: Path, problems: list[Problem]) -> dict[str, Source]:
    """Every source by name. A name used twice, or a source verified before it was written, is a problem."""
    folder = root / "data" / "policy"
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("sources*.yml")):
        loaded = load_model(SourcesFile, path, root, problems)
        if loaded is None:
            continue
        file, where = loaded
        for name, source in file.sources.items():
            line = where.line_of(("sources", name))
            problems.extend(Problem(where.shown, line, fault) for fault in _faults(name, source, found))
            found[name] = source
    return found


def known(names: Iterable[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources of these names, without those that do not exist (`missing` names them)."""
    return tuple(sources[name] for name in names if name in sources)


def missing(names: tuple[str, ...], sources: Mapping[str, Source]) -> list[str]:
    """What is wrong with a list of source names."""
    strangers = [f"no source is called {name!r}" for name in names if name not in sources]
    return strangers if names else ["needs at least one source"]


def _faults(name: str, source: Source, found: Mapping[str, Source]) -> list[str]:
    """A date of a year or a month begins with its first day, so ISO text compares as it stands."""
    early = source.date != "undated" and source.verified.isoformat() < source.date
    return [
        *([f"{name}: this source is named twice"] if name in found else []),
        *([f"{name}: verified {source.verified}, before its own date {source.date}"] if early else []),
    ]
