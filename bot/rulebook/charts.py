"""Every picture of the rulebook by its file name: the flow of questions and the tree of each category.

Knows which pictures there are. Refuses to know what stands in them and where they are kept.
"""

from __future__ import annotations

from bot.rulebook.book import Book
from bot.rulebook.flow import flow
from bot.rulebook.trees import tree


def charts(book: Book) -> dict[str, str]:
    """The source of every picture, in Graphviz's language."""
    trees = {f"map-{rules.category}.svg": tree(book, rules) for rules in book.rules}
    return {"map-questions.svg": flow(book), **trees}
