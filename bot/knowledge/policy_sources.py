"""The sources that statements about policy point to, by name: `data/policy/sources.yml`.

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


def load_sources(root: Path, problems: list[Problem]) -> dict[str, Source] | None:
    """Every source by name; None when the file is refused. One verified before it was written is a problem."""
    loaded = load_model(SourcesFile, root / "data" / "policy" / "sources.yml", root, problems)
    if loaded is None:
        return None
    file, where = loaded
    for name, source in file.sources.items():
        if source.date != "undated" and source.verified.isoformat() < source.date:
            message = f"{name}: verified {source.verified}, before its own date {source.date}"
            problems.append(Problem(where.shown, where.line_of(("sources", name)), message))
    return file.sources


def known(names: Iterable[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources of these names, without those that do not exist (`missing` names them)."""
    return tuple(sources[name] for name in names if name in sources)


def missing(names: tuple[str, ...], sources: Mapping[str, Source] | None) -> list[str]:
    """What is wrong with a list of source names. Without sources to look in, only that it is empty."""
    if not names:
        return ["needs at least one source"]
    return [f"no source is called {name!r}" for name in names if sources is not None and name not in sources]
