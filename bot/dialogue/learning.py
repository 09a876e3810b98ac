"""Learns danger by likeness anew from its examples, for whoever changed them: `faro safety --learn`."""

from __future__ import annotations

import random
from pathlib import Path

from bot.dialogue.ears import LEARNED
from bot.hearing.spoken import Speech
from bot.knowledge.danger import Dangers
from bot.knowledge.screens import PROJECT
from bot.nlp.alarm import Example, digest_of, keep, learn_likeness, read_examples
from bot.nlp.cache import encoded
from bot.nlp.examples import load_answers
from bot.nlp.sentences import Sentences, edition
from bot.nlp.wiring import interview_questions

EXAMPLES = PROJECT / "data" / "safety" / "examples"
_NEAR_DANGER = ("danger_now", "screen_seen", "keep_writing", "urgent", "check_more")
"""Questions whose answers may themselves tell of danger; no example of none is taken from them."""
CALM = 30_000


def learn_danger(dangers: Dangers, models: Path) -> str:
    """Write what was learned; says in a line what it was learned from."""
    examples = danger_examples()
    calm = _calm(examples)
    speech = Speech(dangers.spelling.tokens, dangers.spelling.accented)
    texts = [speech.read_aloud(text) for text in (*(text for _, text in examples), *calm)]
    vectors = encoded(texts, Sentences.at(models).vectors, models / "danger-sentences.npz", edition())
    store, learned = learn_likeness(examples, vectors[: len(examples)], vectors[len(examples) :])
    keep(store, learned, digest_of(examples, edition()), LEARNED)
    return f"Learned from {len(examples)} examples and {len(calm)} calm answers; {len(store.rows)} were kept."


def danger_examples() -> list[Example]:
    return read_examples(EXAMPLES)


def _calm(examples: list[Example]) -> list[str]:
    """Answers of the interview that tell of no danger, the same ones at every learning."""
    known = {text for _, text in examples}
    answers = load_answers(PROJECT / "data" / "dialogue" / "answers", PROJECT, interview_questions())
    texts = sorted({one.text for key, listed in answers.items() if key not in _NEAR_DANGER for one in listed} - known)
    return random.Random(3).sample(texts, min(CALM, len(texts)))
