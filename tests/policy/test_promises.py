"""No text that Faro can show promises protection or implies it; and the check that says so sees what it must."""

from __future__ import annotations

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.policy_texts import texts
from tests.policy.promises import implied
from tests.policy.shelf import ROOT

WRITTEN = texts(ROOT / "data", ROOT)

FORBIDDEN: dict[Lang, tuple[str, ...]] = {
    "en": (
        "You are protected now.",
        "With a pending case you are safe from ICE.",
        "People with a U case are protected.",
        "ICE will not come for you.",
        "ICE cannot take a person with a pending case.",
        "ICE may no longer arrest people who filed.",
        "11005.3 applies to your case.",
        "The 2021 policy is still in force.",
        "The policy of 2021 protects people with a pending case.",
        "ICWC covers SIJ.",
        "The court order limits ICE for people with Continued Presence.",
        "The injunction protects young people with SIJ.",
        "Filing stops removal.",
        "To apply for U pauses a deportation.",
        "A pending case blocks any arrest.",
        "Your application prevents removal by ICE.",
        "They have to let you stay.",
        "You can't be deported while you wait.",
        "A bona fide finding stops an arrest.",
        "This law protects you.",
        "You qualify for a U visa.",
        "You will get a work permit.",
    ),
    "es": (
        "Usted está protegida ahora.",
        "Con un caso pendiente usted está a salvo de ICE.",
        "Quien tiene un caso U está protegido.",
        "ICE no puede venir por usted.",
        "ICE ya no puede llevarse a quien presentó un caso.",
        "ICE no va a arrestar a nadie con un caso.",
        "La 11005.3 se aplica a su caso.",
        "La política de 2021 sigue vigente.",
        "La política de 2021 protege a quien tiene un caso.",
        "ICWC cubre SIJ.",
        "La orden limita a ICE para personas con Continued Presence.",
        "La orden protege a jóvenes con SIJ.",
        "Presentar un caso detiene la deportación.",
        "Pedir la visa U frena una deportación.",
        "Un caso pendiente impide el arresto.",
        "La solicitud evita que ICE arreste.",
        "Tienen que dejarla quedarse.",
        "No la pueden deportar mientras espera.",
        "El aviso bona fide impide un arresto.",
        "Esta ley le protege.",
        "Usted califica para la visa U.",
        "Le van a aprobar el caso.",
    ),
}
ALLOWED: dict[Lang, tuple[str, ...]] = {
    "en": (
        "Filing does not stop removal.",
        "We cannot say who is covered.",
        "Is a person with a pending case protected?",
        "The court order does not speak of SIJ or Continued Presence.",
        "If USCIS finds a T case bona fide, a final order is paused by rule. The pause does not stop an arrest.",
        "Whether any part of the 2021 policy is in force again is not confirmed.",
        "To file is not a shield.",
        "ICE may say no.",
    ),
    "es": (
        "Presentar un caso no detiene la deportación.",
        "No podemos decir a quién cubre la orden.",
        "¿Está protegida una persona con un caso pendiente?",
        "La orden no habla de SIJ ni de Continued Presence.",
        "Si un caso T es bona fide, la regla pausa una orden final. La pausa no impide un arresto.",
        "No está confirmado si alguna parte de la política de 2021 vale otra vez.",
        "Presentar papeles no es un escudo.",
        "ICE puede negarla.",
    ),
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang in LANGUAGES for text in FORBIDDEN[lang]])
def test_what_may_not_be_said_is_seen(lang: Lang, text: str) -> None:
    assert implied(text, lang)
    assert implied(f"This is one thing.\n\n{text} This is another.", lang)


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang in LANGUAGES for text in ALLOWED[lang]])
def test_what_denies_or_asks_is_let_through(lang: Lang, text: str) -> None:
    assert implied(text, lang) == []


def test_no_text_of_the_whole_of_data_says_or_implies_it() -> None:
    assert len(WRITTEN) > 2000
    found = {(one.file, one.line): said for one in WRITTEN if (said := implied(one.text, one.lang))}
    assert found == {}
