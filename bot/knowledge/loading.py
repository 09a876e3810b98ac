"""From a YAML file to a checked model; every refusal becomes a problem with the file and the line it stands on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.problems import Problem, shown_path
from bot.knowledge.yaml_source import YamlFile, read_yaml

M = TypeVar("M", bound=BaseModel)


def load_model(model: type[M], path: Path, root: Path, problems: list[Problem]) -> tuple[M, YamlFile] | None:
    """Read `path` as one `model`. Returns None, with the reasons in `problems`, when it is refused."""
    source = read_yaml(path, shown_path(path, root), problems)
    if source is None:
        return None
    try:
        return model.model_validate(source.content), source
    except ValidationError as error:
        problems.extend(_problem(source, detail["loc"], detail["msg"]) for detail in error.errors())
        return None


def load_folder(model: type[M], folder: Path, root: Path, problems: list[Problem]) -> list[tuple[M, YamlFile]]:
    """Read every `*.yml` of `folder`, in name order. An empty or missing folder is a problem."""
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        problems.append(Problem(shown_path(folder, root), 0, "holds no .yml file"))
    loaded = (load_model(model, path, root, problems) for path in paths)
    return [pair for pair in loaded if pair is not None]


def _problem(source: YamlFile, place: tuple[str | int, ...], message: str) -> Problem:
    name = ".".join(str(step) for step in place) or "the file"
    return Problem(source.shown, source.line_of(place), f"{name}: {message}")
