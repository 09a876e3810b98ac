"""What the proofs share: the live rulebook in z3, and a table at the end of what was proved, how often, how fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter

import pytest

from tests.proofs.asking import Book, Claim, load_book

Proved = Callable[[Iterable[Claim]], list[Claim]]
TABLE = pytest.StashKey[list[tuple[str, int, float]]]()

R_9 = "R-9, today: "
REPORTED: tuple[str, ...] = (
    "V-3a can be not met",
    "u: someone_else_was_harmed_or_seen is used",
    f"{R_9}juvenile_court_order: [absent, filed, none, not_sure, prefer_not]: cannot be taken for always",
    f"{R_9}juvenile_court_order: [ended_by_age, have]: cannot be taken for always",
    f"{R_9}relationship_to_abuser: [child, stepchild]: cannot be taken for always",
    f"{R_9}relationship_to_abuser: [child, stepchild]: cannot be taken for never",
    f"{R_9}relationship_to_abuser: [child, stepchild]: 'child' decides something",
    f"{R_9}relationship_to_abuser: [child, stepchild]: 'stepchild' decides something",
)
"""Claims that do not hold of the rules as they stand, and were reported. Each has its own strict test."""


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
        found = [claim.fault for claim in done if claim.fault and claim.says not in REPORTED]
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
