"""Debian's Chromium, driven over a pair of pipes by its own protocol. No driver, no socket, no package."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
)  # fmt: skip
TIMEOUT = 30.0


class Refused(Exception):
    """The browser would not do it, at least not now."""


class Chromium:
    """One browser with a fresh profile. `page()` opens a tab of a given size."""

    def __init__(self, profile: Path) -> None:
        program = shutil.which("chromium")
        assert program, "Chromium is missing: apt-get install chromium"
        to_browser, self._out = _pipe()
        self._in, from_browser = _pipe()
        redirected = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
        arguments = [program, *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", redirected, "bash", *arguments],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._unread = b""
        self._sent = 0

    def page(self, width: int, height: int, **seen: str) -> Page:
        """A tab of this size. `seen` are media features, such as prefers_color_scheme="dark"."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        page = Page(self, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        page.call("Page.enable")
        page.call("Network.enable")
        page.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in seen.items()]
        page.call("Emulation.setEmulatedMedia", features=features)
        return page

    def call(
        self, method: str, session: str | None = None, events: list[dict[str, Any]] | None = None, **params: Any
    ) -> Any:
        """One call and its result. What the browser tells meanwhile goes to `events`."""
        self._sent += 1
        sent = {"id": self._sent, "method": method, "params": params, **({"sessionId": session} if session else {})}
        os.write(self._out, json.dumps(sent).encode() + b"\0")
        while True:
            told = self.next_message()
            if told.get("id") == self._sent:
                if "error" in told:
                    raise Refused(method, told["error"])
                return told["result"]
            if events is not None and told.get("sessionId") == session:
                events.append(told)

    def next_message(self) -> dict[str, Any]:
        until = time.monotonic() + TIMEOUT
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], max(0.0, until - time.monotonic()))
            assert ready, "Chromium does not answer"
            self._unread += os.read(self._in, 1 << 20)
        message, _, self._unread = self._unread.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        os.close(self._out)
        os.close(self._in)


class Page:
    """One tab."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser, self._session = browser, session
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, **params: Any) -> Any:
        return self._browser.call(method, self._session, self.events, **params)

    def go(self, url: str) -> None:
        self.events.clear()
        self.call("Page.navigate", url=url)
        self._loaded()

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def click(self, selector: str) -> None:
        """Press with a real pointer in the middle of the first match, scrolled into sight, then wait for what loads."""
        quoted = json.dumps(selector)
        self.evaluate(f"document.querySelector({quoted}).scrollIntoView({{block: 'center'}})")
        x, y = self.evaluate(
            f"(() => {{ const r = document.querySelector({quoted}).getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        self.events.clear()
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, selector: str) -> None:
        """Click what leads to another page, and wait for it."""
        self.click(selector)
        self._loaded()

    def type(self, selector: str, text: str) -> None:
        self.click(selector)
        self.call("Input.insertText", text=text)

    def wait_for(self, happened: Callable[[], bool]) -> None:
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until:
            with contextlib.suppress(Refused):  # between two pages there is nothing to ask
                if happened():
                    return
            time.sleep(0.05)
        raise AssertionError("it did not happen")

    def addresses(self) -> list[str]:
        """The history of this tab up to what it shows now."""
        history = self.call("Page.getNavigationHistory")
        return [entry["url"] for entry in history["entries"][: history["currentIndex"] + 1]]

    def key(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def requested(self) -> list[str]:
        """Every address asked for since the last navigation began."""
        return [e["params"]["request"]["url"] for e in self.events if e["method"] == "Network.requestWillBeSent"]

    def text(self) -> str:
        """What a person reads here; nothing while nothing is there."""
        return str(self.evaluate("document.body ? document.body.innerText : ''"))

    def screenshot(self, path: Path, whole: bool = True) -> None:
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(taken["data"]))

    def _loaded(self) -> None:
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            told = self._browser.next_message()
            if told.get("sessionId") == self._session:
                self.events.append(told)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends stay clear of 3 and 4, where Chromium expects them."""
    reading, writing = os.pipe()
    ends = (fcntl.fcntl(reading, fcntl.F_DUPFD_CLOEXEC, 10), fcntl.fcntl(writing, fcntl.F_DUPFD_CLOEXEC, 10))
    os.close(reading)
    os.close(writing)
    return ends
