"""Whole conversations over HTTP, by the interface for programs and by the pages, with words at every question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx

_ids = (f"message-{number}" for number in count())
ANSWERS: dict[str, Any] = {
    "screen_seen": "no", "danger_now": "no", "urgent": [], "past": [], "age": 37, "topics": ["crime"],
    "crimes": ["felonious_assault"], "crime_role": "direct", "certification": "not_asked", "helped_police": "helped",
}  # fmt: skip


def answer_to(question: str) -> Any:
    """An answer that every question takes."""
    return ANSWERS.get(question, "not_sure")


class Talk:
    """One session of the interface for programs."""

    def __init__(self, client: httpx.Client, lang: str = "en") -> None:
        self.client = client
        opened = client.post("/api/sessions", json={"lang": lang, "for": "self"})
        assert opened.status_code == 201, opened.text
        self.token, self.last = opened.json()["token"], opened.json()
        self.bearer = {"Authorization": f"Bearer {self.token}"}

    @property
    def question(self) -> str | None:
        return self.last["question"]  # type: ignore[no-any-return]

    def send(self, message_id: str | None = None, **said: Any) -> httpx.Response:
        """Send one message; what was answered is `last` from then on, if it was taken."""
        body = {"id": message_id or next(_ids), **said}
        answered = self.client.post("/api/messages", json=body, headers=self.bearer)
        if answered.status_code == 200:
            self.last = answered.json()
        return answered

    def answer(self) -> httpx.Response:
        assert self.question
        return self.send(choice=answer_to(self.question))

    def get(self, path: str = "/api/session", **more: Any) -> httpx.Response:
        return self.client.get(path, headers=self.bearer, **more)

    def go_on(self) -> None:
        """Back to the open question from whatever words led to."""
        for _ in range(5):
            if self.question:
                return
            offered = [choice["value"] for message in self.last["messages"] for choice in message["choices"]]
            onwards = [value for value in ("go_on", "no", "first", "resume") if value in offered]
            self.send(choice=onwards[0]) if onwards else self.send(text="go on")

    def questions(self, words: str, most: int = 100) -> Iterator[str]:
        """Say `words` at each question, answer it, and go on to the next until nothing is asked."""
        for _ in range(most):
            if not self.question:
                return
            yield self.question
            assert self.send(text=words).status_code == 200
            self.go_on()
            if self.question:
                assert self.answer().status_code == 200


def talk_by_pages(client: httpx.Client, words: str, turns: int) -> int:
    """Answer by forms, with `words` in every field a form has; how many turns were taken."""
    client.post("/chat/start", data={"lang": "en", "for": "self"})
    for turn in range(turns):
        page = client.get("/chat").text
        open_id, question = _hidden(page, "id"), _hidden(page, "question")
        if not open_id:
            return turn
        for field in ("words", "number", "choice", "many"):
            sent = {"id": f"{open_id[:20]}-{field}", "question": question, field: words}
            assert client.post("/chat", data=sent).status_code in (200, 303, 422)
        picked = answer_to(question)
        sent = {"id": open_id, "question": question}
        many, number = isinstance(picked, list), isinstance(picked, int)
        client.post(
            "/chat", data={**sent, **({"many": picked or ""} if many else {"number" if number else "choice": picked})}
        )
    return turns


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""
