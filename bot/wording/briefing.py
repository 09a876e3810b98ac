"""The end of an interview in words: the result, whom to call, what protects the person, parole for someone abroad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.knowledge.catalog import Knowledge
from bot.knowledge.models import Lang
from bot.knowledge.policies import Situation
from bot.policy.in_force import Protections, protections
from bot.policy.parole import parole
from bot.screening.answers import Answers, Value
from bot.screening.screening import Screening
from bot.wording.helplines import contact_messages
from bot.wording.messages import Message
from bot.wording.results import fitting, result_messages

_TOPIC_TAGS = {"family": "domestic_violence", "work": "trafficking", "sex": "trafficking", "parent": "child"}


def briefing(
    screening: Screening, answers: Answers, settings: Mapping[str, Value], knowledge: Knowledge, lang: Lang
) -> Iterator[Message]:
    """Everything said when the interview is over, in the order it is needed."""
    yield from result_messages(screening, knowledge, lang)
    yield from protection_messages(screening, answers, settings, knowledge, lang)
    if answers.get("in_united_states") == "no":
        yield from parole_messages(screening, knowledge, lang)
    yield from contact_messages(knowledge, lang, screening.as_of, contact_tags(answers, settings), brief=True)
    yield Message("text", knowledge.messages.say("result_offer", lang))


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
    """Which helplines fit what was answered; a lawyer always does."""
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
    age = answers.get("age")
    if isinstance(age, int) and age < 18:
        tags.append("child")
    return tuple(dict.fromkeys([*tags, "lawyer"]))


def protection_messages(
    screening: Screening, answers: Answers, settings: Mapping[str, Value], knowledge: Knowledge, lang: Lang
) -> Iterator[Message]:
    """What is in force that day for the categories that fit, law first; what limits it and what nobody confirmed."""
    say = knowledge.messages.say
    where = situation(answers, settings)
    day = screening.as_of
    found = [protections(knowledge.policies, day, category, where) for category in fitting(screening) or (None,)]
    yield Message("text", say("protections_intro", lang))
    yield Message("notice", "\n".join(_lines(found, knowledge, lang)))
    verified = found[0].verified_through.isoformat()
    yield Message("text", say("protections_as_of", lang, as_of=day.isoformat(), verified=verified))
    for warning in dict.fromkeys(warning.in_(lang) for part in found for warning in part.warnings):
        yield Message("notice", warning)


def _lines(found: list[Protections], knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    if directive := found[0].directive:
        yield f"{directive.title} ({directive.id}, {directive.from_.isoformat()})"
    statements = {s.id: s for part in found for s in part.statements}
    for statement in statements.values():
        doubt = ""
        if statement.status in ("limited_by_court", "unconfirmed"):
            doubt = f" ({knowledge.messages.say(f'status_{statement.status}', lang)})"
        yield f"• {statement.text.in_(lang)}{doubt}"


def parole_messages(screening: Screening, knowledge: Knowledge, lang: Lang) -> Iterator[Message]:
    """Parole for people outside the United States; it never advises travel."""
    yield Message("text", knowledge.messages.say("parole_intro", lang))
    fits = fitting(screening)
    found = parole(knowledge.paroles, screening.as_of, fits[0] if len(fits) == 1 else None)
    lines = [f"• {statement.text.in_(lang)}" for statement in found.statements]
    lines += [f"• {fee.text.in_(lang)}" for fee in found.fees]
    yield Message("notice", "\n".join(lines))
    for warning in found.warnings:
        yield Message("notice", warning.in_(lang))
