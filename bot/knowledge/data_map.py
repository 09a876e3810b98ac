"""What each column of the database is for: `data/vault/map.yml`. Refuses to know which columns there are."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import model_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Text
from bot.knowledge.problems import Problem


class Column(Model):
    """One column: its purpose, the key that opens it, and the name of its retention."""

    purpose: Text
    key: Literal["none", "public", "session", "token / code / organisation"]
    retention: Slug


class DataMap(Model):
    """Every table and column. A retention that is not explained is refused."""

    retentions: dict[Slug, Text]
    tables: dict[Slug, dict[Slug, Column]]

    @model_validator(mode="after")
    def _explained(self) -> DataMap:
        named = {column.retention for columns in self.tables.values() for column in columns.values()}
        if named != set(self.retentions):
            raise ValueError(
                f"retentions and columns do not name the same ones: {sorted(named ^ set(self.retentions))}"
            )
        return self


def load_data_map(root: Path, problems: list[Problem]) -> DataMap | None:
    """Read the file below `root`; None, with the reasons in `problems`, when it is refused."""
    loaded = load_model(DataMap, root / "data" / "vault" / "map.yml", root, problems)
    return loaded[0] if loaded else None
