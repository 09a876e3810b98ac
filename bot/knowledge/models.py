"""What every piece of knowledge is built of: words in each language, sources with dates, and the base of all models.

Pure shapes. Knows nothing of files; `loading` turns a refused shape into a problem with file and line.
"""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Lang = Literal["en", "es"]
LANGUAGES: tuple[Lang, ...] = ("en", "es")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Confidence = Literal["high", "medium", "low", "not_confirmed"]


class Model(BaseModel):
    """Frozen, and strict about what it was given: an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Model):
    """One text in every language Faro speaks. All of them are required."""

    en: Text
    es: Text

    def in_(self, lang: Lang) -> str:
        return self.en if lang == "en" else self.es


class Told(Words):
    """Words about the person harmed. `other` is how they are said to somebody who answers for that person.

    Where none stands, the words read rightly for both.
    """

    other: Words | None = None

    def in_(self, lang: Lang, *, for_other: bool = False) -> str:
        return self.other.in_(lang) if for_other and self.other else super().in_(lang)


class Source(Model):
    """Where a statement of law or a phone number comes from.

    `date` is the source's own date (a year, a month or a day as ISO text, or "undated"); `verified` is the last day
    it can vouch for what is said; `confidence` is how sure the reading of it is.
    """

    url: Text | None = None
    document: Text | None = None
    date: Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}){0,2}|undated)$")]
    verified: Day
    confidence: Confidence

    @model_validator(mode="after")
    def _points_somewhere(self) -> Source:
        if not (self.url or self.document):
            raise ValueError("a source needs `url` or `document`")
        return self
