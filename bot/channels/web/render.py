"""From a template and words to a page: escaped, in one language, always with the way out and the hotlines.

Knows templates. Refuses to know sessions; what a page shows is handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.channels.web.help_parts import HelpPart
from bot.channels.web.language import others
from bot.channels.web.phones import Hotline, phone_link
from bot.channels.web.words import PageWords
from bot.knowledge.models import LANGUAGES, Lang

HERE = Path(__file__).parent


class Renderer:
    """Writes pages. Every page gets `t` (its words), `words` (those of each language), `hotlines` and `exit_url`."""

    def __init__(
        self, words: PageWords, hotlines: Sequence[Hotline], exit_url: str, help_parts: Sequence[HelpPart] = ()
    ) -> None:
        self.words = {lang: words.in_(lang) for lang in LANGUAGES}
        self.hotlines = tuple(hotlines)
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["phone"] = phone_link
        self._templates.globals.update(
            words=self.words, hotlines=self.hotlines, exit_url=exit_url, help_parts=tuple(help_parts)
        )

    def page(self, name: str, lang: Lang, status: int = 200, **context: Any) -> HTMLResponse:
        """One page. A word or value a template needs and nobody gave is an error, never a gap."""
        given = {"t": self.words[lang], "lang": lang, "other_lang": others(lang)[0], **context}
        return HTMLResponse(self._templates.get_template(name).render(given), status)
