"""What was learned from examples: for each question which answer a sentence is, and what else it may be about.

Beside its own answers every question knows three labels more: not sure, rather not say, and `aside`, for sentences that
are no answer at all. Which aside it is, one more set of labels tells: the intents. Knows nothing of Rasa or spaCy.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.knowledge.questions import UNSURE, Question
from bot.nlp.examples import Example
from bot.nlp.nearness import AtHand, Floats, Nearness, Store, learn

ASIDE = "aside"
INTENTS = "intents"
"""The name of the set of labels that belongs to no question."""
PLAIN = ("yes", "no")
ASIDES_SHOWN = 350
"""How many sentences that are no answer each question learns from; drawn, the same ones at every training."""
UNSURE_SHOWN = 250
"""How many ways of being unsure, or of saying nothing, beside those written for the question."""
_OF_ANSWERS = 60
"""How many answers to other questions the intents learn from, for each label they have."""
Intents = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Meanings:
    """One store of example sentences, and what each question learned from those that concern it."""

    store: Store
    learned: Mapping[str, Nearness]

    def scores(self, name: str, vector: Floats) -> dict[str, float]:
        """How far each label of a question (or of INTENTS) holds for a sentence, the highest first."""
        known = self.learned[name]
        if name == INTENTS:
            near = self._intents.near(vector @ self.store.directions)
        else:
            near = self.store.near(vector, known.examples)
        scored = known.scores(near)[0]
        return dict(sorted(zip(known.labels, map(float, scored), strict=True), key=lambda label: -label[1]))

    @cached_property
    def _intents(self) -> AtHand:
        """The examples of the intents, which are looked at whatever the question is: kept ready."""
        return self.store.at_hand(self.learned[INTENTS].examples)

    def keep(self, path: Path) -> None:
        """Write everything to one file."""
        store = self.store
        parts = {"rows": store.rows, "scale": np.array(store.scale), "directions": store.directions}
        for name, known in self.learned.items():
            parts |= {
                f"{name}/labels": np.array(known.labels),
                f"{name}/examples": known.examples,
                f"{name}/weights": known.weights,
                f"{name}/prior": known.prior,
            }
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **parts)

    @classmethod
    def recall(cls, path: Path) -> Meanings:
        """Read what was kept."""
        with np.load(path, allow_pickle=False) as kept:
            parts = {name: kept[name] for name in kept.files}
        names = dict.fromkeys(part.partition("/")[0] for part in parts if "/" in part)
        learned = {
            name: Nearness(
                tuple(parts[f"{name}/labels"].tolist()),
                parts[f"{name}/examples"],
                parts[f"{name}/weights"],
                parts[f"{name}/prior"],
            )
            for name in names
        }
        return cls(Store(parts["rows"], float(parts["scale"]), parts["directions"]), learned)


@dataclass(frozen=True)
class Lesson:
    """Sentences with the labels each has."""

    labelled: dict[str, set[str]]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(sorted({label for labels in self.labelled.values() for label in labels}))

    def marks(self) -> Floats:
        labels = self.labels
        return np.array([[label in has for label in labels] for has in self.labelled.values()], dtype=np.float32)


def lessons(
    intents: Intents, answers: Mapping[str, Sequence[Example]], questions: Mapping[str, Question]
) -> dict[str, Lesson]:
    """What each question learns from, and the intents."""
    drawn = random.Random(7)
    plain = {*UNSURE, *PLAIN}
    asides = [text for name, texts in sorted(intents.items()) if name not in plain for text in texts]
    taught = {
        key: _lesson(questions[key], examples, intents, drawn.sample(asides, min(ASIDES_SHOWN, len(asides))), drawn)
        for key, examples in sorted(answers.items())
    }
    told = [example.text for key in sorted(answers) for example in answers[key]]
    everything: dict[str, set[str]] = {}
    for name, texts in sorted(intents.items()):
        for text in texts:
            everything.setdefault(text, set()).add(name)
    for text in drawn.sample(told, min(_OF_ANSWERS * max(len(intents), 1), len(told))):
        everything.setdefault(text, {"answer"})
    return {**taught, INTENTS: Lesson(everything)}


def _lesson(
    question: Question, examples: Sequence[Example], intents: Intents, asides: Sequence[str], drawn: random.Random
) -> Lesson:
    labelled: dict[str, set[str]] = {}
    for example in examples:
        labelled.setdefault(example.text, set()).update(example.values)
    for name in (*UNSURE, *(PLAIN if question.kind == "yes_no" else ())):
        texts = intents.get(name, ())
        for text in texts if len(texts) <= UNSURE_SHOWN else drawn.sample(list(texts), UNSURE_SHOWN):
            labelled.setdefault(text, {name})
    for text in asides:
        labelled.setdefault(text, {ASIDE})
    return Lesson(labelled)


def learn_all(taught: Mapping[str, Lesson], vectors: Mapping[str, int], store: Store) -> Meanings:
    """`vectors` tells the row of each sentence in the store."""
    learned = {
        name: learn(store, [vectors[text] for text in lesson.labelled], lesson.marks(), lesson.labels)
        for name, lesson in taught.items()
    }
    return Meanings(store, learned)
