"""A small conversation in memory, with one question of each kind, in both languages: what web tests talk to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.channels.web.phones import Hotline
from bot.dialogue.turns import (
    MESSAGE_LIMIT,
    Answered,
    Asked,
    CannotSave,
    Choice,
    CodeUnknown,
    Message,
    Progress,
    Reply,
    Review,
    SessionUnknown,
    UnusableMessage,
    View,
)
from bot.knowledge.models import Lang, Words
from bot.screening.moved import Moved

HOTLINES = (
    Hotline(
        Words(en="Emergency", es="Emergencia"),
        "911",
        Words(en="Police, fire, doctor.", es="Policía, bomberos, doctor."),
    ),
    Hotline(
        Words(en="Hurt at home", es="Daño en casa"),
        "1-800-799-7233",
        Words(en="Any time, in many languages.", es="A toda hora, en muchos idiomas."),
    ),
)
CONTROLS = (
    ("not_sure", "Not sure", "No sé"),
    ("prefer_not", "Rather not say", "Prefiero no decir"),
    ("why", "Why do you ask?", "¿Por qué pregunta?"),
    ("who_sees", "Who can see this?", "¿Quién puede ver esto?"),
    ("back", "Back", "Atrás"),
    ("pause", "Stop for now", "Parar por ahora"),
)
NOTICE = (
    "I am a program, not a person and not a lawyer.\nYou can skip any question.",
    "Soy un programa, no una persona ni un abogado.\nPuede saltar cualquier pregunta.",
)
HARMS = (
    ("hurt", "They hurt me or someone I love", "Me lastimaron a mí o a alguien que quiero"),
    ("locked", "They locked me in or did not let me leave", "Me encerraron o no me dejaron salir"),
    ("lied", "They lied about the work or the pay", "Mintieron sobre el trabajo o el pago"),
    ("immigration_threat", "They said they would call immigration", "Dijeron que llamarían a inmigración"),
    ("papers", "They took my papers", "Me quitaron mis papeles"),
)
YES_NO = (("yes", "Yes", "Sí"), ("no", "No", "No"))
QUESTIONS: tuple[tuple[str, Any, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("danger_now", "yes_no", "Are you in danger right now?", "¿Está en peligro en este momento?", YES_NO),
    ("trafficking_means", "many", "Did any of these happen?", "¿Pasó algo de esto?", HARMS),
    ("age", "number", "How old are you?", "¿Cuántos años tiene?", ()),
    ("crime_reported", "yes_no", "Did anyone tell the police?", "¿Alguien le contó a la policía?", YES_NO),
)
RESULT = (
    "This may fit: T status\nFor people who were made to work.\nStill to find out: did you talk to the police?",
    "Esto puede servir: estatus T\nPara personas obligadas a trabajar.\nFalta saber: ¿habló con la policía?",
)
CONTACT = (
    "National Human Trafficking Hotline\n1-888-373-7888\nCall at any hour. You do not have to give a name.",
    "Línea nacional contra la trata\n1-888-373-7888\nA toda hora. No tiene que dar su nombre.",
)


@dataclass
class _Session:
    lang: Lang
    answers: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Reply] = field(default_factory=dict)
    last: Reply | None = None


class Scripted:
    """Implements `Conversations`. `down` makes every call fail to save; `breaks` makes every call break."""

    def __init__(self) -> None:
        self.sessions: dict[str, _Session] = {}
        self.codes: dict[str, str] = {}
        self.turns: list[tuple[str | None, Any]] = []
        self.down = False
        self.breaks: Exception | None = None

    async def open(self, lang: Lang | None, who: str | None, as_of: date | None = None) -> tuple[str, Reply]:
        self._alive()
        token = secrets.token_urlsafe(32)
        session = self.sessions[token] = _Session(lang or "en")
        session.last = self._ask(session, Message("notice", _in(session, *NOTICE)))
        return token, session.last

    async def say(
        self, token: str, message_id: str, text: str | None = None, choice: str | int | list[str] | None = None
    ) -> Reply:
        session = self._session(token)
        if message_id not in session.said:
            self.turns.append((text, choice))
            session.said[message_id] = session.last = self._turn(token, session, text, choice)
        return session.said[message_id]

    async def view(self, token: str, *, peek: bool = False) -> View:
        session = self._session(token)
        assert session.last is not None
        return View(session.last, session.answers)

    async def result(self, token: str) -> dict[str, Any]:
        return {"as_of": "2026-11-23", "categories": {}, "flags": [], "answers": len(self._session(token).answers)}

    async def review(self, token: str) -> Review:
        session = self._session(token)
        given = ((asked, session.answers[asked[0]]) for asked in QUESTIONS if asked[0] in session.answers)
        answers = tuple(_answered(session, *asked, value=value) for asked, value in given)
        return Review(answers, {"t": "T status"}, {"likely": "Looks like a match", "possible": "May fit"})

    async def change(self, token: str, key: str, value: Any) -> tuple[Moved, ...]:
        session = self._session(token)
        if key not in {question for question, *_ in QUESTIONS}:
            raise UnusableMessage("key", "one of: " + ", ".join(question for question, *_ in QUESTIONS), key, value)
        if key == "age" and not isinstance(value, int):
            raise UnusableMessage("value", "one of: a whole number from 0 to 120, not_sure, prefer_not", key, value)
        before = session.answers.get(key)
        session.answers[key] = value
        return () if before == value else (Moved("t", "possible", "likely"),)

    async def save(self, token: str) -> str:
        self._session(token)
        code = f"lemon moon {len(self.codes)}"
        self.codes[code] = token
        return code

    async def resume(self, code: str) -> tuple[str, Reply]:
        self._alive()
        if code not in self.codes:
            raise CodeUnknown
        token = secrets.token_urlsafe(32)
        session = self.sessions[token] = self.sessions.pop(self.codes[code])
        assert session.last is not None
        return token, session.last

    async def delete(self, token: str) -> None:
        self._session(token)
        del self.sessions[token]

    def _alive(self) -> None:
        if self.breaks is not None:
            raise self.breaks
        if self.down:
            raise CannotSave

    def _session(self, token: str) -> _Session:
        self._alive()
        if token not in self.sessions:
            raise SessionUnknown
        return self.sessions[token]

    def _turn(self, token: str, session: _Session, text: str | None, choice: str | int | list[str] | None) -> Reply:
        if text == "delete":
            del self.sessions[token]
            gone = Message("text", _in(session, "It is gone.", "Ya no está."))
            return Reply((gone,), None, Progress(0, 0, 0), session.lang, ended=True)
        if text == "danger":
            words = "Call 911 now. Is it safe to keep writing?", "Llame al 911 ahora. ¿Puede seguir escribiendo?"
            picks = (Choice("resume", "Go on"), Choice("pause", "Stop"))
            return self._ask(session, Message("crisis", _in(session, *words), picks))
        if text is not None and (len(text) > MESSAGE_LIMIT or "\0" in text):
            return self._ask(session, Message("text", _in(session, "Please write less.", "Escriba menos.")))
        if text is not None and not text.isdecimal():
            return self._ask(session, Message("text", f"You wrote: {text}"))
        return self._answer(session, int(text) if text is not None else choice)

    def _answer(self, session: _Session, choice: str | int | list[str] | None) -> Reply:
        if choice in ("why", "who_sees", "resume"):
            return self._ask(session, Message("text", "Because it may matter. Call (800) 799-7233 to ask a person."))
        key, kind, *_, choices = QUESTIONS[len(session.answers)]
        offered = {value for value, *_ in choices} | {"not_sure", "prefer_not"}
        picked = choice if isinstance(choice, list) else [choice]
        is_number = kind == "number" and isinstance(choice, int)
        if not is_number and (not set(picked) <= offered or (isinstance(choice, list) and kind != "many")):
            raise UnusableMessage("choice", "one of the choices offered")
        session.answers[key] = choice
        return self._ask(session)

    def _ask(self, session: _Session, *before: Message) -> Reply:
        answered = len(session.answers)
        if answered == len(QUESTIONS):
            results = Message("result", _in(session, *RESULT)), Message("contact", _in(session, *CONTACT))
            return Reply((*before, *results), None, Progress(answered, 0, 0), session.lang)
        key, kind, en, es, choices = QUESTIONS[answered]
        asked = Asked(key, kind, _choices(session, choices), _choices(session, CONTROLS), 0, 120)
        question = Message("question", _in(session, en, es))
        left = len(QUESTIONS) - answered
        return Reply((*before, question), asked, Progress(answered, left, left + 3), session.lang)


def _in(session: _Session, en: str, es: str) -> str:
    return en if session.lang == "en" else es


def _answered(session: _Session, key: str, kind: Any, en: str, es: str, choices: Any, value: Any) -> Answered:
    offered = _choices(session, (*choices, *CONTROLS[:2]))
    names = {choice.value: choice.label for choice in offered}
    picked = value if isinstance(value, list) else [value]
    said = ", ".join(names.get(one, str(one)) for one in picked) or "–"
    asked = Asked(key, kind, _choices(session, choices), _choices(session, CONTROLS[:2]), 0, 120)
    return Answered(asked, _in(session, en, es), said, value)


def _choices(session: _Session, written: tuple[tuple[str, str, str], ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, _in(session, en, es)) for value, en, es in written)
