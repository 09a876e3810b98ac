"""The words of the pages and of the widget, from `data/words`: every key known, every language there.

Knows which words a page needs. Refuses to know what they say.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from bot.knowledge.loading import load_model
from bot.knowledge.models import Lang, Model, Words
from bot.knowledge.problems import KnowledgeError, Problem


class _Said(Model):
    def in_(self, lang: Lang) -> dict[str, str]:
        """All of them in one language, by key."""
        return {key: getattr(self, key).in_(lang) for key in type(self).model_fields}


Said = TypeVar("Said", bound=_Said)


class PageWords(_Said):
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


class WidgetWords(_Said):
    """Everything the widget says around a conversation."""

    open: Words
    go_on: Words
    leave: Words
    presses_left: Words
    trouble: Words
    title: Words
    close: Words
    menu: Words
    author: Words
    you: Words
    log: Words
    start_heading: Words
    start_text: Words
    start_operator: Words
    safer_heading: Words
    safer_exit: Words
    safer_history: Words
    safer_device: Words
    start_who: Words
    start_self: Words
    start_other: Words
    language: Words
    way_heading: Words
    way_answer: Words
    way_see: Words
    way_talk: Words
    way_file: Words
    left_one: Words
    left_some: Words
    left_range: Words
    left_at_least: Words
    left_up_to: Words
    done: Words
    send: Words
    own_words: Words
    write_here: Words
    number: Words
    controls: Words
    month_help: Words
    month: Words
    year: Words
    month_found: Words
    sending: Words
    not_sent: Words
    try_again: Words
    not_taken: Words
    gone: Words
    people: Words
    review_open: Words
    review_heading: Words
    review_text: Words
    review_none: Words
    change: Words
    change_of: Words
    keep: Words
    changed_nothing: Words
    changed_something: Words
    back: Words
    results: Words
    contacts: Words
    part_fits: Words
    part_rules: Words
    part_people: Words
    result_parts: Words
    more: Words
    rules_by_date: Words
    paper: Words
    paper_heading: Words
    paper_text: Words
    paper_pdf: Words
    paper_harm: Words
    paper_go: Words
    paper_title: Words
    paper_when: Words
    save: Words
    save_text: Words
    save_heading: Words
    save_yes: Words
    code_heading: Words
    code_text: Words
    resume_label: Words
    resume_open: Words
    code_unknown: Words
    delete: Words
    delete_heading: Words
    delete_text: Words
    delete_yes: Words
    delete_no: Words
    deleted: Words
    start_again: Words
    veil_heading: Words
    veil_text: Words
    veil_show: Words
    idle_ended: Words


def load_page_words(root: Path) -> PageWords:
    """Read `data/words/pages.yml` under `root`. Raises KnowledgeError with every problem in it."""
    return _load(PageWords, "pages.yml", root)


def load_widget_words(root: Path) -> WidgetWords:
    """Read `data/words/widget.yml` under `root`. Raises KnowledgeError with every problem in it."""
    return _load(WidgetWords, "widget.yml", root)


def _load(model: type[Said], name: str, root: Path) -> Said:
    problems: list[Problem] = []
    loaded = load_model(model, root / "data" / "words" / name, root, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return loaded[0]
