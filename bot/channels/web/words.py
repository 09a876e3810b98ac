"""The words of the pages themselves, from `data/words/pages.yml`: every key known, every language there.

Knows which words a page needs. Refuses to know what they say.
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loading import load_model
from bot.knowledge.models import Lang, Model, Words
from bot.knowledge.problems import KnowledgeError, Problem


class PageWords(Model):
    """Everything a page says around a conversation. A missing or unknown key is refused on load."""

    leave: Words
    skip: Words
    brand: Words
    other_language: Words
    languages: Words
    title_home: Words
    title_chat: Words
    title_help: Words

    home_heading: Words
    home_text: Words
    home_start: Words
    start_heading: Words
    start_text: Words
    start_who: Words
    start_self: Words
    start_other: Words
    safer_heading: Words
    safer_text: Words
    gone: Words

    author: Words
    log: Words
    done: Words
    none_hint: Words
    send: Words
    own_words: Words
    write_here: Words
    controls: Words
    pick_again: Words
    left_one: Words
    left_some: Words
    left_range: Words
    left_at_least: Words
    left_up_to: Words

    help_link: Words
    help_heading: Words
    help_text: Words
    back_to_questions: Words
    policy_link: Words
    resume_label: Words
    resume_open: Words
    code_unknown: Words
    save_link: Words
    save_heading: Words
    save_text: Words
    save_yes: Words
    code_heading: Words
    code_text: Words
    delete_link: Words
    delete_heading: Words
    delete_text: Words
    delete_yes: Words
    delete_no: Words
    deleted_heading: Words
    deleted_text: Words

    not_found_heading: Words
    not_found_text: Words
    refused_heading: Words
    refused_text: Words
    broken_heading: Words
    broken_text: Words
    busy_heading: Words
    busy_text: Words
    cannot_save_heading: Words
    cannot_save_text: Words
    reference: Words

    def in_(self, lang: Lang) -> dict[str, str]:
        """All of them in one language, by key."""
        return {key: getattr(self, key).in_(lang) for key in type(self).model_fields}


def load_page_words(root: Path) -> PageWords:
    """Read `data/words/pages.yml` under `root`. Raises KnowledgeError with every problem in it."""
    problems: list[Problem] = []
    loaded = load_model(PageWords, root / "data" / "words" / "pages.yml", root, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return loaded[0]
