"""Frequent questions in real conversations: answered at any point, in both languages, without losing the place.

The questions of the 2021 notice are kept as transcripts in tests/transcripts; FARO_KEEP=1 writes them anew.
"""

from __future__ import annotations

import asyncio
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.conversation import LiveConversations
from bot.knowledge.models import LANGUAGES, Lang
from bot.rasa_runtime.errors import EngineError
from bot.vault.sessions import Vault
from tests.policy.promises import implied

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 23)
KEPT = Path(__file__).parents[1] / "transcripts"
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}
WALK = (("no", "no", [], 30, "yes", ["family"], "spouse"), ("no", "no", [], 15, "no", [], []))
ASKED: dict[Lang, tuple[str, ...]] = {
    "en": (
        "Can ICE arrest me while my case is pending?",
        "what is bona fide",
        "is 11005.3 still in force",
        "how much does the U visa cost",
        "can a notario help me",
        "what if he calls ice on me, my husband says he will call ice on me",
        "do i have to talk to the police",
    ),
    "es": (
        "¿Me pueden arrestar con mi caso pendiente?",
        "que es bona fide",
        "sigue vigente la 11005.3",
        "cuánto cuesta la visa u",
        "me puede ayudar un notario",
        "mi esposo dice que va a llamar a ice",
        "tengo que hablar con la policía",
    ),
}
NOTICE: dict[Lang, tuple[str, ...]] = {
    "en": (
        "What policy does this updated version replace?",
        "What does this updated policy provide noncitizen crime victims?",
        "How does this updated policy differ from the previous one?",
        "What is a victim-centered approach?",
        "What are the victim-based immigration benefits?",
        "How does ICE identify noncitizen crime victims?",
        "What is Continued Presence?",
        "How does this announcement affect non-citizens who have pending victim related immigration benefits who have "
        "already been removed?",
        "Who may request parole?",
        "Where can I ask ICE questions about its policies and procedure?",
        "What is VESL?",
    ),
    "es": (
        "¿Qué política reemplaza esta versión actualizada?",
        "¿Qué ofrece esta política actualizada a las víctimas de delitos?",
        "¿En qué se diferencia esta política actualizada de la anterior?",
        "¿Qué es un enfoque centrado en la víctima?",
        "¿Cuáles son los beneficios de inmigración para víctimas?",
        "¿Cómo identifica ICE a las víctimas de delitos?",
        "¿Qué es la Presencia Continua?",
        "¿Cómo afecta este anuncio a quienes tienen beneficios pendientes y ya fueron deportados?",
        "¿Quién puede pedir el parole?",
        "¿A dónde puedo enviar preguntas sobre las políticas y procedimientos de ICE?",
        "¿Qué es VESL?",
    ),
}


def _answers(begun: Any) -> dict[str, Any]:
    return dict(asyncio.run(begun.conversations.view(begun.token)).answers)


def _is_answered(begun: Any) -> bool:
    first = begun.reply.messages[0]
    return first.kind == "text" and first.text.startswith(("About: ", "Sobre: "))


# ---- at any question, without losing the place ---------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("walk", WALK, ids=["hurt by a spouse", "a child abroad"])
def test_a_question_about_the_law_is_answered_and_the_same_question_stays_open(
    lang: Lang, walk: Any, talk: Any
) -> None:
    begun = talk(lang)
    for answer, asked in zip(walk, ASKED[lang], strict=False):
        key, before = begun.key, _answers(begun)
        begun.say(asked)
        assert _is_answered(begun), asked
        assert begun.key == key and _answers(begun) == before, asked
        assert begun.reply.messages[-1].kind == "question"
        begun.pick(answer)
        assert begun.key != key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_way_of_asking_is_answered_by_its_own_entry(lang: Lang, talk: Any, knowledge: Any) -> None:
    begun = talk(lang)
    begun.answer(**CALM)
    missed = []
    for entry in knowledge.faq.entries.values():
        begun.say(entry.question.in_(lang))
        if entry.question.in_(lang) not in begun.reply.messages[0].text:
            missed.append(entry.id)
        for message in begun.reply.messages:
            assert implied(message.text, lang) == []
        assert begun.key == "age"
    assert missed == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_is_answered_before_the_first_answer_and_after_the_result(lang: Lang, talk: Any) -> None:
    begun = talk(lang)
    begun.say(ASKED[lang][0])
    assert _is_answered(begun) and begun.key == "screen_seen"
    begun.answer(**CALM, age=30, in_united_states="yes", topics=[], crimes=[])
    assert begun.reply.question is None
    begun.say(ASKED[lang][3])
    assert _is_answered(begun) and begun.reply.question is None


def test_a_question_of_the_other_language_is_understood_and_answered_in_the_language_chosen(talk: Any) -> None:
    begun = talk("en")
    begun.say("¿cuánto cuesta la visa U?")
    assert begun.texts.startswith("About: What does a U case cost?")


# ---- what comes before ---------------------------------------------------------------------------------------------
def test_danger_is_heard_before_a_question(talk: Any) -> None:
    begun = talk()
    begun.say("he has a gun, can ICE arrest me while my case is pending?")
    assert begun.reply.messages[0].kind == "crisis"


def test_answers_numbers_and_command_words_stay_what_they_are(talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("30")
    assert _answers(begun)["age"] == 30
    begun.say("yes")
    assert _answers(begun)["in_united_states"] == "yes"
    for word in ("parole", "rules", "contacts", "who sees this", "law"):
        begun.say(word)
        assert not _is_answered(begun), word


# ---- without Rasa --------------------------------------------------------------------------------------------------
class _Down:
    async def understand(self, *_: Any) -> Any:
        raise EngineError("down")

    async def turn(self, *_: Any) -> Any:
        raise EngineError("down")


def test_a_question_is_answered_while_rasa_is_down(knowledge: Any, engine: Any, tmp_path: Path) -> None:
    vault = Vault(f"sqlite:///{tmp_path / 'faro.db'}")
    vault.migrate()
    up = LiveConversations(knowledge, engine, vault)
    token, begun = asyncio.run(up.open("es", "self"))
    down = LiveConversations(knowledge, _Down(), vault)  # type: ignore[arg-type]
    reply = asyncio.run(down.say(token, "m", text="¿ICE me puede arrestar con mi caso pendiente?"))
    assert reply.messages[0].text.startswith("Sobre: ")
    assert reply.question == begun.question


# ---- what is said with it ------------------------------------------------------------------------------------------
def test_an_answer_has_its_day_its_sources_and_a_warning_once_the_check_is_past(talk: Any) -> None:
    begun = talk("en", as_of=TODAY)
    begun.say("does filing stop removal")
    text = begun.reply.messages[0].text
    assert "Last checked: 2026-08-26." in text and "2026-11-23 is not known here" in text
    assert "Sources: 8 CFR 214.204" in text


def test_an_answer_of_today_says_in_2022_that_it_is_not_of_that_day(talk: Any) -> None:
    begun = talk("en", as_of=date(2022, 6, 1))
    begun.say("is 11005.3 still in force?")
    assert "On 2022-06-01, part of it did not hold." in begun.reply.messages[0].text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_vesl_comes_with_its_caution_its_number_and_its_date(lang: Lang, talk: Any) -> None:
    begun = talk(lang)
    begun.say({"en": "what is vesl", "es": "qué es vesl"}[lang])
    (card,) = [message.text for message in begun.reply.messages if message.kind == "contact"]
    assert card.index({"en": "does not keep this call secret", "es": "no guarda en secreto"}[lang]) < card.index(
        "1-833"
    )
    assert "2021-06-11" in card


def test_nothing_of_the_words_is_kept(talk: Any) -> None:
    begun = talk()
    begun.say("can ICE arrest me while my case is pending canary-4471")
    assert "canary" not in repr(begun.conversations._vault.read(begun.token, 0).state)


# ---- the questions of the 2021 notice ------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_questions_of_the_2021_notice_are_answered_as_kept(lang: Lang, talk: Any) -> None:
    begun = talk(lang, as_of=TODAY)
    begun.answer(**CALM)
    said = []
    for line in NOTICE[lang]:
        begun.say(line)
        assert _is_answered(begun) and begun.key == "age", line
        told = [message.text for message in begun.reply.messages if message.kind != "question"]
        said.append(f"> {line}\n\n" + "\n\n".join(told))
    text = "\n\n\n".join(said) + "\n"
    assert len({part.splitlines()[2] for part in said}) == len(NOTICE[lang])
    path = KEPT / f"notice_2021.{lang}.txt"
    if os.environ.get("FARO_KEEP"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
