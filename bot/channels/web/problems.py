"""What a client is told when something is wrong: problem+json, or a page in plain words with numbers to call.

Titles and details here are for programmers; a person reads the words of `data/words/pages.yml`. A reference made at
random ties an answer to one line in the log. That line has a class and places in the code, never a message: a message
may hold what somebody typed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.language import others, preferred
from bot.channels.web.metrics import Metrics
from bot.channels.web.rates import TooMany
from bot.channels.web.refusals import Refusal, refusals, unusable
from bot.channels.web.render import Renderer
from bot.channels.web.shapes import message_json
from bot.dialogue.turns import CannotSave, CodeUnknown, Message, SessionUnknown, UnusableMessage
from bot.knowledge.models import Lang
from bot.logs import is_listed, log

MEDIA_TYPE = "application/problem+json"
Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]
_TOLD_WITH_NUMBERS = ("busy", "cannot_save")
_IN_BOTH_LANGUAGES = ("busy", "broken", "cannot_save")
"""Nobody looked up which language the session is in."""


@dataclass(frozen=True)
class Problem:
    """One thing that went wrong: for a program `detail` and `refused`, for a person the page words named `said`."""

    status: int
    detail: str
    said: str = "refused"
    refused: tuple[Refusal, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_of(exc: Exception) -> Problem:
    """What is told of an exception. Of one nobody foresaw, nothing."""
    match exc:
        case HTTPException(status_code=status):
            said = "not_found" if status == 404 else "refused"
            return Problem(status, str(exc.detail), said, headers=exc.headers or {})
        case RequestValidationError():
            refused = refusals(exc.errors())
            return Problem(422, "; ".join(map(str, refused)), refused=refused)
        case UnusableMessage():
            refusal = unusable(exc)
            return Problem(422, str(refusal), refused=(refusal,))
        case SessionUnknown():
            challenge = {"WWW-Authenticate": 'Bearer realm="faro"'}
            return Problem(401, "No session opens with this token.", headers=challenge)
        case CodeUnknown():
            return Problem(404, "No session opens with this code.", "not_found")
        case TooMany(seconds=seconds):
            detail = "Too many requests from one network. Nothing was done; send the same again later."
            return Problem(429, detail, "busy", headers={"Retry-After": str(seconds)})
        case CannotSave():
            detail = "Nothing can be saved now. Nothing was kept; send the same message again later."
            return Problem(503, detail, "cannot_save", headers={"Retry-After": "10"})
        case _:
            return Problem(500, "An unexpected error.", "broken")


class Problems:
    """Answers exceptions, as a program or a person reads them, and has each logged without its words."""

    def __init__(self, renderer: Renderer, metrics: Metrics) -> None:
        self._renderer, self._metrics = renderer, metrics

    def handlers(self) -> dict[int | type[Exception], Handler]:
        """Plain callables by class, for what can be foreseen; `answer` alone is the last resort for the rest."""
        of_ours = (UnusableMessage, SessionUnknown, CodeUnknown, CannotSave, TooMany)
        return dict.fromkeys((HTTPException, RequestValidationError, *of_ours), self.answer)

    async def answer(self, request: Request, exc: Exception) -> Response:
        """One problem, as a page or as JSON. Of the exception only its class and where it rose are written down."""
        self._metrics.errors[type(exc).__name__] += 1
        problem, reference = problem_of(exc), secrets.token_hex(6)
        say = log.error if problem.status == 500 else log.warning if problem.status > 500 else log.info
        told = {"reference": reference, "route": _route(request), "status": problem.status}
        say("problem", **told, error=exc, at=exc.__traceback__)
        write = self._page if reads_pages(request) else self._json
        response = write(preferred(request), problem, reference)
        response.headers.update(problem.headers)
        return response

    def _json(self, lang: Lang, problem: Problem, reference: str) -> Response:
        content: dict[str, Any] = {
            "title": HTTPStatus(problem.status).phrase,
            "status": problem.status,
            "detail": problem.detail,
            "reference": reference,
        }
        if problem.refused:
            content["errors"] = [refusal.json() for refusal in problem.refused]
        if problem.said in _TOLD_WITH_NUMBERS:
            content["messages"] = [message_json(message) for message in self._told(lang, problem.said)]
        return JSONResponse(content, problem.status, media_type=MEDIA_TYPE)

    def _told(self, lang: Lang, said: str) -> list[Message]:
        """What a person is told when nothing can be done now: so, and who answers a phone."""
        numbers = [
            Message("contact", f"{hotline.name.in_(lang)}\n{hotline.phone}\n{hotline.what.in_(lang)}")
            for hotline in self._renderer.hotlines
        ]
        words = self._renderer.words[lang]
        return [Message("notice", f"{words[f'{said}_heading']}. {words[f'{said}_text']}"), *numbers]

    def _page(self, lang: Lang, problem: Problem, reference: str) -> Response:
        langs = (lang, *others(lang)) if problem.said in _IN_BOTH_LANGUAGES else (lang,)
        return self._renderer.page(
            "problem.html", lang, problem.status, said=problem.said, langs=langs, reference=reference
        )


def reads_pages(request: Request) -> bool:
    """Whether whoever asks reads pages: a browser anywhere outside the API, or anyone at a page's address."""
    path, accepted = request.url.path, request.headers.get("accept", "")
    if path.startswith("/api/"):
        return False
    is_page = path in ("/", "/help", "/chat", "/policy") or path.startswith("/chat/")
    return "text/html" in accepted or (is_page and "json" not in accepted)


def _route(request: Request) -> str:
    """The address as the program knows it. Anything else somebody may have typed."""
    known = getattr(request.scope.get("route"), "path", request.url.path)
    return known if is_listed("route", known) else "other"
