"""One spaCy pipeline that reads a message: words, spans that rules find in them, and what the sentence means.

    tokenizer        the words, shorthand spelled out, whatever the language
    span_ruler       what opens a message with yes, no or unsure, and facts told in passing, by rules
    faro_vector      the sentence as numbers (`doc.tensor`)
    faro_textcat     scores of the labels of the open question (`doc.cats`); of the intents when asked (`doc.user_data`)

Trained once, kept whole, read back without network. Knows no Rasa; what follows from a reading is for `understanding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.hearing.spoken import Speech
from bot.knowledge.language import Facts, Openers
from bot.nlp.meanings import INTENTS, Meanings
from bot.nlp.numbers import opened
from bot.nlp.patterns import token_pattern
from bot.nlp.reading import OF_ANOTHER
from bot.nlp.sentences import Sentences

QUESTION, READ, INTENT_SCORES = "question", "read", "intents"
"""Keys of `doc.user_data`: the open question, the message as read aloud, the scores of the intents."""
SPANS = "faro"
"""The key of `doc.spans` under which the rules' spans are."""
OPENER = "opener"
_VECTOR, _TEXTCAT = "faro_vector", "faro_textcat"


class MessageTokenizer:
    """The words of a message in any language, plain: small letters, no accents, shorthand spelled out."""

    def __init__(self, vocab: Vocab, speech: Speech) -> None:
        self.vocab, self._speech = vocab, speech

    def __call__(self, text: str) -> Doc:
        ready = opened(text.casefold())
        doc = Doc(self.vocab, words=list(self._speech.words(ready)))
        doc.user_data[READ] = self._speech.read_aloud(ready)
        return doc


@dataclass
class SentenceVector:
    """The pipe that turns the sentence into numbers."""

    sentences: Sentences | None = field(default=None, repr=False)

    def __call__(self, doc: Doc) -> Doc:
        assert self.sentences is not None, "make_pipeline gives it"
        doc.tensor = self.sentences.vector(doc.user_data[READ])
        return doc


@dataclass
class MeaningCategories:
    """The pipe that scores labels by what was learned."""

    meanings: Meanings | None = field(default=None, repr=False)

    def __call__(self, doc: Doc) -> Doc:
        meanings = self.meanings
        assert meanings is not None, "make_pipeline gives it"
        vector = np.asarray(doc.tensor, dtype=np.float32)
        question = doc.user_data.get(QUESTION)
        if question in meanings.learned:
            doc.cats = meanings.scores(question, vector)
        doc.user_data[INTENT_SCORES] = partial(meanings.scores, INTENTS, vector)  # an answer that is clear needs none
        return doc


@Language.factory(_VECTOR)
def _make_vector(nlp: Language, name: str, sentences: Sentences | None = None) -> SentenceVector:
    return SentenceVector(sentences)


@Language.factory(_TEXTCAT)
def _make_textcat(nlp: Language, name: str, meanings: Meanings | None = None) -> MeaningCategories:
    return MeaningCategories(meanings)


def make_pipeline(speech: Speech, sentences: Sentences, meanings: Meanings, openers: Openers, facts: Facts) -> Language:
    """The pipeline, ready to read."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = MessageTokenizer(nlp.vocab, speech)
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": SPANS, "validate": False})
    ruler.add_patterns([*_opener_patterns(openers), *_fact_patterns(facts)])
    nlp.add_pipe(_VECTOR).sentences = sentences
    nlp.add_pipe(_TEXTCAT).meanings = meanings
    return nlp


def keep(sentences: Sentences, meanings: Meanings, directory: Path) -> None:
    """Write what was learned."""
    sentences.keep(directory / "sentences.npz")
    meanings.keep(directory / "meanings.npz")


def recall(directory: Path) -> tuple[Sentences, Meanings]:
    """Read what was learned."""
    return Sentences.recall(directory / "sentences.npz"), Meanings.recall(directory / "meanings.npz")


def read(nlp: Language, text: str, question: str | None) -> Doc:
    """The message read, against the open question if there is one."""
    doc = nlp.make_doc(text)
    doc.user_data[QUESTION] = question
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def _opener_patterns(openers: Openers) -> Iterable[dict[str, Any]]:
    for kind, phrases in openers.by_kind.items():
        for phrase in phrases:
            tokens = [{"LOWER": word} for word in phrase.split()]
            yield {"label": OPENER, "id": kind, "pattern": tokens}


def _fact_patterns(facts: Facts) -> Iterable[dict[str, Any]]:
    for fact in facts.facts:
        for written in fact.patterns:
            label = fact.key + (OF_ANOTHER if fact.of_another else "")
            yield {"label": label, "id": fact.value, "pattern": token_pattern(written)}
