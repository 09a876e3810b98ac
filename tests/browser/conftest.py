from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bot.knowledge.embedding import Embedding, Organisation
from bot.server import ALONE, create_app
from tests.browser.chromium import Chromium
from tests.browser.driven import EXIT, launch, quiet_exit
from tests.browser.hosts import Host, Listening, host_pages
from tests.channels.web.lawful import RECORD
from tests.channels.web.scripted import HOTLINES, Scripted


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
    with Listening() as here, here.serving(scripted_app(talks, here.url)):
        yield here.url


@pytest.fixture(scope="session")
def host(talks: Scripted) -> Iterator[Host]:
    """Another site with the widget on its pages, and Faro beside it, which knows that site's origin."""
    with Listening() as site, Listening() as faro:
        known = Organisation(name="Harbor House", origins=(site.url,))
        app = scripted_app(talks, faro.url, Embedding({"harbor": known}))
        with site.serving(host_pages(faro.url)), faro.serving(app):
            yield Host(site.url, faro.url)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Stopped after each file: while it runs, nothing else in this thread can run a loop of its own."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium with the back/forward cache on, as people have it."""
    started = launch(playwright)
    yield started
    started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield quiet_exit(context).new_page()
    context.close()


def scripted_app(talks: Scripted, url: str, embedding: Embedding = ALONE) -> FastAPI:
    shown = {"hotlines": HOTLINES, "record": RECORD, "exit_url": EXIT, "embedding": embedding}
    return create_app(talks, environment="production", public_url=url, **shown)
