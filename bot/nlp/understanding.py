"""What a message means at the open question: an answer, or one of the things people say instead, and how sure that is.

Decides from a read document alone. A doubt is `unclear`, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from bot.knowledge.questions import UNSURE, Question
from bot.nlp.examples import NONE
from bot.nlp.meanings import ASIDE
from bot.nlp.numbers import Numbers
from bot.nlp.pipeline import INTENT_SCORES, OPENER, SPANS, read
from bot.nlp.reading import ANSWER, OF_ANOTHER, UNCLEAR, Understood
from bot.screening.answers import Value, read_value

CORRECTS, BESIDES = "corrects", "besides"
PICKED = 0.36
"""A value of a question that takes several is meant from this score on."""
ENOUGH = 0.09
"""How far the best label must stand out from the next to be taken for meant."""
ENOUGH_INTENT = 0.08
_NUMBER_WITHIN = 4
"""How many words after "I am" or "tengo" an age may stand in."""
MEASURED = ((0.0, 0.4), (0.1, 0.58), (0.2, 0.72), (0.3, 0.83), (0.4, 0.9), (0.5, 0.94), (0.6, 0.97), (0.8, 0.99))
"""How far apart, and the share of readings that were right, over examples kept from training."""


@dataclass(frozen=True)
class Understanding:
    """Reads messages with a pipeline; `questions` by key."""

    nlp: Language = field(repr=False)
    questions: Mapping[str, Question] = field(repr=False)
    numbers: Numbers = field(repr=False)

    def of(self, text: str, key: str | None, *, as_answer: bool = False) -> Understood:
        """What `text` means while the question `key` is open, or while none is.

        `as_answer`: it is known to be about this question, and only which answer it is remains to be told.
        """
        question = self.questions.get(key or "")
        doc = read(self.nlp, text, key)
        if not len(doc):
            return Understood(UNCLEAR)
        if as_answer:
            doc.cats = {label: score for label, score in doc.cats.items() if label not in (*UNSURE, ASIDE)}
        facts = {name: value for name, value in self._facts(doc) if name != key}
        plain = _plainly(doc)
        meant = self._meant(doc, question, facts, plain)
        polarity: Literal["yes", "no"] | None = "yes" if plain == "yes" else "no" if plain == "no" else None
        return replace(meant, corrects=_corrects(doc), polarity=polarity)

    def _meant(self, doc: Doc, question: Question | None, facts: Mapping[str, Value], plain: str | None) -> Understood:
        if question is None:
            return self._aside(doc, facts)
        if question.kind == "number":
            number = self._number(_words(doc), question)
            return Understood(ANSWER, number, 0.95, facts) if number is not None else self._aside(doc, facts)
        if plain == "not_sure":
            return Understood(plain, None, 0.98, facts, plain=True)
        if plain and question.kind == "yes_no":
            return Understood(ANSWER, plain, 0.98, facts, plain=True)
        if plain == "yes" and question.kind == "many":  # to "do any of these fit?"; which of them is still to be said
            return Understood(UNCLEAR, facts=facts)
        if not doc.cats:
            return self._aside(doc, facts)
        return self._several(doc, question, facts) if question.kind == "many" else self._one(doc, question, facts)

    def _one(self, doc: Doc, question: Question, facts: Mapping[str, Value]) -> Understood:
        (label, first), (_, second) = list(doc.cats.items())[:2]
        apart = first - second
        if label == ASIDE:
            return self._aside(doc, facts)
        if apart < ENOUGH:
            aside = self._aside(doc, facts)
            likely = aside.said not in (UNCLEAR, *UNSURE) and doc.cats.get(ASIDE, 0.0) > first - ENOUGH
            return aside if likely else Understood(UNCLEAR, facts=facts)
        return _labelled(label, apart, question, facts)

    def _several(self, doc: Doc, question: Question, facts: Mapping[str, Value]) -> Understood:
        ranked = list(doc.cats.items())
        label, first = ranked[0]
        if label == ASIDE:
            return self._aside(doc, facts)
        if label in (*UNSURE, NONE):
            return _labelled(label, first - ranked[1][1], question, facts)
        picked = [name for name, score in ranked if score >= PICKED and name not in (*UNSURE, NONE, ASIDE)]
        if not picked:
            return Understood(UNCLEAR, facts=facts)
        doubt = min(abs(score - PICKED) for _, score in ranked)
        value = read_value(question, picked)
        return Understood(ANSWER, value, sureness(min(first - PICKED, 2 * doubt) * 2), facts)

    def _aside(self, doc: Doc, facts: Mapping[str, Value]) -> Understood:
        """What else the message may be about."""
        ranked = list(doc.user_data[INTENT_SCORES]().items())
        (label, first), (_, second) = ranked[:2]
        if label == ANSWER or label in ("yes", "no") or first - second < ENOUGH_INTENT:
            return Understood(UNCLEAR, facts=facts)
        return Understood(label, None, sureness(first - second), facts)

    def _number(self, words: Sequence[str], question: Question) -> int | None:
        words = self.numbers.spelled(words)
        found = self.numbers.months(words) if question.key.startswith("months") else self.numbers.age(words)
        taken = None if found is None else read_value(question, found)
        return taken if isinstance(taken, int) else None

    def _facts(self, doc: Doc) -> Iterator[tuple[str, Value]]:
        """The longest span of each fact, read."""
        spans: dict[str, Span] = {}
        for span in sorted(doc.spans[SPANS], key=len):
            if span.label_ != OPENER:
                spans[span.label_] = span
        for key, span in spans.items():
            question = self.questions.get(key.removesuffix(OF_ANOTHER))
            if question is None:
                continue
            said: Any = span.id_
            if question.kind == "number":
                said = self._number(_words(doc)[span.start : span.end + _NUMBER_WITHIN], question)
            value = None if said is None else read_value(question, said)
            if value is not None:
                yield key, value


def _corrects(doc: Doc) -> bool:
    return any(span.id_ == CORRECTS and span.start == 0 for span in doc.spans[SPANS] if span.label_ == OPENER)


def _plainly(doc: Doc) -> str | None:
    """yes, no or not_sure, where every word of the message says so or stands politely beside it."""
    said = [span for span in doc.spans[SPANS] if span.label_ == OPENER and span.id_ != CORRECTS]
    longest = max((span for span in said if span.start == 0 and span.id_ != BESIDES), key=len, default=None)
    if longest is None:
        return None
    alike = [span for span in said if span.id_ in (longest.id_, BESIDES)]
    if {token.i for span in alike for token in span} < set(range(len(doc))):
        return None
    return "not_sure" if longest.id_ == "unsure" else longest.id_


def _words(doc: Doc) -> list[str]:
    return [token.text for token in doc]


def _labelled(label: str, apart: float, question: Question, facts: Mapping[str, Value]) -> Understood:
    if label in UNSURE:
        return Understood(label, None, sureness(apart), facts)
    value = read_value(question, [] if label == NONE and question.kind == "many" else label)
    return Understood(ANSWER, value, sureness(apart), facts)


def sureness(apart: float) -> float:
    """From how far a label stands out to how often such a reading is right."""
    return round(float(np.interp(apart, [one for one, _ in MEASURED], [share for _, share in MEASURED])), 2)
