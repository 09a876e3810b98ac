"""Danger by likeness: how near a message lies to examples of each kind of danger, and to examples of none.

The second ear beside the rules of `bot.hearing`: it hears what nobody wrote a pattern for. Needs numpy and what the
sentence encoder ships; no Rasa, no spaCy, no network. Learned from `data/safety/examples` and kept as
`data/safety/likeness.npz`, which `faro safety --learn` makes anew. Keeps nothing of what it reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.hearing.spoken import Speech
from bot.knowledge.danger import CRISES, DangerClass
from bot.nlp.nearness import AtHand, Floats, Nearness, Rows, Store, fitted, kernel, solved
from bot.nlp.sentences import Sentences

NONE = "none"
KINDS: tuple[str, ...] = (*CRISES, NONE)
HARD_SCORE = 0.25
"""An answer of the interview that seems this much like danger is learned from as an example of none."""
HARD_KEPT = 1_200
ALIKE = 0.9
"""An example is left out where an earlier one of its kind is so near (cosine): siblings teach nothing new."""
ROUNDS = 2
GLANCED = 2_000
"""How many examples a first glance compares with."""
LET_BY = 0.001
"""The share of examples of danger that a first glance may take for calm. It then sees as little in ordinary answers."""
SEED = 11
_AT_ONCE = 2_000
Example = tuple[str, str]
"""A kind and a text."""


@dataclass(frozen=True)
class Learned:
    """What was learned: weights on all examples, and for a first glance on the first few of them.

    Danger below `calm` at the first glance needs no second look. `kind` tells one danger from another, and was learned
    from examples of danger alone.
    """

    store: Store = field(repr=False)
    glance: Nearness = field(repr=False)
    look: Nearness = field(repr=False)
    kind: Nearness = field(repr=False)
    calm: float

    def scores(self, vector: Floats) -> Floats:
        """How far each of KINDS holds for one sentence, shape (1, WIDTH)."""
        turned = vector @ self.store.directions
        glanced: Floats = self.glance.scores(self._few.near(turned))[0]
        if 1 - glanced[KINDS.index(NONE)] < self.calm:
            return glanced
        near = self._every.near(turned)
        none = self.look.scores(near)[0, KINDS.index(NONE)]
        return np.append(self.kind.scores(near[:, self.kind.examples])[0], none)

    @cached_property
    def _few(self) -> AtHand:
        return self.store.at_hand(self.glance.examples)

    @cached_property
    def _every(self) -> AtHand:
        return self.store.at_hand(self.look.examples)


@dataclass(frozen=True)
class Likeness:
    """What was learned, with the encoder that reads."""

    learned: Learned = field(repr=False)
    speech: Speech = field(repr=False)
    sentences: Sentences = field(repr=False)

    def scores(self, text: str) -> dict[str, float]:
        """How far there is no danger in `text` (NONE), and which kind it is, if it is one."""
        vector = self.sentences.vector(self.speech.read_aloud(text))
        return dict(zip(KINDS, map(float, self.learned.scores(vector)), strict=True))


def read_examples(folder: Path) -> list[Example]:
    """Every line of `*.tsv`: kind, language, text, with a tab between. Raises ValueError naming a line that is none."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.tsv")):
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if row.startswith("#"):
                continue
            kind, _, text = [*row.split("\t"), "", ""][:3]
            if kind not in KINDS or not text:
                raise ValueError(f"{path.name}:{number}: wants one of {', '.join(KINDS)}, a language and a text")
            found.setdefault(text, kind)
    return [(kind, text) for text, kind in found.items()]


def learn_likeness(examples: Sequence[Example], vectors: Floats, calm: Floats) -> Learned:
    """`vectors` has a row an example; `calm` a row for each of many answers that tell of no danger.

    All examples are learned from; of the calm answers those that seem like danger, found in rounds.
    """
    store = Store.of(np.concatenate([vectors, calm]))
    kinds = [kind for kind, _ in examples] + [NONE] * len(calm)
    marks = np.array([[kind == one for one in KINDS] for kind in kinds], dtype=np.float32)
    chosen = _apart(vectors, [kind for kind, _ in examples])
    for _ in range(ROUNDS):
        look = solved(store, chosen, marks, KINDS)
        rest = np.setdiff1d(np.arange(len(kinds), dtype=np.int32), chosen)
        alarm = _danger(store, look, rest)
        hard = rest[np.argsort(-alarm)][: min(int((alarm > HARD_SCORE).sum()), HARD_KEPT)]
        chosen = np.concatenate([chosen, hard])
    chosen = np.random.default_rng(SEED).permutation(chosen)
    look = solved(store, chosen, marks, KINDS)
    glance = fitted(store, chosen, marks, KINDS, GLANCED)
    told = np.flatnonzero(_tells(marks)).astype(np.int32)
    kept = Store(store.rows[chosen], store.scale, store.directions)
    every = np.arange(len(chosen), dtype=np.int32)
    return Learned(
        kept,
        Nearness(KINDS, every[:GLANCED], glance.weights, glance.prior),
        Nearness(KINDS, every, look.weights, look.prior),
        solved(kept, np.flatnonzero(_tells(marks[chosen])).astype(np.int32), marks[chosen, : len(CRISES)], CRISES),
        float(np.quantile(_danger(store, glance, told), LET_BY)),
    )


def _apart(vectors: Floats, kinds: Sequence[str]) -> Rows:
    """The rows that have no near sibling of their own kind before them."""
    kept: list[int] = []
    for kind in KINDS:
        rows = np.array([row for row, own in enumerate(kinds) if own == kind], dtype=np.int32)
        near = vectors[rows] @ vectors[rows].T > ALIKE
        for at, row in enumerate(rows):
            if not near[at, :at].any():
                kept.append(int(row))
            else:
                near[:, at] = False
    return np.array(sorted(kept), dtype=np.int32)


def _tells(marks: Floats) -> npt.NDArray[np.bool_]:
    """Which examples tell of danger; `marks` has a row for each."""
    told: npt.NDArray[np.bool_] = marks[:, KINDS.index(NONE)] == 0
    return told


def _danger(store: Store, learned: Nearness, rows: Rows) -> Floats:
    """How far there seems to be danger in each of `rows`."""
    examples = store.chosen(learned.examples)
    parts = np.array_split(rows, len(rows) // _AT_ONCE + 1)
    calm = [learned.scores(kernel(store.chosen(part), examples))[:, KINDS.index(NONE)] for part in parts]
    danger: Floats = 1 - np.concatenate(calm)
    return danger


def keep(learned: Learned, digest: str, path: Path) -> None:
    """Write what was learned, and from what."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            rows=learned.store.rows,
            scale=np.array(learned.store.scale),
            directions=learned.store.directions.astype(np.float16),
            weights=learned.look.weights.astype(np.float16),
            prior=learned.look.prior,
            kind_examples=learned.kind.examples,
            kind_weights=learned.kind.weights.astype(np.float16),
            kind_prior=learned.kind.prior,
            glance_weights=learned.glance.weights,
            glance_prior=learned.glance.prior,
            calm=np.array(learned.calm),
            digest=np.array(digest),
        )


def recall(path: Path, speech: Speech, sentences: Sentences) -> Likeness:
    """Read what was learned."""
    with np.load(path, allow_pickle=False) as kept:
        parts = {name: kept[name] for name in kept.files}
    store = Store(parts["rows"], float(parts["scale"]), parts["directions"].astype(np.float32))
    every = np.arange(len(store.rows), dtype=np.int32)
    few = every[: len(parts["glance_weights"])]
    glance = Nearness(KINDS, few, parts["glance_weights"], parts["glance_prior"])
    look = Nearness(KINDS, every, parts["weights"].astype(np.float32), parts["prior"])
    kind = Nearness(CRISES, parts["kind_examples"], parts["kind_weights"].astype(np.float32), parts["kind_prior"])
    return Likeness(Learned(store, glance, look, kind, float(parts["calm"])), speech, sentences)


def learned_from(path: Path) -> str:
    """The digest of the examples from which the file was learned."""
    with np.load(path, allow_pickle=False) as kept:
        return str(kept["digest"])


def digest_of(examples: Sequence[Example], edition: str) -> str:
    """What a file learned from these examples, with this edition of the encoder, is known by."""
    lines = "\n".join(f"{kind}\t{text}" for kind, text in sorted(examples))
    return hashlib.sha256(f"{edition}\n{lines}".encode()).hexdigest()


def crisis(scores: dict[str, float]) -> tuple[DangerClass, float]:
    """The likeliest kind of danger, and how far there is danger at all."""
    best = max(CRISES, key=lambda kind: scores[kind])
    return best, 1 - scores[NONE]
