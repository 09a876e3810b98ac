"""The JSON API of a conversation: sessions, messages, result, deletion. The contract is `docs/http.md`.

Thin: JSON in, one call of `Conversations`, JSON out. What goes wrong is an exception that `problems` answers. The token
is taken from the Authorization header and nowhere else.
"""

from __future__ import annotations

import contextlib
import re
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from bot.channels.web.problems import MEDIA_TYPE
from bot.channels.web.shapes import (
    ChangedShown,
    ChangeGiven,
    CodeShown,
    MessageGiven,
    OpenedShown,
    ReplyShown,
    ResumeGiven,
    ReviewShown,
    SessionShown,
    StartGiven,
    changed_json,
    opened_json,
    reply_json,
    review_json,
    view_json,
)
from bot.dialogue.service import Conversations
from bot.dialogue.turns import SessionUnknown

_TOKEN = re.compile(r"[\w.~+/=-]{1,200}", re.ASCII)
_bearer = HTTPBearer(auto_error=False)


def bearer_token(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The token of this request. One that cannot be a token is an unknown session like any other."""
    if credentials is None or not _TOKEN.fullmatch(credentials.credentials):
        raise SessionUnknown
    return credentials.credentials


Token = Annotated[str, Depends(bearer_token)]


class ProblemShown(BaseModel):
    """As every error is written; `errors` holds field, given and allowed where a field was refused."""

    title: str
    status: int
    detail: str
    reference: str
    errors: list[dict[str, str | None]] = []


_PROBLEM = {"content": {MEDIA_TYPE: {"schema": ProblemShown.model_json_schema()}}}


_TOKEN_AS_TEXT = {"requestBody": {"content": {"text/plain": {"schema": {"type": "string", "maxLength": 200}}}}}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": HTTPStatus(status).phrase, **_PROBLEM} for status in statuses}


def api(conversations: Conversations) -> APIRouter:
    """The routes under `/api`."""
    router = APIRouter(prefix="/api", responses=_problems(503))
    with_body, with_token = _problems(400, 413, 422), _problems(401)

    @router.post("/sessions", status_code=201, response_model=OpenedShown, responses=with_body)
    async def start(given: StartGiven) -> dict[str, Any]:
        return opened_json(*await conversations.open(given.lang, given.who))

    @router.post("/messages", response_model=ReplyShown, responses={**with_body, **with_token})
    async def say(given: MessageGiven, token: Token) -> dict[str, Any]:
        return reply_json(await conversations.say(token, given.id, given.text, given.choice))

    @router.get("/session", response_model=SessionShown, responses=with_token)
    async def session(token: Token) -> dict[str, Any]:
        return view_json(await conversations.view(token))

    @router.get("/session/result", responses=with_token)
    async def result(token: Token) -> dict[str, Any]:
        return await conversations.result(token)

    @router.get("/session/answers", response_model=ReviewShown, responses=with_token)
    async def review(token: Token) -> dict[str, Any]:
        return review_json(await conversations.review(token))

    @router.put("/session/answers/{key}", response_model=ChangedShown, responses={**with_body, **with_token})
    async def change(key: str, given: ChangeGiven, token: Token) -> dict[str, Any]:
        return changed_json(await conversations.change(token, key, given.value))

    @router.post("/session/code", response_model=CodeShown, responses=with_token)
    async def save(token: Token) -> dict[str, Any]:
        return {"code": await conversations.save(token)}

    @router.post(
        "/sessions/resume", status_code=201, response_model=OpenedShown, responses={**with_body, **_problems(404)}
    )
    async def resume(given: ResumeGiven) -> dict[str, Any]:
        return opened_json(*await conversations.resume(given.code))

    @router.delete("/session", status_code=204, responses=with_token)
    async def delete(token: Token) -> None:
        await conversations.delete(token)

    @router.post("/session/end", status_code=204, responses=_problems(413), openapi_extra=_TOKEN_AS_TEXT)
    async def end(request: Request) -> None:
        """For a page being left: `navigator.sendBeacon` can send no header. Whether it ended any is not told."""
        token = (await request.body()).decode("ascii", "replace").strip()
        if _TOKEN.fullmatch(token):
            with contextlib.suppress(SessionUnknown):
                await conversations.delete(token)

    return router
