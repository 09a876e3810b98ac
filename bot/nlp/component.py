"""Faro's language pipeline as one Rasa component: the one place where bot.nlp meets Rasa.

A message may carry, in its metadata, the key of the question that is open; then the intent is `answer` where the words
answer it, with the value in the entity `answer`. What was learned lies with the model; nothing else is read or fetched.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.screens import PROJECT
from bot.nlp.cache import encoded
from bot.nlp.examples import load_answers
from bot.nlp.meanings import Meanings, learn_all, lessons
from bot.nlp.nearness import Store
from bot.nlp.pipeline import keep, recall
from bot.nlp.reading import ANSWER, FALLBACK, UNCLEAR, Understood
from bot.nlp.sentences import Sentences, edition
from bot.nlp.threads import all_threads
from bot.nlp.understanding import Understanding
from bot.nlp.wiring import interview_questions, make_speech, make_understanding

QUESTION = "question"
"""The key in a message's metadata that names the open question."""
AS_ANSWER = "as_answer"
"""Set where only the answer to that question is to be told."""
ANSWERS = PROJECT / "data" / "dialogue" / "answers"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguagePipeline(GraphComponent):
    """Reads each message with the spaCy pipeline, and says what was meant."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._understanding: Understanding | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguagePipeline:
        """A component that has yet to learn."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LanguagePipeline:
        """A component that remembers what it learned."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component._understanding = make_understanding(*recall(directory))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the intents' examples and those of answers, and keep what was learned with the model."""
        sentences = Sentences.from_package()
        meanings = _learned(_by_intent(training_data), sentences)
        self._understanding = make_understanding(sentences, meanings)
        with self._storage.write_to(self._resource) as directory:
            keep(sentences, meanings, directory)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Later components learn from examples, not from this one's opinion of them."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking, and for an answer the entity with its value."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        if message.get("intent", {}).get("name") or self._understanding is None:
            return
        text = message.get("text") or ""
        about = message.get("metadata") or {}
        understood = self._understanding.of(text, about.get(QUESTION), as_answer=bool(about.get(AS_ANSWER)))
        name = FALLBACK if understood.said == UNCLEAR else understood.said
        intent = {
            "name": name,
            "confidence": understood.confidence,
            "plain": understood.plain,
            "corrects": understood.corrects,
            "polarity": understood.polarity,
        }
        message.set("intent", intent, add_to_output=True)
        message.set("intent_ranking", [intent], add_to_output=True)
        message.set("entities", _entities(understood, text), add_to_output=True)


def _entities(understood: Understood, text: str) -> list[dict[str, Any]]:
    """The answer, and facts for other questions beside it. A tuple becomes a list on its way through Rasa."""
    if understood.said != ANSWER and not understood.facts:
        return []
    value = list(understood.value) if isinstance(understood.value, tuple) else understood.value
    facts = {key: list(fact) if isinstance(fact, tuple) else fact for key, fact in understood.facts.items()}
    entity = {
        "entity": ANSWER,
        "start": 0,
        "end": len(text),
        "confidence": understood.confidence,
        "sure": understood.plain,
    }
    return [{**entity, "value": value, "facts": facts}]


def _by_intent(training_data: TrainingData) -> Mapping[str, list[str]]:
    """Examples by intent; those of `answer`, which are plain yes and no, by what they say."""
    found: dict[str, list[str]] = {}
    for message in training_data.intent_examples:
        name = message.get("intent")
        said = [entity["value"] for entity in message.get("entities", []) if entity["entity"] == ANSWER]
        found.setdefault(said[0] if name == ANSWER and said else name, []).append(message.get("text"))
    return found


def _learned(intents: Mapping[str, list[str]], sentences: Sentences) -> Meanings:
    questions = interview_questions()
    taught = lessons(intents, load_answers(ANSWERS, PROJECT, questions), questions)
    texts = list(dict.fromkeys(text for lesson in taught.values() for text in lesson.labelled))
    speech = make_speech()
    file = Path(os.environ.get("FARO_HOME", "var")) / "models" / "sentences.npz"
    cached = Path(os.environ.get("FARO_SENTENCES", file))
    vectors = encoded([speech.read_aloud(text) for text in texts], sentences.vectors, cached, edition())
    with all_threads():
        return learn_all(taught, {text: row for row, text in enumerate(texts)}, Store.of(vectors))
