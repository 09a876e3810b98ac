"""Lets Rasa train and use the spaCy classifier: the one place where bot.nlp meets Rasa.

Besides the intent it fills the entity `answer` for messages that are, as a whole, an example with that entity ("yes",
"no"). Anything finer is read elsewhere, against the question that was asked.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from bot.nlp.classifier import keep, learn, normalise, rank, recall

ANSWER = "answer"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SpacyIntentClassifier(GraphComponent):
    """The intent of a message, ranked."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._nlp: Language | None = None
        self._values: dict[str, str] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyIntentClassifier:
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
    ) -> SpacyIntentClassifier:
        """A component that remembers what it learned."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component._nlp = recall(directory / "textcat")
            component._values = json.loads((directory / "values.json").read_text())
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and keep what was learned with the model."""
        examples = training_data.intent_examples
        self._nlp = learn([(message.get("text"), message.get("intent")) for message in examples])
        self._values = {
            normalise(message.get("text")): entity["value"]
            for message in examples
            for entity in message.get("entities", [])
            if entity["entity"] == ANSWER
        }
        with self._storage.write_to(self._resource) as directory:
            keep(self._nlp, directory / "textcat")
            (directory / "values.json").write_text(json.dumps(self._values, sort_keys=True))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Later components learn from examples, not from this one's opinion of them."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and, for a whole-message answer, the entity."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        if message.get("intent", {}).get("name") or self._nlp is None:
            return
        text = message.get("text") or ""
        ranking = [{"name": label, "confidence": likely} for label, likely in rank(self._nlp, text)]
        message.set("intent", ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        value = self._values.get(normalise(text))
        if value is not None:
            entity = {"entity": ANSWER, "value": value, "start": 0, "end": len(text)}
            message.set("entities", [entity], add_to_output=True)
