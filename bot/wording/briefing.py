"""The end of an interview in words: the result, whom to call, what protects the person, parole for someone abroad."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.policies import Situation
from bot.knowledge.policy_shapes import KINDS
from bot.policy.in_force import Protection, protections
from bot.policy.parole import fee_text, parole
from bot.screening.answers import Answers, Value
from bot.screening.screening import Screening
from bot.wording.helplines import contact_messages
from bot.wording.messages import Message
from bot.wording.results import fitting, result_messages

BRIEF_PROTECTIONS = {"statute": 3, "regulation": 2, "court_order": 4, "directive": 2, "practice": 1}
BRIEF_PAROLE = {"what": 2, "who": 1, "form": 1, "agency": 1, "fees": 0, "warning": 2}
"""How many statements of each kind or topic are said at the end of an interview, before somebody asks for all."""
_TOPIC_TAGS = {"family": "domestic_violence", "work": "trafficking", "sex": "trafficking", "parent": "child"}


def briefing(
    screening: Screening, answers: Answers, settings: Mapping[str, Value], knowledge: Knowledge, lang: Lang
) -> Iterator[Message]:
    """Everything said when the interview is over, in the order it is needed."""
    for_other = is_for_other(settings)
    yield from result_messages(screening, answers, knowledge, lang, for_other=for_other)
    yield from protection_messages(screening, answers, settings, knowledge, lang, brief=True)
    if answers.get("in_united_states") == "no":
        yield from parole_messages(screening, knowledge, lang, brief=True, for_other=for_other)
    tags = contact_tags(answers, settings)
    yield from contact_messages(knowledge, lang, screening.as_of, tags, brief=True, for_other=for_other)
    yield Message("text", knowledge.messages.say("result_offer", lang, for_other=for_other))


def is_for_other(settings: Mapping[str, Value]) -> bool:
    """Whether somebody answers for the person harmed."""
    return settings.get("who") == "other"


def situation(answers: Answers, settings: Mapping[str, Value]) -> Situation | None:
    """Where the person stands, as the policy data tells situations apart; the most pressing one where several hold."""
    if answers.get("detained") == "yes":
        return "detained"
    if answers.get("final_removal_order") == "yes":
        return "final_order"
    if answers.get("in_united_states") == "no":
        return "outside"
    match settings.get("case_stage"):
        case "none":
            return "none"
        case "pending":
            return "pending"
        case "bona_fide":
            return "bona_fide"
        case "approved":
            return "approved"
    return None


def contact_tags(answers: Answers, settings: Mapping[str, Value]) -> tuple[str, ...]:
    """Which helplines fit what was answered; a lawyer and the numbers for danger always do."""
    picked = settings.get("topics")
    tags = [_TOPIC_TAGS[topic] for topic in (picked if isinstance(picked, tuple) else ()) if topic in _TOPIC_TAGS]
    if answers.get("danger_now") in ("yes", "not_sure"):
        tags.insert(0, "danger")
    if answers.get("relationship_to_abuser") not in (None, "none", "not_sure", "prefer_not"):
        tags.append("domestic_violence")
    if answers.get("trafficking_kind") in ("labor", "sex", "both", "attempted"):
        tags.append("trafficking")
    if answers.get("detained") == "yes":
        tags.append("detained")
    if answers.get("court_within_60_days") == "yes" or answers.get("in_removal_proceedings") == "yes":
        tags.append("court")
    if is_minor(answers):
        tags.append("child")
    return tuple(dict.fromkeys([*tags, "lawyer", "danger"]))


def is_minor(answers: Answers) -> bool:
    """Whether the person is known to be under 18."""
    age = answers.get("age")
    return isinstance(age, int) and age < 18


def protection_messages(
    screening: Screening,
    answers: Answers,
    settings: Mapping[str, Value],
    knowledge: Knowledge,
    lang: Lang,
    *,
    brief: bool = False,
) -> Iterator[Message]:
    """What is in force that day for the categories that fit, law first; what limits it and what nobody confirmed.

    `brief` keeps the first few of each kind, which the policy data puts in order of use, and says how to see the rest.
    """
    say = partial(knowledge.messages.say, lang=lang, for_other=is_for_other(settings))
    day, where = screening.as_of, situation(answers, settings)
    found = [protections(knowledge.policies, day, category, where) for category in fitting(screening) or (None,)]
    yield Message("text", say("protections_intro"))
    if directive := found[0].directive:
        label = found[0].wording.labels.directive.in_(lang)
        yield Message("notice", f"{label}: {directive.title} ({directive.id}, {directive.from_.isoformat()})")
    statements = {statement.id: statement for part in found for statement in part.statements}
    for kind in KINDS:
        of_kind = [statement for statement in statements.values() if statement.kind == kind]
        shown = of_kind[: BRIEF_PROTECTIONS[kind]] if brief else of_kind
        if shown:
            heading = found[0].wording.labels.kinds[kind].in_(lang)
            yield Message("notice", "\n".join([heading, *(_statement(s, say, lang) for s in shown)]))
    verified = found[0].verified_through.isoformat()
    yield Message("text", say("protections_as_of", as_of=day.isoformat(), verified=verified))
    for warning in dict.fromkeys(warning.in_(lang) for part in found for warning in part.warnings):
        yield Message("notice", warning)
    if brief:
        yield Message("text", say("protections_more"))


def _statement(statement: Protection, say: Callable[[str], str], lang: Lang) -> str:
    text = f"• {statement.text.in_(lang)}"
    if statement.status in ("limited_by_court", "unconfirmed"):
        return f"{text} ({say(f'status_{statement.status}')})"
    return text


def parole_messages(
    screening: Screening, knowledge: Knowledge, lang: Lang, *, brief: bool = False, for_other: bool = False
) -> Iterator[Message]:
    """Parole for people outside the United States, topic by topic; it never advises travel.

    `brief` keeps what everyone needs first, the ways of the categories that fit, and the fees.
    """
    fits = fitting(screening)
    found = parole(knowledge.paroles, screening.as_of, fits[0] if len(fits) == 1 else None)
    yield Message("text", knowledge.messages.say("parole_intro", lang, for_other=for_other))
    for topic, heading in found.paroles.file.labels.topics.items():
        lines = [f"• {fee_text(fee, found.paroles, lang)}" for fee in found.fees] if topic == "fees" else []
        of_topic = [s for s in found.statements if s.topic == topic]
        if brief and topic == "route":
            of_topic = [s for s in of_topic if set(s.categories) & set(fits)]
        elif brief:
            of_topic = of_topic[: BRIEF_PAROLE[topic]]
        lines += [f"• {s.text.in_(lang)}" for s in of_topic]
        if lines:
            yield Message("notice", "\n".join([heading.in_(lang), *lines]))
    for warning in found.warnings:
        yield Message("notice", warning.in_(lang))
    if brief:
        yield Message("text", knowledge.messages.say("parole_more", lang, for_other=for_other))
