"""Which label a sentence belongs to, by how near it lies to labelled examples: kernel ridge regression.

    score = prior + K(sentence, examples) · weights        K(a, b) = exp(-WIDE · |a - b|²)
    weights = (K(examples, examples) + SMOOTH · I)⁻¹ (labels - prior)

(Rifkin, Yeo and Poggio, "Regularized least-squares classification", 2003.) A score is near 1 for a label that the
sentence has and near 0 for one it has not; far from every example it is the prior, and nothing stands out.
Knows nothing of words, questions or languages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]
WIDE = 0.8
SMOOTH = 0.03
DIRECTIONS = 256
CENTRES = 5_000
"""How many examples of one set of labels get a weight of their own, at most."""
SEED = 5
_AT_ONCE = 2_000
_EASED_BY = 2_000
_STEPS = 300
_NEAR_ENOUGH = 1e-3


@dataclass(frozen=True)
class Nearness:
    """What was learned for one set of labels. `examples` are rows of the `Store`; `weights` has a column a label."""

    labels: tuple[str, ...]
    examples: Rows
    weights: Floats
    prior: Floats

    def scores(self, near: Floats) -> Floats:
        """Scores of each label, shape (sentences, labels). `near` is K(sentence, examples)."""
        scored: Floats = near @ self.weights + self.prior
        return scored


@dataclass(frozen=True)
class Store:
    """Example sentences along the directions in which they differ most, as small whole numbers.

    An eighth of the memory of what the encoder gives; what is lost does not matter here (bench/understanding.py).
    """

    rows: npt.NDArray[np.int8]
    scale: float
    directions: Floats

    @classmethod
    def of(cls, vectors: Floats) -> Store:
        _, ranked = np.linalg.eigh(vectors.T @ vectors)
        directions = np.ascontiguousarray(ranked[:, ::-1][:, :DIRECTIONS]).astype(np.float32)
        turned = vectors @ directions
        scale = float(np.abs(turned).max()) / 127 or 1.0
        return cls(np.round(turned / scale).astype(np.int8), scale, directions)

    @cached_property
    def squares(self) -> Floats:
        """The squared length of every example."""
        lengths: npt.NDArray[np.int32] = np.einsum("ij,ij->i", self.rows, self.rows, dtype=np.int32)
        return (lengths * self.scale**2).astype(np.float32)

    def chosen(self, examples: Rows) -> Floats:
        """The examples, along the directions kept."""
        rows: Floats = self.rows[examples].astype(np.float32) * np.float32(self.scale)
        return rows

    def near(self, vector: Floats, examples: Rows) -> Floats:
        """K for one sentence, shape (1, WIDTH), and these examples."""
        turned: Floats = vector @ self.directions
        scaled: Floats = (turned * self.scale).astype(np.float32)  # one sentence, sooner than all examples
        return _kernel(scaled @ self.rows[examples].astype(np.float32).T, squared(turned), self.squares[examples])

    def at_hand(self, examples: Rows) -> AtHand:
        """These examples, laid out for who looks at all of them each time."""
        return AtHand(np.ascontiguousarray(self.chosen(examples).T), self.squares[examples])


@dataclass(frozen=True)
class AtHand:
    """Examples as numbers, a column each: one sentence is compared with all of them in half the time."""

    columns: Floats
    squares: Floats

    def near(self, turned: Floats) -> Floats:
        """K for one sentence, turned into the directions of the store, and these examples."""
        return _kernel(turned @ self.columns, squared(turned), self.squares)


def kernel(left: Floats, right: Floats) -> Floats:
    """K for every pair of rows."""
    return _kernel(left @ right.T, squared(left), squared(right))


def _kernel(products: Floats, left: Floats, right: Floats) -> Floats:
    """K from the products and the squared lengths of two sets of rows; made in the place of the products."""
    products *= 2 * WIDE
    products -= WIDE * left[:, None]
    products -= WIDE * right
    return np.exp(products, out=products)


def squared(rows: Floats) -> Floats:
    """The squared length of each row."""
    lengths: Floats = np.einsum("ij,ij->i", rows, rows)
    return lengths


def learn(store: Store, examples: Sequence[int], marks: Floats, labels: Sequence[str]) -> Nearness:
    """`marks` is 1 where an example has a label, else 0; shape (examples, labels).

    Where there are many examples, the weights are put on a part of them, drawn evenly, so that all are still fitted
    ("subset of regressors", Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, 8.3.1).
    """
    rows = np.asarray(examples, dtype=np.int32)
    if len(rows) <= CENTRES:
        return _solved(store, rows, marks, labels)
    drawn = np.random.default_rng(SEED).permutation(len(rows))
    return _on_the_first(CENTRES, store, rows[drawn], marks[drawn], labels)


def fitted(store: Store, rows: Rows, marks: Floats, labels: Sequence[str], centres: int) -> Nearness:
    """As `learn`, with the weights on the first `centres` of `rows`; `marks` has a row for each row of the store."""
    return _on_the_first(centres, store, rows, marks[rows], labels)


def _on_the_first(centres: int, store: Store, rows: Rows, marks: Floats, labels: Sequence[str]) -> Nearness:
    prior = marks.mean(0)
    weights = _fitted(store, rows, store.chosen(rows[:centres]), marks - prior)
    return Nearness(tuple(labels), rows[:centres], weights.astype(np.float32), prior.astype(np.float32))


def solved(store: Store, rows: Rows, marks: Floats, labels: Sequence[str]) -> Nearness:
    """As `learn`, with a weight on every one of `rows`, however many; `marks` has a row for each row of the store."""
    return _solved(store, rows, marks[rows], labels)


def _solved(store: Store, rows: Rows, marks: Floats, labels: Sequence[str]) -> Nearness:
    prior = marks.mean(0)
    chosen = store.chosen(rows)
    near = kernel(chosen, chosen)
    near[np.diag_indices_from(near)] += SMOOTH
    solve = np.linalg.solve if len(rows) <= CENTRES else _approached
    weights = solve(near, marks - prior)
    return Nearness(tuple(labels), rows, weights.astype(np.float32), prior.astype(np.float32))


def _approached(near: Floats, wanted: Floats) -> npt.NDArray[np.float64]:
    """The solution of `near @ weights = wanted`, in steps: many times sooner than at once where there are many rows.

    Conjugate gradients, eased by the first rows (Frangella, Tropp and Udell, "Randomized Nyström preconditioning",
    2023). `near` has SMOOTH on its diagonal.
    """
    eased = _eased(near[:, :_EASED_BY].astype(np.float64))
    weights, left = np.zeros(wanted.shape), wanted.astype(np.float64)
    towards = step = eased(left)
    size = (left * towards).sum(0)
    for _ in range(_STEPS):
        moved = (near @ step.astype(np.float32)).astype(np.float64)
        length = size / (step * moved).sum(0)
        weights += length * step
        left -= length * moved
        if np.abs(left).max() < _NEAR_ENOUGH:
            break
        towards = eased(left)
        size, before = (left * towards).sum(0), size
        step = towards + size / before * step
    return weights


def _eased(columns: npt.NDArray[np.float64]) -> Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]:
    """Roughly the inverse of the matrix whose first columns these are (SMOOTH on its diagonal)."""
    few = columns.shape[1]
    columns[np.arange(few), np.arange(few)] -= SMOOTH
    core = np.linalg.cholesky(columns[:few] + 1e-5 * np.eye(few))
    thin = np.linalg.solve(core, columns.T).T
    inner = np.linalg.inv(thin.T @ thin + SMOOTH * np.eye(few))
    return lambda left: (left - thin @ (inner @ (thin.T @ left))) / SMOOTH


def _fitted(store: Store, rows: Rows, centres: Floats, wanted: Floats) -> npt.NDArray[np.float64]:
    """Weights on the centres that fit all examples; in double precision, which a sum over so many needs."""
    fitted: npt.NDArray[np.floating] = kernel(centres, centres).astype(np.float64) * SMOOTH
    towards = np.zeros((len(centres), wanted.shape[1]))
    for at in range(0, len(rows), _AT_ONCE):
        near = kernel(centres, store.chosen(rows[at : at + _AT_ONCE])).astype(np.float64)
        fitted += near @ near.T
        towards += near @ wanted[at : at + _AT_ONCE]
    fitted[np.diag_indices_from(fitted)] += 1e-5
    weights: npt.NDArray[np.float64] = np.linalg.solve(fitted, towards)
    return weights
