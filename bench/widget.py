"""How soon somebody with a slow phone on a slow network can leave, and reads the first question: medians of five.

    .venv/bin/python -m bench.widget [--runs 5]

The widget stands on a page of another site, over live conversations with the trained model under FARO_HOME.
Chromium is slowed by its own protocol: the processor six times, the network to what is named.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable

from playwright.sync_api import Browser, sync_playwright

from bot.dialogue.starting import start_conversations
from bot.knowledge.embedding import Embedding, Organisation
from bot.server import create_app
from bot.settings import read_settings
from tests.browser.driven import launch
from tests.browser.hosts import Listening, host_pages
from tests.channels.web.scripted import HOTLINES

NETWORKS = {"400 kbit/s, 400 ms": (400, 400), "9 Mbit/s, 100 ms": (9_000, 100)}
SLOWED = 6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    settings = read_settings({**os.environ, "FARO_DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/faro.db"})
    conversations = start_conversations(settings, print)
    with Listening() as site, Listening() as faro:
        known = Embedding({"harbor": Organisation(name="Harbor House", origins=(site.url,))})
        app = create_app(
            conversations, environment="production", public_url=faro.url, hotlines=HOTLINES, embedding=known
        )
        with site.serving(host_pages(faro.url)), faro.serving(app), sync_playwright() as playwright:
            browser = launch(playwright)
            for name, network in NETWORKS.items():
                timed = [_once(browser, site.url + "/", *network) for _ in range(runs)]
                leave, question = (statistics.median(one) for one in zip(*timed, strict=True))
                print(f"{name}, processor slowed {SLOWED}x: way out {leave:.2f} s, first question {question:.2f} s")
            browser.close()


def _once(browser: Browser, url: str, kilobits: int, latency: int) -> tuple[float, float]:
    """Seconds from the address to the way out, and to the first question with the two presses it takes."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    speed = kilobits * 1000 / 8
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    began = time.monotonic()
    page.goto(url, wait_until="commit")
    leave = _until(lambda: page.locator("faro-chat .bar .leave").wait_for(), began)
    page.locator("faro-chat .open").click()
    page.locator(".who .pick").first.click()
    question = _until(lambda: page.locator(".message.question").wait_for(), began)
    context.close()
    return leave, question


def _until(wait: Callable[[], None], began: float) -> float:
    wait()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
