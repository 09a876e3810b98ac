"""Which language to answer in before a conversation has chosen one: the address, then what the browser prefers."""

from __future__ import annotations

from starlette.requests import Request

from bot.knowledge.models import LANGUAGES, Lang


def preferred(request: Request) -> Lang:
    """`?lang=` if it names one of ours, else the best of `Accept-Language`, else English."""
    asked = request.query_params.get("lang", "")
    return spoken(asked) or _from_header(request.headers.get("accept-language", "")) or "en"


def spoken(tag: str) -> Lang | None:
    """The language of a tag such as `es-MX`, if it is one of ours."""
    base = tag.strip().lower().partition("-")[0]
    return next((lang for lang in LANGUAGES if lang == base), None)


def others(lang: Lang) -> tuple[Lang, ...]:
    """Every language but this one."""
    return tuple(other for other in LANGUAGES if other != lang)


def _from_header(header: str) -> Lang | None:
    ranked = sorted(map(_weighed, header[:200].split(",")), key=lambda pair: -pair[1])
    return next((lang for tag, weight in ranked if weight > 0 and (lang := spoken(tag))), None)


def _weighed(item: str) -> tuple[str, float]:
    tag, _, parameter = item.partition(";")
    name, _, weight = parameter.strip().partition("=")
    try:
        return tag, float(weight) if name == "q" else 1.0
    except ValueError:
        return tag, 0.0
