"""The questions Faro may ask: words, choices, why each is asked. One file a module of the interview.

Knows the shape of a question. Refuses to know the order of an interview beyond the order written in the files, and
which answers matter (`screening`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from bot.knowledge.models import Model, Slug, Told, Words

Kind = Literal["yes_no", "choice", "many", "number"]
UNSURE: tuple[str, str] = ("not_sure", "prefer_not")
WHEN_WORDS = ("relevant", "always", "something_fits", "modules_left", "never")


class Says(Model):
    """What Faro says, by its key in `data/words/messages.yml`, right after one answer was picked."""

    message: Slug
    kind: Literal["text", "notice", "crisis"] = "notice"


class Choice(Model):
    """One answer a person can pick. `opens` names modules of questions that this pick makes worth asking.

    `sets` are other answers given by picking this, `otherwise` those given by leaving it out: one list in place of many
    questions. They are answers like any other.
    """

    value: Slug
    label: Told
    opens: tuple[Slug, ...] = ()
    sets: Mapping[Slug, str] = Field(default_factory=dict)
    otherwise: Mapping[Slug, str] = Field(default_factory=dict)


class Range(Model):
    """Whole numbers allowed, both ends included."""

    low: int
    high: int


class Question(Model):
    """One question. `setting` ones steer the conversation and are no fact about what happened.

    `unit` is what a number counts, where a page can help with counting.
    `when` says in which conversation it is asked: `relevant` (it can still change an outcome), `always`,
    `something_fits`, `modules_left` (some module is still closed), or a condition on answers and settings.
    `about_child` ones may bring up a child: before the first, Faro says who must report. `says` and `pauses` are what
    follows one of its values. `also` are other answers that this one gives with the same value; `unsure_of` are those
    left unsure or declined with it, where its choices set answers.
    """

    key: Slug
    kind: Kind
    ask: Words
    ask_other: Words
    why: Told
    help: Told | None = None
    choices: tuple[Choice, ...] = ()
    range: Range | None = None
    unit: Literal["months"] | None = None
    setting: bool = False
    sensitive: bool = False
    about_child: bool = False
    when: Any = "relevant"
    says: Mapping[str, Says] = Field(default_factory=dict)
    pauses: tuple[str, ...] = ()
    also: tuple[Slug, ...] = ()
    unsure_of: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Question:
        if (self.kind in ("choice", "many")) != bool(self.choices):
            raise ValueError(f"{self.key}: `choices` go with kind choice or many, and only there")
        if (self.kind == "number") != (self.range is not None):
            raise ValueError(f"{self.key}: `range` goes with kind number, and only there")
        if self.unit and self.kind != "number":
            raise ValueError(f"{self.key}: `unit` goes with kind number, and only there")
        values = self.values
        if len(set(values)) != len(values):
            raise ValueError(f"{self.key}: a choice value is written twice")
        strangers = {*self.says, *self.pauses} - {*values, *UNSURE}
        if strangers:
            raise ValueError(f"{self.key}: `says` and `pauses` name values it does not take: {sorted(strangers)}")
        return self

    def given_by(self, value: Any) -> dict[str, Any]:
        """Every answer that `value` gives: its own, those that go `also` with it, and those its choices set."""
        if value in UNSURE:
            return dict.fromkeys((self.key, *self.also, *self.unsure_of), value)
        given = dict.fromkeys((self.key, *self.also), value)
        picked = value if isinstance(value, tuple) else (value,)
        for choice in self.choices:
            if choice.value not in picked:
                given.update(choice.otherwise)
        for choice in self.choices:
            if choice.value in picked:
                given.update(choice.sets)
        return given

    @cached_property
    def gives(self) -> tuple[str, ...]:
        """Every answer that may follow from this question, its own first."""
        set_by = (key for choice in self.choices for key in (*choice.sets, *choice.otherwise))
        return tuple(dict.fromkeys((self.key, *self.also, *set_by, *self.unsure_of)))

    @property
    def values(self) -> tuple[str, ...]:
        """The words this question takes, without not_sure and prefer_not."""
        return ("yes", "no") if self.kind == "yes_no" else tuple(choice.value for choice in self.choices)


class Module(Model):
    """A part of the interview: its questions in the order they are asked, gentlest first.

    `asked`: `always`, or only when a picked choice `opens` it. `note` warns kindly before the first sensitive question.
    """

    module: Slug
    order: int
    asked: Literal["always", "when_opened"]
    title: Words
    note: Told | None = None
    questions: tuple[Question, ...]
