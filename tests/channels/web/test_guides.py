"""What docs/http.md and docs/embedding.md give to copy works as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import httpx

from bot.channels.web.widget import SCRIPTS
from bot.knowledge.embedding import load_embedding
from bot.server import PROJECT, create_app
from tests.browser.hosts import Listening
from tests.channels.web.scripted import HOTLINES, Scripted

HTTP, EMBEDDING = ((PROJECT / "docs" / name).read_text(encoding="utf-8") for name in ("http.md", "embedding.md"))


def block(guide: str, kind: str) -> str:
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    return str(found)


def test_a_whole_intake_with_curl_ends_in_a_result_and_leaves_nothing() -> None:
    talks = Scripted()
    with Listening() as here:
        app = create_app(talks, environment="production", public_url=here.url, hotlines=HOTLINES)
        with here.serving(app):
            env = {**os.environ, "FARO": here.url}
            ran = subprocess.run(
                ["sh", "-eu", "-c", block(HTTP, "sh intake")],
                env=env,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["answers"] == 4
    assert talks.sessions == {}


def test_the_file_of_sites_is_one_that_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "sites.yml"
    path.write_text(block(EMBEDDING, "yaml sites"))
    assert load_embedding(path).origins_of("harbor") == ("https://www.harbor.example.org",)


def test_every_property_and_attribute_of_the_widget_is_in_the_guide() -> None:
    style = (SCRIPTS / "style.css").read_text()
    named = set(re.findall(r"var\((--faro-(?!dark)[\w-]+)", style))
    assert len(named) > 12
    assert [name for name in named if f"`{name}`" not in EMBEDDING] == []
    dark = {name for name in named if name.replace("--faro-", "--faro-dark-") in style}
    assert named - dark == {"--faro-radius", "--faro-font"}
    attributes = set(re.findall(r"data-faro-\w+|(?<=dataset\.)\w+", (SCRIPTS / "loader.js").read_text()))
    assert attributes == {"org", "lang", "dir", "data-faro-open", "data-faro-leave"}
    assert all(name.replace("data-", "") in EMBEDDING for name in attributes)


def test_every_call_of_the_api_is_in_the_guide(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    calls = {
        f"{method.upper()} {path.replace('{key}', 'KEY')}" for path, methods in paths.items() for method in methods
    }
    assert [call for call in calls if f"`{call}`" not in HTTP] == []
