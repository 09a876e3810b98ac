"""The widget as other sites load it: a small loader, the rest of the script, its style, and its words.

The script stands in several files for those who read it and leaves in two, so that a slow phone asks twice. Nothing is
compiled or fetched. Refuses to know what is said in a conversation.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
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
    "log.js", "reply.js", "menu.js", "chat.js",
)  # fmt: skip
"""The files of the widget itself, in the order they are read: each uses only those before it."""
_SHELL = "__SHELL__"
_SHELL_WORDS = ("open", "go_on", "leave", "presses_left", "trouble", "try_again")


class Asset:
    """A text as it travels, compressed once. It holds nobody's secret, so that its length tells nothing."""

    def __init__(self, text: str, kind: str) -> None:
        self._plain, self._kind = text.encode(), f"{kind}; charset=utf-8"
        self._small = gzip.compress(self._plain, 9, mtime=0)

    def answer(self, request: Request) -> Response:
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self._plain, media_type=self._kind, headers={"Vary": "Accept-Encoding"})
        small = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(self._small, media_type=self._kind, headers=small)


def _written(name: str) -> str:
    return (SCRIPTS / name).read_text(encoding="utf-8")


class Widget:
    """The addresses under `/widget`, written once at the start."""

    def __init__(self, words: WidgetWords, renderer: Renderer, embedding: Embedding, exit_url: str) -> None:
        self._words = {lang: words.in_(lang) for lang in LANGUAGES}
        self._renderer, self._embedding, self._exit_url = renderer, embedding, exit_url
        self._loader = Asset(_written(LOADER).replace(_SHELL, self._shell()), "text/javascript")
        self._script = Asset("\n".join(map(_written, PARTS)), "text/javascript")
        self._style = Asset(_written("style.css"), "text/css")

    def routes(self) -> list[Route]:
        return [
            Route("/widget.js", self.loader),
            Route("/widget/chat.js", self.script),
            Route("/widget/style.css", self.style),
            Route("/widget/words.json", self.words),
        ]

    async def loader(self, request: Request) -> Response:
        return self._loader.answer(request)

    async def script(self, request: Request) -> Response:
        return self._script.answer(request)

    async def style(self, request: Request) -> Response:
        return self._style.answer(request)

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
