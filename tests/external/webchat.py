"""Another maker's client takes a whole intake: Microsoft's WebChat, over a bridge shaped like its Direct Line.

No part of the tests. WebChat is not kept here; it needs a running Faro and Debian's Chromium:

    npm pack botframework-webchat@4.18.0 && tar xzf botframework-webchat-*.tgz
    .venv/bin/faro serve &
    python -m tests.external.webchat package/dist/webchat.js http://127.0.0.1:8000 > tests/external/webchat.txt

The bridge knows HTTP on both sides and nothing of what is asked. Prints each question and what was pressed, then the
result.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.browser.driven import launch
from tests.browser.hosts import Listening

PAGE = """<!doctype html><html lang="en"><title>Questions</title><meta name="viewport" content="width=device-width">
<style>html, body, #chat { height: 100%; margin: 0 }</style><div id="chat"></div><script src="/webchat.js"></script>
<script>
WebChat.renderWebChat({
  directLine: WebChat.createDirectLine({domain: location.origin + "/v3/directline", token: "bridge", webSocket: false}),
  userID: "person", locale: "en-US",
}, document.getElementById("chat"));
</script>"""
ANSWERS = {
    "age": 37, "in_united_states": "yes", "topics": "crime", "crimes": "felonious_assault", "crime_role": "direct",
    "crime_in_united_states": "yes", "substantial_abuse": "yes", "knows_facts": "yes", "crime_reported": "yes",
    "helped_police": "helped", "certification": "waiting",
}  # fmt: skip


class Bridge:
    """One conversation of Direct Line on one session of Faro."""

    def __init__(self, faro: str, script: Path) -> None:
        self.faro, self._script = httpx.Client(base_url=faro), script
        self.activities: list[dict[str, Any]] = []
        self.question: str | None = None
        self.several: dict[str, Any] | None = None
        self.choices: dict[str, str] = {}

    def app(self) -> Starlette:
        line = "/v3/directline"
        return Starlette(routes=[
            Route("/", lambda _: HTMLResponse(PAGE)),
            Route("/webchat.js", lambda _: FileResponse(self._script, media_type="text/javascript")),
            Route(f"{line}/conversations", self.start, methods=["POST"]),
            Route(f"{line}/tokens/refresh", self.refresh, methods=["POST"]),
            Route(f"{line}/conversations/{{id}}/activities", self.read),
            Route(f"{line}/conversations/{{id}}/activities", self.write, methods=["POST"]),
        ])  # fmt: skip

    def start(self, _: Request) -> Response:
        opened = self.faro.post("/api/sessions", json={"lang": "en", "for": "self"}).json()
        self.faro.headers["Authorization"] = f"Bearer {opened['token']}"
        self._told(opened)
        return JSONResponse({"conversationId": "one", "token": "bridge", "expires_in": 3600}, 201)

    def refresh(self, _: Request) -> Response:
        return JSONResponse({"conversationId": "one", "token": "bridge", "expires_in": 3600})

    def read(self, request: Request) -> Response:
        seen = int(request.query_params.get("watermark") or 0)
        return JSONResponse({"activities": self.activities[seen:], "watermark": str(len(self.activities))})

    async def write(self, request: Request) -> Response:
        """What the person wrote or pressed: the value of a choice travels as such, anything else as words."""
        sent = await request.json()
        if sent.get("type") != "message":
            return JSONResponse({"id": "ignored"})
        text = sent.get("text", "")
        given: dict[str, Any] = {"choice": text} if text in self.choices else {"text": text}
        if text in self.choices and self.several and text not in (*self.several["controls"], "none"):
            given = {"choice": [text]}
        identity = self._add({**sent, "channelData": sent.get("channelData", {})})
        self._told(self.faro.post("/api/messages", json={"id": identity, **given}).json())
        return JSONResponse({"id": identity})

    def _told(self, reply: dict[str, Any]) -> None:
        """Each message as an activity; what may be picked stands under the last."""
        self.question = reply["question"]
        self.several = reply["input"] if reply["input"] and reply["input"]["kind"] == "many" else None
        offered = [choice for message in reply["messages"] for choice in message["choices"]]
        self.choices = {choice["value"]: choice["label"] for choice in offered}
        for message in reply["messages"]:
            text = message["text"].replace("\n", "\n\n")
            self._add({"type": "message", "from": {"id": "faro", "role": "bot"}, "text": text})
        if offered:
            buttons = [
                {"type": "imBack", "title": one["label"], "displayText": one["label"], "value": one["value"]}
                for one in offered
            ]
            self.activities[-1]["suggestedActions"] = {"actions": buttons}

    def _add(self, activity: dict[str, Any]) -> str:
        identity = f"one|{len(self.activities):07d}"
        stamp = f"2026-01-01T00:{len(self.activities) // 60:02d}:{len(self.activities) % 60:02d}Z"
        self.activities.append({**activity, "id": identity, "timestamp": stamp, "conversation": {"id": "one"}})
        return identity


def intake(page: Page, bridge: Bridge) -> None:
    """Press or type until nothing is asked."""
    while key := bridge.question:
        before = len(bridge.activities)
        value = ANSWERS.get(key, "none" if "none" in bridge.choices else "no" if "no" in bridge.choices else "not_sure")
        box = page.get_by_placeholder("Type your message")
        if value in bridge.choices:
            press = page.get_by_role("button", name=bridge.choices[value], exact=True).last
            press.wait_for()
            press.click()
        else:
            box.fill(str(value))
            box.press("Enter")
        print(f"{key}: {bridge.choices.get(str(value), value)}", flush=True)
        for _ in range(100):
            if len(bridge.activities) > before + 1:
                break
            page.wait_for_timeout(100)
        page.wait_for_timeout(1_500)  # WebChat asks for what is new once a second


def main(script: Path, faro: str) -> int:
    bridge = Bridge(faro, script)
    with Listening() as here, here.serving(bridge.app()), sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 480, "height": 1400})
        page.goto(here.url)
        page.get_by_text("I ask plain questions").first.wait_for()
        print(
            "WebChat",
            page.evaluate("document.querySelector('meta[name=\"botframework-webchat:bundle:version\"]').content"),
        )
        page.wait_for_timeout(1_500)
        intake(page, bridge)
        page.get_by_text("Here is what your answers point to").first.wait_for()
        browser.close()
    result = bridge.faro.get("/api/session/result").json()
    outcomes = {name: card["outcome"] for name, card in result["categories"].items()}
    print(outcomes)
    bridge.faro.delete("/api/session")
    return 0 if outcomes["u"] in ("likely", "possible") else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
