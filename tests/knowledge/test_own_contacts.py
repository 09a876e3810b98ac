"""An organisation's own contacts: they replace, add and hide, reach every surface, and never cost a caution."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from bot.knowledge.catalog import Knowledge, load_knowledge
from bot.knowledge.helplines import Helplines, Tag, load_contacts
from bot.knowledge.models import LANGUAGES
from bot.knowledge.own_contacts import load_all_contacts, own_contact_problems
from bot.knowledge.problems import Problem
from bot.knowledge.screens import PROJECT
from bot.policy.contacts import contacts
from bot.policy.due import facts
from bot.policy.faq import answered
from bot.serve import _hotlines
from bot.settings import SettingsError, read_settings
from bot.wording.helplines import SHORT_LISTS, contact_messages, say
from tests.policy import shelf

DAY = date(2026, 11, 23)
GUIDE = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"^```yaml own-contacts\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)[0]
COMMAND = re.findall(r"^```sh own-contacts\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)[0]
HARBOR = EXAMPLE[EXAMPLE.index("  - id: harbor") : EXAMPLE.index("hide:")]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def changed(own: Path, *pairs: tuple[str, str]) -> Path:
    text = own.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    own.write_text(text, encoding="utf-8")
    return own


def faults(own: Path) -> list[str]:
    return [str(problem) for problem in own_contact_problems(PROJECT, own, DAY)]


def helplines(own: Path | None) -> Helplines:
    problems: list[Problem] = []
    found = load_all_contacts(PROJECT, own, problems)
    assert found is not None and problems == [], problems
    return found


def knowledge(own: Path) -> Knowledge:
    return load_knowledge.__wrapped__(PROJECT, own)


def faro(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    ran = [sys.executable, "-m", "bot.cli", *words]
    given = {**os.environ, **env}
    return subprocess.run(ran, cwd=PROJECT, env=given, capture_output=True, text=True, timeout=60, check=False)


# ---- what it does --------------------------------------------------------------------------------------------------
def test_the_guide_s_example_runs_as_written(own: Path) -> None:
    assert faults(own) == []
    setting, command = COMMAND.split(maxsplit=1)
    name, _, file = setting.partition("=")
    assert file == own.name and command.split()[0] == "faro"
    run = faro(*command.split()[1:], **{name: str(own)})
    assert (run.returncode, run.stderr) == (0, "")
    assert "Harbor Legal Aid (not run by ICE)" in run.stdout and "StrongHearts" not in run.stdout
    assert "harbor.example.org/contact" in run.stdout


def test_a_new_contact_stands_after_the_shipped_ones_of_its_kind_and_a_hidden_one_nowhere(own: Path) -> None:
    shipped = [c.id for c in contacts(helplines(None), DAY).contacts]
    listed = [c.id for c in contacts(helplines(own), DAY).contacts]
    expected = [name for name in shipped if name != "native"]
    expected.insert(expected.index("court_case_line"), "harbor_legal_aid")
    assert listed == expected


def test_a_contact_with_a_shipped_id_stands_in_its_place_with_its_own_source(own: Path) -> None:
    changed(own, ("id: harbor_legal_aid", "id: child"), ("for: [lawyer,", "for: [child,"))
    found = helplines(own)
    shipped = [c.id for c in helplines(None).file.contacts if c.id != "native"]
    assert [c.id for c in found.file.contacts] == shipped
    (child,) = [c for c in found.file.contacts if c.id == "child"]
    assert child.phone == "202-555-0143"
    assert [found.sources[name].document for name in child.sources] == ["Harbor Legal Aid, page with its phone hours"]


def test_a_source_called_like_a_shipped_one_changes_no_shipped_contact(own: Path) -> None:
    changed(own, ("  harbor_page:", "  law_911:"), ("[harbor_page]", "[law_911]"))
    found = helplines(own)
    (emergency,) = [c for c in found.file.contacts if c.id == "emergency"]
    assert "Harbor" not in str(found.sources[emergency.sources[0]].document)


def test_whatever_is_added_independent_help_comes_first_and_vesl_last(own: Path) -> None:
    caution = "    before_you_call: {en: ICE runs this line., es: Esta línea es de ICE.}\n    for: [detained]\n"
    line = HARBOR.replace("harbor_legal_aid", "local_ice").replace("run_by: independent", "run_by: ice")
    line = re.sub(r"    for: .*\n", caution, line).replace("555-0143", "555-0144").replace("5550143", "5550144")
    changed(own, ("hide: [native]", line + "hide: [native]"))
    assert faults(own) == []
    for size in (0, 1, 2):
        for tags in combinations(get_args(Tag), size):
            listed = contacts(helplines(own), DAY, tags).contacts
            ranks = [("independent", "government", "ice").index(c.run_by) for c in listed]
            assert ranks == sorted(ranks) and listed[-1].id == "vesl", tags


def test_it_reaches_the_conversation_the_page_of_numbers_and_what_is_due(own: Path) -> None:
    told = knowledge(own)
    for lang in LANGUAGES:
        cards = [m.text for m in contact_messages(told, lang, DAY, ("lawyer",), brief=True) if m.kind == "contact"]
        assert any("Harbor Legal Aid" in card and "202-555-0143" in card for card in cards)
        assert "Harbor Legal Aid: 202-555-0143" in say("court_soon", told, lang, DAY)
    assert next(h.phone for h in _hotlines(told)) == "911"
    assert "202-555-0143" in [h.phone for h in _hotlines(told)]
    named = {f.id for f in facts(shelf.policies(), told.helplines, shelf.paroles(), shelf.review(), DAY)}
    assert "harbor_legal_aid" in named and "native" not in named


def test_the_setting_reaches_the_commands(own: Path) -> None:
    env = {"FARO_CONTACTS_FILE": str(own)}
    printed = json.loads(faro("contacts", "--json", "--as-of", "2026-11-23", **env).stdout)
    ids = [contact["id"] for contact in printed["contacts"]]
    assert "harbor_legal_aid" in ids and "native" not in ids
    due = json.loads(faro("policy", "due", "--json", "--as-of", "2027-06-01", **env).stdout)
    assert "harbor_legal_aid" in [row["id"] for row in due["due"]]


def test_a_frequent_question_that_names_a_hidden_line_is_still_answered_and_dated(own: Path) -> None:
    changed(own, ("hide: [native]", "hide: [voice]"))
    told, shipped = knowledge(own), load_knowledge()
    (named,) = [entry.id for entry in shipped.faq.entries.values() if entry.contacts == ("voice",)]
    assert told.faq.entries[named].verified == shipped.faq.entries[named].verified
    assert answered(told.faq, named, DAY).warnings == answered(shipped.faq, named, DAY).warnings


def test_no_list_of_a_moment_of_danger_is_ever_empty(own: Path) -> None:
    told = knowledge(own)
    for key in SHORT_LISTS:
        assert re.search(r"\d{3}-\d{4}|988|https://", say(key, told, "en", DAY, limit=1)), key


# ---- what is refused -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hide: [native]", "hide: [vesl]", "hide: vesl is always shown, with its caution"),
        ("hide: [native]", "hide: [emergency]", "hide: emergency is always shown"),
        ("hide: [native]", "hide: [nobody]", "no shipped contact is called 'nobody'"),
        ("hide: [native]", "hide: [suicide]", "no contact is left for 'suicide'"),
        ("hide: [native]", "hide: [child]", "no contact is left for 'child'"),
        ("hide: [native]", "hide: [harbor_legal_aid]", "is replaced here as well"),
        ("id: harbor_legal_aid", "id: vesl", "vesl: stays as it is shipped"),
        ("id: harbor_legal_aid", "id: emergency", "emergency: stays as it is shipped"),
        ("id: harbor_legal_aid", "id: voice", "ICE runs this; it needs `run_by: ice` and its caution"),
        ("id: harbor_legal_aid", "id: suicide", "no contact is left for 'suicide'"),
        ("run_by: independent", "run_by: ice", "a line run by ICE needs `before_you_call`"),
        ("https://harbor.example.org\n", "https://www.ice.gov/help\n", "ICE runs this; it needs `run_by: ice`"),
        ("sources: [harbor_page]", "sources: [law_911]", "no source in this file is called 'law_911'"),
        ("sources: [harbor_page]", "sources: []", "at least 1 item"),
        ("last_checked: 2026-11-20", "last_checked: 2026-11-24", "last checked 2026-11-24, after 2026-11-23"),
        ("    last_checked: 2026-11-20\n", "", "last_checked: Field required"),
        ("verified: 2026-11-20", "verified: 2026-11-24", "verified 2026-11-24, after 2026-11-23"),
        ("verified: 2026-11-20", "verified: 2026-11-01", "before its own date 2026-11-02"),
        ("es: Llamamos al número el 20 de noviembre de 2026. Contestaron.", "", "method.es"),
        ("Free lawyers in this town", "Expeditious representation opportunities", "grade"),
        ("Free lawyers in this town", "You are safe here. Free lawyers", "says 'You are safe'"),
        ("hide: [native]", "hidden: [native]", "Extra inputs are not permitted"),
    ],
)
def test_what_may_not_be_is_refused_with_its_line(own: Path, old: str, new: str, said: str) -> None:
    text = own.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    found = [fault for fault in faults(changed(own, (old, new))) if said in fault]
    assert found, faults(own)
    place = re.match(r"own\.yml:(\d+): ", found[0])
    assert place and abs(int(place[1]) - line) <= 14, found[0]


def test_a_line_of_ice_does_not_count_as_somebody_who_is_left(own: Path) -> None:
    caution = "{en: ICE runs this line., es: Esta línea es de ICE.}"
    changed(own, ("independent", f"ice\n    before_you_call: {caution}"))
    changed(own, ("[lawyer,", "[suicide,"), ("[native]", "[suicide]"))
    assert [fault for fault in faults(own) if "no contact is left for 'suicide'" in fault]


def test_a_number_of_ice_under_another_name_is_refused(own: Path) -> None:
    changed(own, ("phone: 202-555-0143", "phone: 833-383-1465"), ('tel: "+12025550143"', 'tel: "+18333831465"'))
    assert any("ICE runs this" in fault for fault in faults(own))


def test_an_official_name_that_is_not_plain_can_be_excused_with_a_reason(own: Path) -> None:
    changed(own, ("es: Harbor Legal Aid", "es: Organización Puertorriqueñísima"))
    assert any("is a long word" in fault for fault in faults(own))
    excuse = "plain_exceptions: [{text: Organización Puertorriqueñísima, why: its name}]\n"
    own.write_text(own.read_text(encoding="utf-8") + excuse, encoding="utf-8")
    assert faults(own) == []


def test_every_fault_is_told_at_once_with_those_of_the_other_settings(own: Path) -> None:
    changed(own, ("hide: [native]", "hide: [vesl, nobody]"), ("[harbor_page]", "[gone]"))
    with pytest.raises(SettingsError) as refused:
        read_settings({"FARO_CONTACTS_FILE": str(own), "FARO_ENV": "test", "FARO_LOG_LEVEL": "loud"})
    told = "\n".join(refused.value.problems)
    for part in ("FARO_ENV", "FARO_LOG_LEVEL", "hide: vesl", "'nobody'", "'gone'"):
        assert part in told
    assert str(own.parent) not in told


def test_a_file_that_is_not_there_is_a_setting_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"FARO_CONTACTS_FILE: none\.yml: cannot be read"):
        read_settings({"FARO_CONTACTS_FILE": str(tmp_path / "none.yml")})
    run = faro("contacts", FARO_CONTACTS_FILE=str(tmp_path / "none.yml"))
    assert run.returncode == 1 and "none.yml" in run.stderr and run.stdout == ""


def test_without_the_setting_the_list_is_the_shipped_one() -> None:
    assert read_settings({}).contacts_file is None
    assert helplines(None) == load_contacts(PROJECT, [])
