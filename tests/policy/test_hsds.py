"""Contacts as HSDS 3: its own field names, every fact back again, nothing dropped in silence, nothing half taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.helplines import Contact, Helplines, RunBy, Tag
from bot.knowledge.hsds_terms import HsdsTerms, load_hsds_terms
from bot.knowledge.models import Confidence, Source, Words
from bot.knowledge.own_contact_faults import Standards, load_standards
from bot.knowledge.own_contacts import with_own
from bot.policy.contacts import contacts, contacts_json
from bot.policy.hsds_export import organizations
from bot.policy.hsds_import import HsdsError, Imported, checked, read_hsds
from tests.policy import shelf

TODAY = date(2026, 11, 23)
FIELDS = {  # of HSDS 3.0, those that are used here; required ones have a star
    "organization": "id* name* description* website services attributes",
    "service": "id* name* description url status* interpretation_services assured_date alert phones schedules "
    "languages attributes",
    "phone": "id* number* type attributes",
    "schedule": "id* description",
    "language": "id* name code",
    "attribute": "id* link_type* value taxonomy_term",
    "taxonomy_term": "id* code name* description* taxonomy",
}
HELD_BY = {
    "services": "service", "phones": "phone", "schedules": "schedule", "languages": "language",
    "attributes": "attribute", "taxonomy_term": "taxonomy_term",
}  # fmt: skip


def terms() -> HsdsTerms:
    found = load_hsds_terms(shelf.ROOT, [])
    assert found is not None
    return found


def standards() -> Standards:
    found = load_standards(shelf.ROOT, [])
    assert found is not None
    return found


TERMS, STANDARDS = terms(), standards()


def exported(helplines: Helplines | None = None) -> list[dict[str, Any]]:
    book = helplines or shelf.helplines()
    text = json.dumps(organizations(contacts(book, TODAY).contacts, book, TERMS))
    found: list[dict[str, Any]] = json.loads(text)
    return found


def imported(content: Any) -> Imported:
    return checked(read_hsds(json.dumps(content), TERMS), shelf.helplines(), STANDARDS, TODAY)


def refused(content: Any) -> tuple[str, ...]:
    with pytest.raises(HsdsError) as found:
        imported(content)
    return found.value.problems


def objects(value: Any, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in value if isinstance(value, list) else [value]:
        yield kind, one
        for key, inside in one.items():
            if key in HELD_BY:
                yield from objects(inside, HELD_BY[key])


# ---- out -----------------------------------------------------------------------------------------------------------
def test_only_fields_of_hsds_are_written_and_the_required_ones_always() -> None:
    for kind, one in objects(exported(), "organization"):
        known = FIELDS[kind].split()
        assert set(one) <= {name.rstrip("*") for name in known}, kind
        assert {name[:-1] for name in known if name.endswith("*")} <= set(one), kind


def test_every_id_is_a_uuid_and_stands_for_one_thing_only() -> None:
    ids = [one["id"] for kind, one in objects(exported(), "organization") if kind != "taxonomy_term"]
    assert len(set(ids)) == len(ids) and all(str(UUID(name)) == name for name in ids)
    assert exported() == exported()


def test_each_fact_stands_in_the_place_hsds_has_for_it() -> None:
    (line,) = [o for o in exported() if o["name"] == "National Human Trafficking Hotline"]
    (service,) = line["services"]
    contact = {c.id: c for c in shelf.helplines().file.contacts}["trafficking"]
    assert contact.before_you_call is not None and contact.hours is not None
    assert service["alert"] == contact.before_you_call.en
    assert service["assured_date"] == contact.last_checked.isoformat()
    assert service["schedules"][0]["description"] == contact.hours.en
    assert [(p["type"], p["number"]) for p in service["phones"]] == [
        ("voice", "1-888-373-7888"),
        ("text", "233733"),
        ("textphone", "711"),
    ]
    assert [language["code"] for language in service["languages"]] == ["en", "es"]
    assert service["interpretation_services"]
    assert [a["value"] for a in line["attributes"] if a["taxonomy_term"]["code"] == "run_by"] == ["independent"]


def test_a_line_nobody_could_confirm_is_never_called_active() -> None:
    statuses = {o["name"]: o["services"][0]["status"] for o in exported()}
    assert [name for name, status in statuses.items() if status != "active"] == [
        "ICE Victims Engagement and Services Line (VESL)"
    ]
    assert list(statuses)[-1].endswith("(VESL)")


# ---- there and back ------------------------------------------------------------------------------------------------
text = st.text(min_size=1).filter(lambda said: said.strip())
words = st.builds(Words, en=text, es=text)
days = st.dates(date(2000, 1, 1), date(2026, 1, 1))
sources = st.builds(
    Source,
    url=text,
    document=st.none() | text,
    date=st.just("undated") | days.map(str) | days.map(lambda day: str(day)[:7]),
    verified=days,
    confidence=st.sampled_from(get_args(Confidence)),
)
ten = st.from_regex(r"[0-9]{10}", fullmatch=True)
numbers = st.sampled_from(["911", "988", "711"]).map(lambda n: (n, n)) | ten.map(
    lambda n: (f"1-{n[:3]}-{n[3:]}", f"+1{n}")
)


@st.composite
def any_contact(draw: Callable[..., Any], name: str) -> Contact:
    phone, tel = draw(st.just((None, None)) | numbers)
    run_by = draw(st.sampled_from(get_args(RunBy)))
    text_to = draw(st.none() | st.from_regex(r"[0-9]{3,6}", fullmatch=True))
    spoken = draw(st.sets(st.sampled_from(["en", "es", "interpreters"])))
    return Contact.model_validate({
        "id": name, "name": draw(words), "run_by": run_by, "phone": phone, "tel": tel, "text_to": text_to,
        "text_word": draw(st.none() | text) if text_to else None, "tty": draw(st.none() | text),
        "url": "https://" + draw(text) if phone is None else draw(st.none() | text.map(lambda t: "https://" + t)),
        "languages": [code for code in ("en", "es", "interpreters") if code in spoken],
        "hours": draw(st.none() | words), "what": draw(words),
        "before_you_call": draw(words if run_by == "ice" else st.none() | words),
        "for": draw(st.lists(st.sampled_from(get_args(Tag)))),
        "confidence": draw(st.sampled_from(get_args(Confidence))), "last_checked": draw(days), "method": draw(words),
        "sources": draw(st.lists(st.sampled_from(["one", "two"]), min_size=1)),
    })  # fmt: skip


@given(st.data(), sources, sources)
def test_whatever_a_contact_says_comes_back_the_same(data: Any, one: Source, two: Source) -> None:
    names = ["a", "b", "c"][: data.draw(st.integers(1, 3))]
    listed = tuple(data.draw(any_contact(name)) for name in names)
    book = Helplines(shelf.helplines().file.model_copy(update={"contacts": listed}), {"one": one, "two": two})
    back = read_hsds(json.dumps(organizations(listed, book, TERMS)), TERMS)
    assert back.left_out == ()
    for was, now in zip(listed, back.own.contacts, strict=True):
        assert was.model_copy(update={"sources": ()}) == now.model_copy(update={"sources": ()})
        assert [book.sources[name] for name in was.sources] == [back.own.sources[name] for name in now.sources]


def test_the_shipped_list_taken_out_and_in_again_is_the_same_list() -> None:
    found = imported(exported())
    assert found.left_out == ("emergency: stays as it is shipped", "vesl: stays as it is shipped")
    again = with_own(shelf.helplines(), found.own)
    assert contacts_json(contacts(again, TODAY)) == contacts_json(contacts(shelf.helplines(), TODAY))
    assert exported(again) == exported()


# ---- refused -------------------------------------------------------------------------------------------------------
def without(term: str) -> Callable[[dict[str, Any]], None]:
    def change(service: dict[str, Any]) -> None:
        service["attributes"] = [a for a in service["attributes"] if a["taxonomy_term"]["code"] != term]

    return change


def valued(term: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(service: dict[str, Any]) -> None:
        for attribute in service["attributes"]:
            if attribute["taxonomy_term"]["code"] == term:
                attribute["value"] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("id"), "[1].services[0].attributes (id): Field required"),
        (without("what_es"), "[1].services[0].attributes (what_es): Field required"),
        (without("method_en"), "[1].services[0].attributes (method_en): Field required"),
        (without("source"), "[1].services[0].attributes (source): Tuple should have at least 1 item"),
        (without("confidence"), "[1].services[0].attributes (confidence): Field required"),
        (valued("confidence", "certain"), "Input should be 'high'"),
        (valued("source", "{"), "[1].services[0].attributes[9].value: Invalid JSON"),
        (valued("source", '{"url": "https://a.example"}'), "date: Field required"),
        (valued("what_es", "Usted está a salvo aquí."), "says 'Usted está a salvo'"),
        (lambda s: s.pop("name"), "[1].services[0].name: Field required"),
        (lambda s: s.update(name=7), "[1].services[0].name: is not text"),
        (lambda s: s.update(name="\ud800"), "[1].services[0].name: is not text"),
        (lambda s: s.pop("assured_date"), "[1].services[0].assured_date: Field required"),
        (lambda s: s.update(assured_date="soon"), "[1].services[0].assured_date: Input should be a valid date"),
        (lambda s: s.update(assured_date="2026-11-24"), "[1].services[0].assured_date: domestic_violence: last"),
        (lambda s: s.update(url="http://a.example"), "[1].services[0].url: String should match pattern"),
        (lambda s: s.update(status="defunct"), "[1].services[0].status: 'defunct' is not a place to turn to"),
        (lambda s: s.update(status="inactive"), "[1].services[0].status: 'inactive' is not a place to turn to"),
        (lambda s: s.pop("status"), "[1].services[0].status: Field required"),
        (lambda s: s.update(description="Expeditious adjudication considered. " * 9), "[1].services[0].description: "),
        (lambda s: s["phones"][0].update(number="555"), "[1].services[0].phones[0].number: String should match"),
        (lambda s: s["phones"][0].pop("number"), "[1].services[0].phones[0]: needs `number`"),
        (lambda s: s["phones"][2].update(type="voice"), "phones[2].number: a second voice number"),
        (lambda s: s["phones"][2].update(type="fax"), "phones[2]: a contact has no place for a fax number"),
        (lambda s: s["languages"][0].update(code="ur"), "[1].services[0].languages[0].code: 'ur'"),
        (lambda s: s["schedules"].append({"id": "x", "description": "y"}), "schedules[1]: a second schedule"),
        (lambda s: s.update(phones={}), "[1].services[0].phones: is not a list"),
        (lambda s: s["phones"][0].update(extension=5), "phones[0].extension: a contact has no place for it"),
        (lambda s: s["attributes"][0]["taxonomy_term"].update(code=["id"]), "is no term of this taxonomy"),
        (lambda s: s["attributes"].append(s["attributes"][0]), "a second id; a contact has one"),
        (lambda s: s.update(alert="Ask first."), "attributes (before_you_call_es): Field required"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_at_its_place(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    content = exported()
    assert content[1]["name"] == "National Domestic Violence Hotline"
    change(content[1]["services"][0])
    assert any(said in problem for problem in refused(content)), refused(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "the file: holds no organization"),
        (7, "the file: holds no organization"),
        ([7], "[0]: is not an object"),
        ({}, "organization.services: holds no service"),
        ([{"services": [[]]}], "[0].services[0]: is not an object"),
    ],
)
def test_what_is_no_hsds_is_refused(content: Any, said: str) -> None:
    assert said in refused(content)


def test_what_is_no_json_is_refused() -> None:
    for text in ("", "{", "[" * 100_000):
        with pytest.raises(HsdsError, match="the file: is not JSON"):
            read_hsds(text, TERMS)


def test_every_problem_of_every_service_is_told_at_once() -> None:
    content = exported()
    content[1]["services"][0]["status"] = "defunct"
    without("id")(content[2]["services"][0])
    content[3]["services"][0]["languages"][0]["code"] = "ur"
    assert {problem[:3] for problem in refused(content)} == {"[1]", "[2]", "[3]"}


def test_the_emergency_number_and_the_caution_of_vesl_cannot_be_changed_on_the_way() -> None:
    for index, name in ((0, "emergency"), (-1, "vesl")):
        content = exported()
        content[index]["services"][0]["description"] = "A line."
        (problem,) = refused(content)
        assert problem.endswith(f"{name}: stays as it is shipped")
        assert problem.startswith(f"[{index % len(content)}].services[0].attributes[0].value: ")


def test_a_line_of_ice_cannot_be_made_an_independent_one() -> None:
    content = exported()
    (voice,) = [o for o in content if o["name"].startswith("VOICE")]
    voice["attributes"][0]["value"] = "independent"
    assert any("ICE runs this" in problem and ".attributes[0].value: " in problem for problem in refused(content))


def test_what_a_contact_has_no_place_for_is_named_and_not_dropped_in_silence() -> None:
    content = exported()
    content[1]["email"] = "a@example.org"
    content[1]["services"][0]["fees_description"] = "free"
    content[1]["services"][0]["phones"][0]["description"] = "Front desk"
    content[1]["services"][0]["attributes"].append({"id": "x", "taxonomy_term": {"taxonomy": "Other", "code": "y"}})
    left = imported(content).left_out
    assert {"[1].email", "[1].services[0].fees_description", "[1].services[0].phones[0].description"} <= set(left)
    assert any(name.startswith("[1].services[0].attributes[") for name in left)
