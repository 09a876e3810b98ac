"""Sentences already turned into numbers, kept between trainings: changing one example costs seconds, not a minute.

Holds example sentences only, as digests; nothing that a person typed comes here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
_BATCH = 512


def encoded(sentences: Sequence[str], encode: Encode, file: Path, edition: str) -> Floats:
    """A row a sentence; those `file` holds of this `edition` of the encoder are read, the others are added to it."""
    names = [_digest(edition, sentence) for sentence in sentences]
    known = _read(file)
    missing = {name: sentence for name, sentence in zip(names, sentences, strict=True) if name not in known}
    todo = list(missing.items())
    for at in range(0, len(todo), _BATCH):
        part = todo[at : at + _BATCH]
        rows = encode([sentence for _, sentence in part]).astype(np.float16)
        known.update({name: row for (name, _), row in zip(part, rows, strict=True)})
    if todo:
        _write(file, {name: known[name] for name in dict.fromkeys(names)})
    return np.stack([known[name] for name in names]).astype(np.float32)


def _digest(edition: str, sentence: str) -> bytes:
    return hashlib.sha256(f"{edition}\n{sentence}".encode()).digest()[:12]


def _read(file: Path) -> dict[bytes, npt.NDArray[np.float16]]:
    if not file.exists():
        return {}
    with np.load(file, allow_pickle=False) as kept:
        return dict(zip((bytes(name) for name in kept["names"]), kept["rows"], strict=True))


def _write(file: Path, rows: dict[bytes, npt.NDArray[np.float16]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    names = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), -1)
    with unfinished.open("wb") as out:
        np.savez(out, names=names, rows=np.stack(list(rows.values())))
    unfinished.replace(file)
