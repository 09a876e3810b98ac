"""The set of understanding.jsonl as `faro rasa test nlu` reads it: what is said at any question and answers none.

    python -m tests.nlp.intents_apart       writes heldout/intents.yml anew

Left out: answers, which depend on the question, and `unclear`, which is no intent.
"""

from __future__ import annotations

from pathlib import Path

from bot.nlp.reading import ANSWER, UNCLEAR
from tests.nlp.measured import heldout

FILE = Path(__file__).parent / "heldout" / "intents.yml"
_HEAD = """version: "3.1"

# What is said at any question and answers none, kept apart from everything that is learned from. `person` counts
# those who ask whether they write to one, too. Provenance: synthetic, written for this project by somebody who saw
# none of the examples. Made from understanding.jsonl by tests/nlp/intents_apart.py.

nlu:
"""


def as_rasa_reads_it() -> str:
    """The whole file."""
    said: dict[str, dict[str, None]] = {}
    for line in heldout():
        if line["said"] not in (ANSWER, UNCLEAR):
            said.setdefault(line["said"], {})[line["text"].strip()] = None
    blocks = (
        f"  - intent: {intent}\n    examples: |\n" + "".join(f"      - {text}\n" for text in texts)
        for intent, texts in sorted(said.items())
    )
    return _HEAD + "\n".join(blocks)


if __name__ == "__main__":
    FILE.write_text(as_rasa_reads_it(), encoding="utf-8")
