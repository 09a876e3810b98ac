"""Killed at any moment, Faro has every answer it acknowledged, none twice, and one reply to one message."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.faults.conftest import Make
from tests.faults.running import PATIENCE, Server
from tests.faults.talking import Talk, answer_to

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
KILLS, TALKERS, SEED = 50, 3, 20261125
UNLISTED = ("screen_seen", "urgent", "past", "topics")
"""Questions whose answers steer the interview and stand in no list of answers; they are counted like the others."""


@dataclass
class Talker:
    """One person who answers as fast as the server does, and keeps a ledger of what was acknowledged."""

    talk: Talk
    number: int = 0
    sent: dict[str, Any] = field(default_factory=dict)
    acknowledged: dict[str, Any] = field(default_factory=dict)
    repeated: int = 0
    finished: int = 0

    def go_on(self, over: threading.Event) -> None:
        while not over.is_set():
            try:
                self.step()
            except httpx.TransportError:
                return

    def step(self) -> None:
        """One message: the one in flight when the server died again under its name, else the next."""
        if not self.sent:
            self._next_question()
            self.sent = {"message_id": f"n{self.number}", "choice": answer_to(str(self.talk.question))}
            self.number += 1
        question = str(self.talk.question)
        answered = self.talk.send(**self.sent)
        assert answered.status_code == 200, answered.text
        self.acknowledged[question] = self.sent["choice"]
        self.sent = {}

    def _next_question(self) -> None:
        if not self.talk.question:
            self.talk, self.acknowledged = Talk(self.talk.client), {}
            self.finished += 1

    def is_as_acknowledged(self) -> None:
        """What the server kept is the ledger, but for the one message whose answer never came."""
        view = self.talk.get()
        assert view.status_code == 200
        in_flight = {str(self.talk.question)} if self.sent else set()
        kept = view.json()["answers"]
        listed = {key: value for key, value in self.acknowledged.items() if key not in UNLISTED}
        assert {key: kept.get(key) for key in listed} == listed
        assert view.json()["progress"]["answered"] - len(self.acknowledged) in (0, len(in_flight))
        if not in_flight:
            assert view.json()["question"] == self.talk.question
        self._is_told_the_same_twice()

    def _is_told_the_same_twice(self) -> None:
        """The message in flight, sent again and again, is taken once."""
        if not self.sent:
            return
        sent, question = self.sent, str(self.talk.question)
        first, again = self.talk.send(**sent), self.talk.send(**sent)
        assert first.status_code == again.status_code == 200 and first.json() == again.json()
        self.acknowledged[question] = sent["choice"]
        assert first.json()["progress"]["answered"] == len(self.acknowledged)
        self.sent = {}
        self.repeated += 1


def test_fifty_kills_at_random_moments_lose_and_double_nothing(make: Make) -> None:
    chance, server = random.Random(SEED), make().start_forking()
    with server.client(limits=httpx.Limits(max_keepalive_connections=0)) as client:
        child = server.spawn()
        server.wait_until_ready()
        talkers = [Talker(Talk(client)) for _ in range(TALKERS)]
        for _ in range(KILLS):
            child = _talk_and_kill(server, child, talkers, chance.uniform(0, 0.35))
            for talker in talkers:
                talker.is_as_acknowledged()
        os.kill(child, signal.SIGKILL)
    assert sum(talker.repeated for talker in talkers) >= KILLS  # the moments were those of messages in flight
    _is_there_after_a_start_anew(server, talkers)


def _talk_and_kill(server: Server, child: int, talkers: list[Talker], after: float) -> int:
    """All talk until `child` is killed; its successor. Who was just connecting waits for that one and is answered."""
    over = threading.Event()
    threads = [threading.Thread(target=talker.go_on, args=(over,)) for talker in talkers]
    for thread in threads:
        thread.start()
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    over.set()
    successor = server.spawn()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    return successor


def _is_there_after_a_start_anew(server: Server, talkers: list[Talker]) -> None:
    server.kill()
    with server.start().client() as client:
        for talker in talkers:
            talker.talk.client = client
            talker.is_as_acknowledged()
