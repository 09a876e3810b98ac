"""What no text of Faro may say or imply about protection, sentence by sentence: the patterns of `review.yml` and more.

A question promises nothing, and neither does a sentence that denies, doubts or asks whether. Used over all of `data/`
and over every reply to the adversarial lines.
"""

from __future__ import annotations

import re

from bot.knowledge.models import Lang
from tests.policy.shelf import review

_END = re.compile(r"(?<=[.!?])\s+|\n+")
_DENIES: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(not|no|never|nor|none|cannot|can't|doesn't|don't|isn't|whether|unless|ended|was|were|did|only part|"
        r"in part|a lawsuit says)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(no|ni|nunca|tampoco|nadie|ningun[ao]?|si (le|me|alguna|la orden)|terminó|era|debía|cubría|parte|"
        r"según una demanda)\b",
        re.IGNORECASE,
    ),
}
_FLAT: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "ICE is held back",
            r"\bICE (will not|won't|cannot|can't|can not|must not|may not|may no longer|is not allowed)",
        ),
        ("someone must let them stay", r"\b(they|ICE|USCIS|the government) (must|has to|have to|will) let\b"),
        ("no removal", r"\b(cannot|can't|will not|won't|never) be (arrested|detained|deported|removed|sent)\b"),
        ("a verdict", r"\byou (do )?(not )?qualify|\byou are (not )?eligible|\byou will (get|win|be approved)"),
    ),
    "es": (
        ("frena a ICE", r"\bICE (ya )?no (le |lo |la |les )?(puede|pueden|podrá|va a|debe|tiene permiso)"),
        ("deben dejar quedarse", r"\b(tienen|tiene) que dejar(le|lo|la)?\b|\bdeben dejar(le|lo|la)?\b"),
        (
            "no hay deportación",
            r"\bno (le|lo|la|les) (pueden|puede|van a|va a|podrán) (arrestar|detener|deportar|sacar)",
        ),
        ("un veredicto", r"\busted (no )?califica|\busted (no )?es elegible|\ble (van a aprobar|darán)"),
    ),
}
_UNLESS_DENIED: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "a person is protected",
            r"\b(is|are|be|stay|stays|now) (now |still |fully )?(protected|safe from|shielded|immune)",
        ),
        ("a person is covered", r"\b(you|they|people|person) (is|are) (now |still )?covered\b"),
        ("something protects", r"\b(protects?|shields?) (you|them|people|the person)\b|\bkeeps (you|them) (safe|here)"),
        (
            "11005.3 holds",
            r"(11005\.3|2021 policy|policy of 2021)[^.]{0,60}\b(applies|protects?|covers?|governs|remains|holds|"
            r"is (still |back )?(in force|active|back|valid))",
        ),
        (
            "the order covers SIJ or CP",
            r"\b(ICWC|court order|California order|injunction)\b.*\b(cover|protect|limit|reach|help|include)s?\b.*"
            r"\b(SIJ|Continued Presence)\b",
        ),
        (
            "filing stops something",
            r"\b(fil(e|es|ed|ing)|appl(y|ies|ied|ying)|application|pending case|open case)\b[^.]{0,60}"
            r"\b(stops?|pauses?|blocks?|prevents?|halts?|ends?)\b[^.]{0,30}\b(remov|deport|arrest|detention|ICE)",
        ),
        (
            "a pause bars an arrest",
            r"\b(bona fide|pause|deferred action)\b[^.]{0,60}\b(stops?|bars?|prevents?)\b[^.]*arrest",
        ),
    ),
    "es": (
        (
            "alguien está protegido",
            r"\b(está|están|queda|quedan|sigue) (ya |ahora )?(protegid|a salvo|segur[ao] de|inmune)",
        ),
        ("a alguien le cubre", r"\ble cubre\b"),
        ("algo protege", r"\b(le|les|lo|la) protegen?\b|\bprotegen? a (usted|las personas|la gente)"),
        (
            "11005.3 vale",
            r"(11005\.3|política de 2021)[^.]{0,60}\b(se aplica|protege|cubre|rige|sigue|vale|está (vigente|en vigor))",
        ),
        (
            "la orden cubre SIJ o CP",
            r"\b(ICWC|orden)\b.*\b(cubre|protege|limita|alcanza|ayuda|incluye)\b.*\b(SIJ|Continued Presence)\b",
        ),
        (
            "presentar frena algo",
            r"\b(presentar|pedir|solicitud|caso (pendiente|abierto))\b[^.]{0,60}"
            r"\b(detiene|frena|impide|para la|evita)\b[^.]{0,30}\b(deport|arrest|detención|ICE)",
        ),
        (
            "una pausa impide un arresto",
            r"\b(bona fide|pausa|acción diferida)\b[^.]{0,60}\b(impide|evita|frena)\b[^.]*arrest",
        ),
    ),
}


def implied(text: str, lang: Lang) -> list[str]:
    """Everything in `text` that says or implies what nobody may say."""
    found = list(review().file.promised(text, lang))
    for sentence in _END.split(text.replace("’", "'")):
        if sentence.rstrip(" \"”'").endswith("?"):
            continue
        found += [f"{what}: {sentence}" for what, flat in _FLAT[lang] if re.search(flat, sentence, re.IGNORECASE)]
        if not _DENIES[lang].search(sentence):
            rules = _UNLESS_DENIED[lang]
            found += [f"{what}: {sentence}" for what, rule in rules if re.search(rule, sentence, re.IGNORECASE)]
    return found
