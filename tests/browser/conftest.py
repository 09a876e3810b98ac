from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from bot.server import create_app
from tests.browser.chromium import Chromium
from tests.channels.web.lawful import RECORD
from tests.channels.web.scripted import HOTLINES, Scripted

EXIT = "https://exit.invalid/"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    browser = Chromium(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def talks() -> Scripted:
    return Scripted()


@pytest.fixture(scope="session")
def base(talks: Scripted) -> Iterator[str]:
    """The address of the application, served as in life, on the scripted conversation."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create_app(talks, environment="production", public_url=url, hotlines=HOTLINES, record=RECORD, exit_url=EXIT)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, server_header=False, log_config=None, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield url
    server.should_exit = True
    thread.join(10)
