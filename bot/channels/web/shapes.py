"""The JSON of the contract: what a client may send, and how a reply is written for it.

Knows names and types only. A refused shape says which field, what kind of value stood there, and what is allowed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.dialogue.turns import Answered, Asked, Choice, Kind, Message, Progress, Reply, Review, UnusableMessage, View
from bot.knowledge.models import Lang
from bot.knowledge.rules import Category
from bot.screening.moved import Moved
from bot.screening.outcomes import Outcome

FAR = 1_000_000


def _whole(text: str) -> str:
    """Refuse half of a surrogate pair: JSON can write one, and nothing after us can encode it."""
    text.encode()
    return text


Unicode = Annotated[str, AfterValidator(_whole)]
MessageId = Annotated[
    str, Field(pattern=r"^[!-~]{1,100}$", description="1 to 100 visible ASCII characters, new for each message")
]
Number = Annotated[int, Field(ge=-FAR, le=FAR)]


class Given(BaseModel):
    """A body: its fields and no others, each of exactly its type. `description` is what an error calls allowed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class StartGiven(Given):
    lang: Lang | None = Field(None, description="en or es")
    who: Literal["self", "other"] | None = Field(None, alias="for", description="self or other")


class MessageGiven(Given):
    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["text"]}, {"required": ["choice"]}]})

    id: MessageId
    text: Unicode | None = Field(None, description="text in Unicode")
    choice: Unicode | Number | Annotated[list[Unicode], Field(max_length=100)] | None = Field(
        None, description="a value that was offered, a whole number, or a list of offered values"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> MessageGiven:
        if (self.text is None) == (self.choice is None):
            raise UnusableMessage("text or choice", "exactly one of the two")
        return self


class ChangeGiven(Given):
    value: Any = Field(description="a value that the question takes")


class ResumeGiven(Given):
    code: Unicode = Field(description="the words of a code, as text")


class CodeShown(BaseModel):
    code: str


class ChoiceShown(BaseModel):
    value: str
    label: str


class MessageShown(BaseModel):
    kind: Kind
    text: str
    choices: list[ChoiceShown]


class ProgressLeft(BaseModel):
    min: int
    max: int


class ProgressShown(BaseModel):
    answered: int
    left: ProgressLeft


class InputShown(BaseModel):
    """How the open question is answered. `controls` are those of its choices that are ways round it."""

    kind: Literal["yes_no", "choice", "many", "number"]
    low: int | None
    high: int | None
    unit: Literal["months"] | None
    controls: list[str]


class ReplyShown(BaseModel):
    messages: list[MessageShown]
    question: str | None
    input: InputShown | None
    progress: ProgressShown
    lang: Lang
    ended: bool


class OpenedShown(ReplyShown):
    token: str


class SessionShown(ReplyShown):
    answers: dict[str, Any]


class MovedShown(BaseModel):
    category: Category
    before: Outcome = Field(serialization_alias="from")
    after: Outcome = Field(serialization_alias="to")


class AnsweredShown(BaseModel):
    """One answer in words, and what may stand in its place."""

    key: str
    question: str
    answer: str
    value: Any
    choices: list[ChoiceShown]
    input: InputShown


class ReviewShown(BaseModel):
    answers: list[AnsweredShown]
    categories: dict[str, str]
    outcomes: dict[str, str]


class ChangedShown(BaseModel):
    changed: list[MovedShown]


def reply_json(reply: Reply) -> dict[str, Any]:
    """A reply as the contract writes it. The open question's message carries every way to answer it."""
    asked = reply.question
    at = question_index(reply)
    return {
        "messages": [
            message_json(message, (*asked.choices, *asked.controls) if asked and index == at else ())
            for index, message in enumerate(reply.messages)
        ],
        "question": asked.key if asked else None,
        "input": _input_json(asked) if asked else None,
        "progress": _progress_json(reply.progress),
        "lang": reply.lang,
        "ended": reply.ended,
    }


def opened_json(token: str, reply: Reply) -> dict[str, Any]:
    return {"token": token, **reply_json(reply)}


def view_json(view: View) -> dict[str, Any]:
    return {**reply_json(view.reply), "answers": dict(view.answers)}


def review_json(review: Review) -> dict[str, Any]:
    return {
        "answers": [_answered_json(one) for one in review.answers],
        "categories": dict(review.categories),
        "outcomes": dict(review.outcomes),
    }


def changed_json(changes: tuple[Moved, ...]) -> dict[str, Any]:
    return {"changed": [one._asdict() for one in changes]}


def message_json(message: Message, more: tuple[Choice, ...] = ()) -> dict[str, Any]:
    return {"kind": message.kind, "text": message.text, "choices": _choices_json((*message.choices, *more))}


def question_index(reply: Reply) -> int | None:
    """Where the open question stands among the messages; None when nothing is open or nothing puts it in words."""
    if reply.question is None:
        return None
    return max((at for at, message in enumerate(reply.messages) if message.kind == "question"), default=None)


def _answered_json(given: Answered) -> dict[str, Any]:
    asked = given.asked
    return {
        "key": asked.key,
        "question": given.question,
        "answer": given.answer,
        "value": given.value,
        "choices": _choices_json((*asked.choices, *asked.controls)),
        "input": _input_json(asked),
    }


def _input_json(asked: Asked) -> dict[str, Any]:
    return {
        "kind": asked.kind,
        "low": asked.low,
        "high": asked.high,
        "unit": asked.unit,
        "controls": [choice.value for choice in asked.controls],
    }


def _choices_json(choices: tuple[Choice, ...]) -> list[dict[str, str]]:
    return [{"value": choice.value, "label": choice.label} for choice in dict.fromkeys(choices)]


def _progress_json(progress: Progress) -> dict[str, Any]:
    return {"answered": progress.answered, "left": {"min": progress.left_min, "max": progress.left_max}}
