"""The pages: start, questions, save, delete, hotlines. A whole conversation by links and forms alone.

Thin: a form in, one call of `Conversations`, a page or a redirect out. The token lives in a cookie that ends with the
browser and that no other site's form can send.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web import forms
from bot.channels.web.language import preferred, spoken
from bot.channels.web.render import Renderer
from bot.channels.web.security import is_from_here, is_https
from bot.channels.web.views import chat_view
from bot.dialogue.service import Conversations
from bot.dialogue.turns import CodeUnknown, Reply, SessionUnknown, UnusableMessage
from bot.knowledge.models import LANGUAGES, Lang

CHAT = "/chat"


class Pages:
    """Every page, as plain callables on one set of conversations and one way to render."""

    def __init__(self, conversations: Conversations, renderer: Renderer, public_url: str) -> None:
        self._conversations, self._renderer, self._public_url = conversations, renderer, public_url
        self._secure = is_https(public_url)
        self._cookie = "__Host-s" if self._secure else "s"
        self._help = {lang: renderer.page("help.html", lang).body for lang in LANGUAGES}

    def routes(self) -> list[Route]:
        return [
            Route("/", self.home),
            Route("/help", self.help),
            Route(CHAT, self.chat),
            Route(CHAT, self.turn, methods=["POST"]),
            Route(f"{CHAT}/start", self.start, methods=["POST"]),
            Route(f"{CHAT}/resume", self.resume, methods=["POST"]),
            Route(f"{CHAT}/save", self.ask_save),
            Route(f"{CHAT}/save", self.save, methods=["POST"]),
            Route(f"{CHAT}/delete", self.ask_delete),
            Route(f"{CHAT}/delete", self.delete, methods=["POST"]),
        ]

    async def home(self, request: Request) -> Response:
        return self._renderer.page("home.html", preferred(request), org=request.query_params.get("org", ""))

    async def help(self, request: Request) -> Response:
        """Written once at the start; needs nothing that can fail."""
        return Response(self._help[preferred(request)], media_type="text/html")

    async def chat(self, request: Request) -> Response:
        """The conversation as it stands, or where one starts."""
        if not (token := self._token(request)):
            return self._start(preferred(request))
        try:
            view = await self._conversations.view(token)
        except SessionUnknown:
            return self._gone(request)
        return self._show(view.reply)

    async def start(self, request: Request) -> Response:
        self._refuse_foreign(request)
        form = await forms.read_form(request)
        who = forms.first(form, "for")
        lang = spoken(forms.first(form, "lang")) or preferred(request)
        token, _ = await self._conversations.open(lang, who if who in ("self", "other") else None)
        return self._entered(token)

    async def resume(self, request: Request) -> Response:
        """Open a saved session by its code."""
        self._refuse_foreign(request)
        form = await forms.read_form(request)
        lang = spoken(forms.first(form, "lang")) or preferred(request)
        try:
            token, _ = await self._conversations.resume(forms.first(form, "code"))
        except CodeUnknown:
            return self._start(lang, note="code_unknown", status=404)
        return self._entered(token)

    async def turn(self, request: Request) -> Response:
        """Take one answer, then show the page anew, so that reloading sends nothing twice."""
        self._refuse_foreign(request)
        token = self._token(request)
        given = forms.decode(await forms.read_form(request))
        if not token or given is None:
            return RedirectResponse(CHAT, 303)
        try:
            reply = await self._take(token, given)
        except SessionUnknown:
            return self._gone(request)
        except UnusableMessage:
            view = await self._conversations.view(token)
            return self._show(view.reply, pick_again=True, status=422)
        if reply is not None and reply.ended:
            return self._forget(self._show(reply))
        return RedirectResponse(CHAT, 303)

    async def ask_save(self, request: Request) -> Response:
        return await self._ask(request, "save.html")

    async def save(self, request: Request) -> Response:
        """Show the code, once: it stands on this page and nowhere else."""
        self._refuse_foreign(request)
        if not (token := self._token(request)):
            return RedirectResponse(CHAT, 303)
        try:
            view = await self._conversations.view(token, peek=True)
            code = await self._conversations.save(token)
        except SessionUnknown:
            return self._gone(request)
        return self._renderer.page("code.html", view.reply.lang, code=code)

    async def ask_delete(self, request: Request) -> Response:
        return await self._ask(request, "delete.html")

    async def _ask(self, request: Request, page: str) -> Response:
        """A page that asks before something is done to the session."""
        if not (token := self._token(request)):
            return RedirectResponse(CHAT, 303)
        try:
            view = await self._conversations.view(token, peek=True)
        except SessionUnknown:
            return self._gone(request)
        return self._renderer.page(page, view.reply.lang)

    async def delete(self, request: Request) -> Response:
        self._refuse_foreign(request)
        form = await forms.read_form(request)
        if token := self._token(request):
            try:
                await self._conversations.delete(token)
            except SessionUnknown:
                return self._gone(request)
        lang = spoken(forms.first(form, "lang")) or preferred(request)
        return self._forget(self._renderer.page("deleted.html", lang))

    async def _take(self, token: str, given: forms.FormTurn) -> Reply | None:
        """Hand one turn on. A pick made on a page that shows an earlier question is left out; words never are."""
        if given.text is None:
            asked = (await self._conversations.view(token, peek=True)).reply.question
            if given.question != (asked.key if asked else ""):
                return None
        return await self._conversations.say(token, given.id, given.text, given.choice)

    def _show(self, reply: Reply, *, pick_again: bool = False, status: int = 200) -> Response:
        view = chat_view(reply, self._renderer.words[reply.lang])
        context = {"view": view, "pick_again": pick_again, "new_id": forms.new_id, "ended": reply.ended}
        return self._renderer.page("chat.html", reply.lang, status, **context)

    def _gone(self, request: Request) -> Response:
        return self._forget(self._start(preferred(request), note="gone"))

    def _start(self, lang: Lang, *, note: str | None = None, status: int = 200) -> Response:
        return self._renderer.page("start.html", lang, status, note=note)

    def _entered(self, token: str) -> Response:
        response = RedirectResponse(CHAT, 303)
        response.set_cookie(self._cookie, token, path=self._path, secure=self._secure, httponly=True, samesite="strict")
        return response

    def _refuse_foreign(self, request: Request) -> None:
        if not is_from_here(request, self._public_url):
            raise HTTPException(403, "This form came from another site.")

    def _token(self, request: Request) -> str:
        return request.cookies.get(self._cookie, "")

    @property
    def _path(self) -> str:
        """The `__Host-` prefix, which keeps neighbouring hosts from setting our cookie, demands the path `/`."""
        return "/" if self._secure else CHAT

    def _forget(self, response: Response) -> Response:
        response.delete_cookie(self._cookie, path=self._path, secure=self._secure, httponly=True, samesite="strict")
        return response
