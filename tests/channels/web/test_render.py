from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from bot.channels.web.forms import new_id
from bot.channels.web.phones import Hotline
from bot.channels.web.render import Renderer
from bot.channels.web.views import chat_view
from bot.channels.web.words import load_page_words
from bot.dialogue.turns import Asked, Choice, Message, Progress, Reply
from bot.knowledge.models import Words
from bot.server import PROJECT

BAD = '"><img src=x onerror=alert(1)>'
HOTLINE = Hotline(Words(en=BAD, es=BAD), BAD, Words(en=BAD, es=BAD))


def renderer() -> Renderer:
    return Renderer(load_page_words(PROJECT), [HOTLINE], "https://www.weather.gov/")


@pytest.mark.parametrize("kind", ["yes_no", "choice", "many", "number"])
def test_nothing_handed_in_becomes_markup_wherever_it_stands(kind: str) -> None:
    picks = (Choice(BAD, BAD),)
    messages = [
        Message(said, f"{BAD}\n{BAD}", picks) for said in ("text", "notice", "crisis", "result", "contact", "question")
    ]
    reply = Reply(tuple(messages), Asked(BAD, kind, picks, picks), Progress(0, 1, 2), "en")  # type: ignore[arg-type]
    view = chat_view(reply, renderer().words["en"])
    page = renderer().page("chat.html", "en", view=view, pick_again=False, new_id=new_id, ended=False)
    assert b"<img" not in page.body
    assert bytes(page.body).count(b"&lt;img src=x onerror=alert(1)&gt;") > 20


@pytest.mark.parametrize("name", ["help.html", "start.html"])
def test_not_even_a_hotline_becomes_markup(name: str) -> None:
    assert b"<img" not in renderer().page(name, "es", note=None).body


def test_a_value_a_page_needs_and_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        renderer().page("start.html", "en")
