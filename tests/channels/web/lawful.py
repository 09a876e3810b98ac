"""The law on record as the pages are handed it, on a day that stands still."""

from __future__ import annotations

from datetime import date

from bot.channels.web.policy_pages import Record
from bot.knowledge.policies import load_policies
from bot.knowledge.policy_review import load_review
from bot.knowledge.problems import Problem
from bot.server import PROJECT

TODAY = date(2026, 11, 23)


def record() -> Record:
    problems: list[Problem] = []
    policies, review = load_policies(PROJECT, problems), load_review(PROJECT, problems)
    assert policies is not None and review is not None, problems
    return Record(policies, review, lambda: TODAY)


RECORD = record()
