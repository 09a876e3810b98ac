"""Learns danger by likeness anew from its examples, for whoever changed them: `faro safety --learn`."""

from __future__ import annotations

import random
from pathlib import Path

from bot.dialogue.ears import LEARNED
from bot.hearing.spoken import Speech
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.danger import Dangers
from bot.knowledge.models import LANGUAGES
from bot.knowledge.screens import PROJECT
from bot.nlp.alarm import NONE, Example, digest_of, keep, learn_likeness, read_examples
from bot.nlp.cache import encoded
from bot.nlp.examples import load_answers
from bot.nlp.sentences import Sentences, edition
from bot.nlp.threads import all_threads
from bot.nlp.wiring import interview_questions

EXAMPLES = PROJECT / "data" / "safety" / "examples"
_NEAR_DANGER = ("danger_now", "screen_seen", "keep_writing", "urgent", "check_more")
"""Questions whose answers may themselves tell of danger; no calm answer is drawn from them."""
_SAFE = (("danger_now", "no"), ("keep_writing", "yes"))
"""Answers that say there is no danger: each is an example of none."""
CALM = 30_000


def learn_danger(dangers: Dangers, models: Path) -> str:
    """Write what was learned; says in a line what it was learned from."""
    examples = danger_examples()
    calm = _calm(examples)
    speech = Speech(dangers.spelling.tokens, dangers.spelling.accented)
    texts = [speech.read_aloud(text) for text in (*(text for _, text in examples), *calm)]
    vectors = encoded(texts, Sentences.at(models).vectors, models / "danger-sentences.npz", edition())
    with all_threads():
        learned = learn_likeness(examples, vectors[: len(examples)], vectors[len(examples) :])
    keep(learned, digest_of(examples, edition()), LEARNED)
    return f"Learned from {len(examples)} examples and {len(calm)} calm answers; {len(learned.store.rows)} were kept."


def danger_examples() -> list[Example]:
    """Those written as such, and the answers of the interview that say there is none."""
    answers = load_answers(PROJECT / "data" / "dialogue" / "answers", PROJECT, interview_questions())
    safe = [(NONE, one.text) for key, value in _SAFE for one in answers[key] if one.values == (value,)]
    return [*read_examples(EXAMPLES), *safe]


def _calm(examples: list[Example]) -> list[str]:
    """Answers and frequent questions that tell of no danger, the same ones at every learning."""
    known = {text for _, text in examples}
    answers = load_answers(PROJECT / "data" / "dialogue" / "answers", PROJECT, interview_questions())
    told = {one.text for key, listed in answers.items() if key not in _NEAR_DANGER for one in listed} - known
    drawn = random.Random(3).sample(sorted(told), min(CALM, len(told)))
    faq = load_knowledge().faq.entries.values()
    asked = {text for one in faq for lang in LANGUAGES for text in (one.question.in_(lang), *one.asked_as.in_(lang))}
    return [*drawn, *sorted(asked - known)]
