"""The widget as other sites load it: a small loader, the rest of the script, its style, and its words.

The script stands in several files for those who read it and leaves in two, so that a slow phone asks twice. Nothing is
compiled or fetched. Refuses to know what is said in a conversation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.language import preferred
from bot.channels.web.phones import tel
from bot.channels.web.render import HERE, Renderer
from bot.channels.web.words import WidgetWords
from bot.knowledge.embedding import Embedding
from bot.knowledge.models import LANGUAGES, Lang

SCRIPTS = HERE / "static" / "widget"
LOADER = "loader.js"
PARTS = (
    "elements.js", "text.js", "server.js", "inputs.js", "result.js", "review.js", "paper.js", "idle.js", "pages.js",
    "log.js", "menu.js", "chat.js",
)  # fmt: skip
"""The files of the widget itself, in the order they are read: each uses only those before it."""
_SHELL = "__SHELL__"
_SHELL_WORDS = ("open", "go_on", "leave", "presses_left", "trouble", "try_again")
_CODE_PATH = "/api/session/code"
_JAVASCRIPT = "text/javascript; charset=utf-8"


class Widget:
    """The addresses under `/widget`, written once at the start."""

    def __init__(self, words: WidgetWords, renderer: Renderer, embedding: Embedding, exit_url: str) -> None:
        self._words = {lang: words.in_(lang) for lang in LANGUAGES}
        self._renderer, self._embedding, self._exit_url = renderer, embedding, exit_url
        self._loader = (SCRIPTS / LOADER).read_text(encoding="utf-8").replace(_SHELL, self._shell())
        self._script = "\n".join((SCRIPTS / part).read_text(encoding="utf-8") for part in PARTS)

    def routes(self) -> list[Route]:
        return [
            Route("/widget.js", self.loader),
            Route("/widget/chat.js", self.script),
            Route("/widget/style.css", self.style),
            Route("/widget/words.json", self.words),
        ]

    async def loader(self, _: Request) -> Response:
        return Response(self._loader, media_type=_JAVASCRIPT)

    async def script(self, _: Request) -> Response:
        return Response(self._script, media_type=_JAVASCRIPT)

    async def style(self, _: Request) -> Response:
        return FileResponse(SCRIPTS / "style.css", media_type="text/css; charset=utf-8")

    async def words(self, request: Request) -> Response:
        """What the widget says in one language, whom to call, and what is an organisation's own: `?lang=es&org=x`."""
        lang = preferred(request)
        known = self._embedding.organisations.get(request.query_params.get("org", ""))
        return JSONResponse({
            "lang": lang,
            "words": self._words[lang],
            "exit": (known and known.exit) or self._exit_url,
            "operator": known.name if known else "",
            "hotlines": self._hotlines(lang),
            "can_save": any(getattr(route, "path", "") == _CODE_PATH for route in request.app.routes),
        })  # fmt: skip

    def _shell(self) -> str:
        """What the loader has to say before anything else has come: in every language, since it is the same for all."""
        said = {lang: self._shell_words(lang) for lang in LANGUAGES}
        return json.dumps({"exit": self._exit_url, "words": said})

    def _shell_words(self, lang: Lang) -> Mapping[str, Any]:
        numbers = [[one.name.in_(lang), one.phone, tel(one.phone)] for one in self._renderer.hotlines]
        return {key: self._words[lang][key] for key in _SHELL_WORDS} | {"hotlines": numbers}

    def _hotlines(self, lang: Lang) -> list[Mapping[str, Any]]:
        return [
            {"name": one.name.in_(lang), "phone": one.phone, "tel": tel(one.phone), "what": one.what.in_(lang)}
            for one in self._renderer.hotlines
        ]
