"""What the proofs share: the live rulebook in z3, and a table at the end of what was proved, how often, how fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter

import pytest

from tests.proofs.asking import Book, Claim, load_book

Proved = Callable[[Iterable[Claim]], list[Claim]]
TABLE = pytest.StashKey[list[tuple[str, int, float]]]()


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book()


@pytest.fixture
def proved(request: pytest.FixtureRequest) -> Proved:
    """Put claims to the test: none may have a fault, and each is counted."""

    def prove(claims: Iterable[Claim]) -> list[Claim]:
        started = perf_counter()
        done = list(claims)
        seconds = perf_counter() - started
        assert done, "nothing was claimed"
        request.config.stash.setdefault(TABLE, []).append((request.node.name, len(done), seconds))
        found = [claim.fault for claim in done if claim.fault]
        assert not found, "\n".join(found)
        return done

    return prove


def in_words(name: str) -> str:
    """A proof as the table and docs/proofs.md call it, from the name of its test."""
    return name.removeprefix("test_").replace("_", " ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The proofs' list, with counts and seconds."""
    table = config.stash.get(TABLE, [])
    if not table:
        return
    terminalreporter.section("proofs of the rulebook")
    for name, count, seconds in table:
        terminalreporter.write_line(f"{count:6} {seconds:7.2f} s  {in_words(name)}")
    terminalreporter.write_line(f"{sum(row[1] for row in table):6} {sum(row[2] for row in table):7.2f} s  in all")
