"""A page as a test sees it, and a conversation held through its forms as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser

import httpx

VOID = {"meta", "link", "input", "br", "img"}


class Seen(HTMLParser):
    """The parts of a page a test asks about. Fails on a tag closed in the wrong place."""

    def __init__(self, page: httpx.Response) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self.feed(page.text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [has for name, has in self.tags if name == tag and wanted.items() <= has.items()]

    def value(self, name: str) -> str:
        return self.all("input", name=name)[0]["value"]

    def choices(self) -> list[str]:
        return [button["value"] for button in self.all("button", name="choice")]


def begin(client: httpx.Client, lang: str = "en") -> httpx.Response:
    return client.post("/chat/start", data={"lang": lang, "for": "self"}, follow_redirects=True)


def answer(client: httpx.Client, page: httpx.Response, **given: object) -> httpx.Response:
    """Send the page's form as a browser would, with its hidden fields."""
    seen = Seen(page)
    hidden = {"id": seen.value("id"), "question": seen.value("question")}
    return client.post("/chat", data={**hidden, **given}, follow_redirects=True)
