"""What a short message is about, by a bag of pieces of its words.

The pieces (whole words and runs of three and four letters, without accents or case) make it indifferent to language and
forgiving of typing. It learns in seconds from examples, always the same from the same examples, and needs nothing
downloaded. It knows nothing of Rasa, of questions, or of what follows from a message.
"""

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from spacy.vocab import Vocab

SEED = 11
EPOCHS = 20
LEARNING_RATE = 0.002  # slow enough that what it has not seen leaves it unsure
MEMORY = 2**14  # rows of the hashed weights: 1.4 MB for twenty labels
WORD = re.compile(r"[^\W_]+|[?!]")


def normalise(text: str) -> str:
    """Small letters without accents, runs of a letter cut to two: what the pieces are cut from."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(WORD, re.sub(r"(.)\1{2,}", r"\1\1", plain)))


def pieces(text: str) -> Iterator[str]:
    """The words of a text, pairs of words, and the runs of letters in each word."""
    words = normalise(text).split()
    yield from words
    yield from (f"{left}_{right}" for left, right in zip(["^", *words], [*words, "$"], strict=True))
    for word in words:
        marked = f"<{word}>"
        yield from (marked[at : at + size] for size in (3, 4) for at in range(len(marked) - size + 1))


class PieceTokenizer:
    """Cuts a text into pieces where spaCy would cut it into words."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(pieces(text)) or ["^"])

    def to_disk(self, path: Path, **_: object) -> None:
        """Nothing is learned here."""

    def from_disk(self, path: Path, **_: object) -> "PieceTokenizer":
        """Nothing was learned here."""
        return self


def learn(examples: Sequence[tuple[str, str]]) -> Language:
    """A pipeline that has learned these (text, label) pairs."""
    fix_random_seed(SEED)
    nlp = _blank()
    labels = sorted({label for _, label in examples})
    category = nlp.add_pipe("textcat", config={"model": _bag_of_pieces()})
    for label in labels:
        category.add_label(label)
    known = [
        Example.from_dict(nlp.make_doc(text), {"cats": {each: float(each == label) for each in labels}})
        for text, label in examples
    ]
    optimizer = nlp.initialize(lambda: known)
    optimizer.learn_rate = LEARNING_RATE
    order = random.Random(SEED)
    for _ in range(EPOCHS):
        order.shuffle(known)
        for batch in minibatch(known, 16):
            nlp.update(batch, sgd=optimizer)
    return nlp


def keep(nlp: Language, directory: Path) -> None:
    """Write what was learned."""
    nlp.get_pipe("textcat").to_disk(directory)


def recall(directory: Path) -> Language:
    """Read what was learned."""
    nlp = _blank()
    nlp.add_pipe("textcat", config={"model": _bag_of_pieces()}).from_disk(directory)
    return nlp


def rank(nlp: Language, text: str) -> list[tuple[str, float]]:
    """Labels and how likely each is, the likeliest first; nothing for a text without a word."""
    if not normalise(text):
        return []
    return sorted(nlp(text).cats.items(), key=lambda label: -label[1])


def _blank() -> Language:
    nlp = spacy.blank("xx")
    nlp.tokenizer = PieceTokenizer(nlp.vocab)
    return nlp


def _bag_of_pieces() -> dict[str, object]:
    return {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 1,
        "no_output_layer": False,
        "length": MEMORY,
    }
