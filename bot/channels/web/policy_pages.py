"""`/policy`: what was in force on a day an advocate picks, with its sources. Needs neither the database nor a model.

Thin: a query in, one page out. The query holds a day and two letters: an address kept in a history says nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web.language import others, preferred
from bot.channels.web.policy_view import policy_view
from bot.channels.web.policy_words import load_policy_page_words
from bot.channels.web.render import Renderer
from bot.knowledge.policies import Policies, Situation
from bot.knowledge.policy_review import Review
from bot.knowledge.rules import Category
from bot.policy.in_force import protections
from bot.policy.timeline import Timeline, timeline
from bot.policy.timeline_drawing import timeline_svg

POLICY, LINE = "/policy", "/policy/line.svg"
CATEGORY_LETTERS: Mapping[str, Category] = {"t": "t", "u": "u", "v": "vawa", "s": "sij", "c": "cp"}
SITUATION_LETTERS: Mapping[str, Situation] = {
    "n": "none", "p": "pending", "b": "bona_fide", "a": "approved", "o": "outside", "d": "detained", "f": "final_order",
}  # fmt: skip
YEARS = range(1990, 2101)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Record:
    """The law on record, how it is reviewed, and what day it is."""

    policies: Policies
    review: Review
    today: Callable[[], date]

    @cached_property
    def line(self) -> Timeline:
        return timeline(self.policies)


@dataclass(frozen=True)
class Asked:
    """What a query asks for. `readable` is false when part of it was no day and no letter of ours."""

    day: date
    category: str
    situation: str
    readable: bool = True


class PolicyPage:
    """The page, as a plain callable on the record and one way to render."""

    def __init__(self, record: Record, renderer: Renderer, root: Path) -> None:
        self._record, self._renderer = record, renderer
        self._words = load_policy_page_words(root)

    def routes(self) -> list[Route]:
        return [Route(POLICY, self.policy), Route(LINE, self.line)]

    async def line(self, request: Request) -> Response:
        """The line of time alone, as a picture for the widget."""
        drawn = timeline_svg(self._record.line, preferred(request), self._record.today())
        return Response(drawn, media_type="image/svg+xml")

    async def policy(self, request: Request) -> Response:
        lang, asked = preferred(request), self._asked(request)
        record, words = self._record, self._words
        category, situation = CATEGORY_LETTERS.get(asked.category), SITUATION_LETTERS.get(asked.situation)
        shown = protections(record.policies, asked.day, category, situation)
        query = {"on": str(asked.day), "c": asked.category, "s": asked.situation, "lang": others(lang)[0]}
        return self._renderer.page(
            "policy.html",
            lang,
            200 if asked.readable else 422,
            p=words.in_(lang),
            labels=record.policies.wording.labels,
            asked=asked,
            is_past=asked.day < record.today(),
            categories={letter: words.categories[name].in_(lang) for letter, name in CATEGORY_LETTERS.items()},
            situations={letter: words.situations[name].in_(lang) for letter, name in SITUATION_LETTERS.items()},
            view=policy_view(shown, record.line, record.review, words, lang),
            other_address=f"{POLICY}?{urlencode({key: value for key, value in query.items() if value})}",
        )

    def _asked(self, request: Request) -> Asked:
        given = request.query_params
        day = _day(given["on"]) if given.get("on") else self._record.today()
        category, situation = given.get("c", ""), given.get("s", "")
        known = category in ("", *CATEGORY_LETTERS) and situation in ("", *SITUATION_LETTERS)
        if day is None or not known:
            return Asked(self._record.today(), "", "", readable=False)
        return Asked(day, category, situation)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
