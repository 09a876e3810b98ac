"""The leaves of conditions, each with its place: so that one can be replaced and everything around it kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.knowledge.conditions import NEVER, All, Always, AnyOf, Condition, If, Not, OneOf, OnlyOf
from bot.knowledge.rules import Element

Rebuild = Callable[[Condition], Condition]


@dataclass(frozen=True)
class Place:
    """A leaf where it stands; `put` gives the whole condition with something else in its place."""

    leaf: Condition
    put: Rebuild


def places(condition: Condition) -> Iterator[Place]:
    """Every leaf that reads an answer, in the order it is written."""
    match condition:
        case All(parts) | AnyOf(parts):
            for index, part in enumerate(parts):
                yield from _within(part, _one_of_many(type(condition), parts, index))
        case Not(part):
            yield from _within(part, Not)
        case If(test, then, otherwise):
            yield from _within(test, lambda new: If(new, then, otherwise))
            yield from _within(then, lambda new: If(test, new, otherwise))
            yield from _within(otherwise, lambda new: If(test, then, new))
        case Always():
            return
        case _:
            yield Place(condition, lambda new: new)


def _one_of_many(kind: type[All] | type[AnyOf], parts: tuple[Condition, ...], index: int) -> Rebuild:
    return lambda new: kind((*parts[:index], new, *parts[index + 1 :]))


def _within(part: Condition, outer: Rebuild) -> Iterator[Place]:
    for place in places(part):
        yield Place(place.leaf, _chained(place.put, outer))


def _chained(inner: Rebuild, outer: Rebuild) -> Rebuild:
    return lambda new: outer(inner(new))


@dataclass(frozen=True)
class ElementPlace:
    """A leaf of one element: `where` names its condition, `put` gives the element with something else in its place."""

    where: str
    leaf: Condition
    put: Callable[[Condition], Element]


def places_in(element: Element) -> Iterator[ElementPlace]:
    """Every leaf of an element: what requires it, meets it, stands against it and excuses it."""
    for name in ("required", "met", "not_met"):
        for place in places(getattr(element, name) or NEVER):
            yield ElementPlace(name, place.leaf, _put_field(element, name, place.put))
    for index, excuse in enumerate(element.excused):
        for place in places(excuse.when):
            yield ElementPlace(f"excused by {excuse.by}", place.leaf, _put_excuse(element, index, place.put))


def _put_field(element: Element, name: str, put: Rebuild) -> Callable[[Condition], Element]:
    return lambda new: replace(element, **{name: put(new)})  # type: ignore[arg-type]  # name is that of a condition


def _put_excuse(element: Element, index: int, put: Rebuild) -> Callable[[Condition], Element]:
    def with_new(new: Condition) -> Element:
        excuse = replace(element.excused[index], when=put(new))
        return replace(element, excused=(*element.excused[:index], excuse, *element.excused[index + 1 :]))

    return with_new


def narrowed(leaf: Condition) -> Iterator[tuple[str, Condition]]:
    """The leaf without each one of its words, where it lists several."""
    if isinstance(leaf, OneOf | OnlyOf) and len(leaf.values) > 1:
        for word in sorted(leaf.values):
            yield word, replace(leaf, values=leaf.values - {word})


def shown(leaf: Condition) -> str:
    """A leaf in one line, the same on every run."""
    if isinstance(leaf, OneOf | OnlyOf):
        return f"{leaf.key}: [{', '.join(sorted(leaf.values))}]"
    if isinstance(leaf, Always):
        return "always" if leaf.value else "never"
    return str(leaf)
