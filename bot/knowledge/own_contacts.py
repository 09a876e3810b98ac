"""An organisation's own contacts: one file that replaces, adds to or hides some of the shipped ones.

Knows how that file is read and how the two lists become one. Refuses to know the clock, and to show less caution
than was shipped: `own_contact_faults` says what is wrong with a file, and one fault refuses all of it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.knowledge.helplines import VESL, Contact, Helplines, load_contacts
from bot.knowledge.loading import load_model
from bot.knowledge.own_contact_faults import Standards, faults, load_standards
from bot.knowledge.own_contact_shapes import OwnContactsFile
from bot.knowledge.problems import Problem

_OWN = "own/"
"""Stands before the name of an organisation's source, so that it is never taken for a shipped one."""


def load_all_contacts(root: Path, own: Path | None, problems: list[Problem]) -> Helplines | None:
    """The shipped contacts with those of the file `own`. None, with the reasons in `problems`, when any is refused."""
    shipped = load_contacts(root, problems)
    return shipped if own is None or shipped is None else _with_file(shipped, own, root, problems, None)


def own_contact_problems(root: Path, own: Path, day: date) -> list[Problem]:
    """Everything wrong with the file `own`, as on `day`: nothing in it can have been checked later."""
    problems: list[Problem] = []
    if shipped := load_contacts(root, problems):
        _with_file(shipped, own, root, problems, day)
    return sorted(set(problems))


def with_own(shipped: Helplines, own: OwnContactsFile) -> Helplines:
    """One list: a contact with a shipped id stands in its place, a new one after the shipped ones and before VESL."""
    given = {contact.id: _naming_own(contact) for contact in own.contacts}
    listed = [given.pop(contact.id, contact) for contact in shipped.file.contacts if contact.id not in own.hide]
    before_last = next(i for i, contact in enumerate(listed) if contact.id == VESL)
    listed[before_last:before_last] = given.values()
    return Helplines(
        file=shipped.file.model_copy(update={"contacts": tuple(listed)}),
        sources={**shipped.sources, **{_OWN + name: source for name, source in own.sources.items()}},
        hidden=tuple(contact for contact in shipped.file.contacts if contact.id in own.hide),
        excused=own.plain_exceptions,
        unreviewed=frozenset({"es"} if own.spanish_review == "unreviewed" else ()),
    )


def _naming_own(contact: Contact) -> Contact:
    return contact.model_copy(update={"sources": tuple(_OWN + name for name in contact.sources)})


def _with_file(
    shipped: Helplines, path: Path, root: Path, problems: list[Problem], day: date | None
) -> Helplines | None:
    loaded = load_model(OwnContactsFile, path, root, problems)
    standards: Standards | None = load_standards(root, problems)
    if loaded is None or standards is None:
        return None
    own, where = loaded
    found = [
        Problem(where.shown, where.line_of(place), message) for place, message in faults(own, shipped, standards, day)
    ]
    problems.extend(found)
    return None if found else with_own(shipped, own)
