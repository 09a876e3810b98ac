"""The file of organisations that show Faro: exact origins and quiet exits, every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.embedding import is_origin, load_embedding
from bot.knowledge.problems import KnowledgeError
from bot.settings import SettingsError, read_settings

RIGHT = """organisations:
  harbor:
    name: Harbor House
    origins: [https://www.harbor.example.org, "https://harbor.example.org:8443"]
    exit: https://news.example.org/
  dock:
    name: Dock Aid
    origins: [http://localhost:3000]
"""
WRONG = """organisations:
  harbor:
    name: Harbor House
    origins: ["https://*.example.org"]
    exit: https://example.org/?q=weather
  Dock Aid:
    name: Dock
    origins: []
    colour: blue
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sites.yml"
    path.write_text(text)
    return path


def test_each_organisation_has_its_own_origins_and_the_api_knows_all_of_them(tmp_path: Path) -> None:
    known = load_embedding(written(tmp_path, RIGHT))
    assert known.origins_of("harbor") == ("https://www.harbor.example.org", "https://harbor.example.org:8443")
    assert known.origins_of("nobody") == known.origins_of("") == ()
    assert known.may_call("http://localhost:3000") and known.may_call("https://www.harbor.example.org")
    for stranger in ("", "null", "https://harbor.example.org", "https://www.harbor.example.org.evil.example"):
        assert not known.may_call(stranger)
    assert known.organisations["harbor"].exit == "https://news.example.org/"


@pytest.mark.parametrize(
    "origin", ["https://a.example", "https://a.example:8443", "http://127.0.0.1:8000", "http://localhost"]
)
def test_what_a_browser_sends_as_an_origin_is_one(origin: str) -> None:
    assert is_origin(origin)


@pytest.mark.parametrize(
    "text",
    ["", "null", "*", "https://*.a.example", "https://a.example/", "https://a.example/x", "https://A.example",
     "a.example", "http://a.example", "https://a.example:443", "https://u@a.example", "https://a.example:x", "https://a.example?x",
     "javascript:alert(1)", "https://", "data:x"],
)  # fmt: skip
def test_anything_wider_or_other_than_an_exact_origin_is_none(text: str) -> None:
    assert not is_origin(text)


def test_every_problem_is_told_with_its_line_and_what_is_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, WRONG)
    with pytest.raises(KnowledgeError) as refused:
        load_embedding(path)
    told = [str(problem) for problem in refused.value.problems]
    for line, part in ((4, "exact origin such as"), (5, "without query"), (8, "origins"), (9, "colour")):
        assert any(f":{line}:" in problem and part in problem for problem in told), (line, told)


def test_the_server_does_not_start_with_a_file_that_is_wrong_or_not_there(tmp_path: Path) -> None:
    env = {"FARO_EMBED_FILE": str(written(tmp_path, WRONG)), "FARO_LOG_LEVEL": "LOUD"}
    with pytest.raises(SettingsError) as refused:
        read_settings(env)
    assert len([problem for problem in refused.value.problems if problem.startswith("FARO_EMBED_FILE: ")]) >= 4
    assert any(problem.startswith("FARO_LOG_LEVEL") for problem in refused.value.problems)
    with pytest.raises(SettingsError, match="FARO_EMBED_FILE"):
        read_settings({"FARO_EMBED_FILE": str(tmp_path / "missing.yml")})
    assert read_settings({"FARO_EMBED_FILE": str(written(tmp_path, RIGHT))}).embed_file == path_of(tmp_path)


def path_of(tmp_path: Path) -> Path:
    return tmp_path / "sites.yml"
