"""Puts the parts of understanding together from Faro's own data; without Rasa."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.hearing.spoken import Speech
from bot.knowledge.danger import Spelling
from bot.knowledge.language import load_language
from bot.knowledge.loading import load_model
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.questions import Question
from bot.knowledge.screens import PROJECT, read_screens
from bot.nlp.meanings import Meanings
from bot.nlp.numbers import Numbers
from bot.nlp.pipeline import make_pipeline
from bot.nlp.sentences import Sentences
from bot.nlp.understanding import Understanding


@lru_cache(maxsize=1)
def interview_questions() -> Mapping[str, Question]:
    """Every question by its key. Raises KnowledgeError."""
    problems: list[Problem] = []
    screens = read_screens(PROJECT, problems)
    if screens is None or problems:
        raise KnowledgeError(problems)
    return screens.interview.questions


@lru_cache(maxsize=1)
def make_speech() -> Speech:
    """Spells messages out as `data/safety/spelling.yml` says. Raises KnowledgeError."""
    problems: list[Problem] = []
    loaded = load_model(Spelling, PROJECT / "data" / "safety" / "spelling.yml", PROJECT, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return Speech(loaded[0].tokens, loaded[0].accented)


def make_understanding(sentences: Sentences, meanings: Meanings) -> Understanding:
    """Raises KnowledgeError when `data/language` cannot be used."""
    numbers, openers, facts = load_language(PROJECT)
    nlp = make_pipeline(make_speech(), sentences, meanings, openers, facts)
    return Understanding(nlp, interview_questions(), Numbers(numbers))
