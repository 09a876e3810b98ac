"""Which label a sentence belongs to, by how near it lies to labelled examples: kernel ridge regression.

    score = prior + K(sentence, examples) · weights        K(a, b) = exp(-WIDE · |a - b|²)
    weights = (K(examples, examples) + SMOOTH · I)⁻¹ (labels - prior)

(Rifkin, Yeo and Poggio, "Regularized least-squares classification", 2003.) A score is near 1 for a label that the
sentence has and near 0 for one it has not; for a sentence far from every example it is the prior, and nothing stands out.
Knows nothing of words, questions or languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
WIDE = 0.8
SMOOTH = 0.03


@dataclass(frozen=True)
class Nearness:
    """What was learned for one set of labels. `examples` are rows of the `Store`; `weights` has a column a label."""

    labels: tuple[str, ...]
    examples: npt.NDArray[np.int32]
    weights: Floats
    prior: Floats

    def scores(self, near: Floats) -> Floats:
        """Scores of each label, shape (sentences, labels). `near` is K(sentence, examples)."""
        scored: Floats = near @ self.weights + self.prior
        return scored


@dataclass(frozen=True)
class Store:
    """Example sentences as small whole numbers: a quarter of the memory, and what is lost does not matter here."""

    rows: npt.NDArray[np.int8]
    scale: float

    @classmethod
    def of(cls, vectors: Floats) -> Store:
        scale = float(np.abs(vectors).max()) / 127 or 1.0
        return cls(np.round(vectors / scale).astype(np.int8), scale)

    def near(self, vectors: Floats, examples: npt.NDArray[np.int32]) -> Floats:
        """K(sentence, example), shape (sentences, examples)."""
        chosen = self.rows[examples].astype(np.float32) * np.float32(self.scale)
        return kernel(vectors, chosen)


def kernel(left: Floats, right: Floats) -> Floats:
    """K for every pair of rows."""
    apart = (left**2).sum(1)[:, None] + (right**2).sum(1) - 2 * left @ right.T
    near: Floats = np.exp(-WIDE * np.maximum(apart, 0)).astype(np.float32)
    return near


def learn(store: Store, examples: Sequence[int], marks: Floats, labels: Sequence[str]) -> Nearness:
    """`marks` is 1 where an example has a label, else 0; shape (examples, labels)."""
    rows = np.asarray(examples, dtype=np.int32)
    chosen = store.rows[rows].astype(np.float32) * np.float32(store.scale)
    prior = marks.mean(0)
    near = kernel(chosen, chosen)
    near[np.diag_indices_from(near)] += SMOOTH
    weights = np.linalg.solve(near, marks - prior).astype(np.float32)
    return Nearness(tuple(labels), rows, weights, prior.astype(np.float32))
