"""The pages: made from the data, the same as those kept in `docs`, and each with what a reader of law needs."""

import re
from pathlib import Path

import pytest

from bot.knowledge.screens import PROJECT
from bot.rulebook.book import Book, elements_of, load_book
from bot.rulebook.pages import pages

KEPT = PROJECT / "docs" / "rulebook"


def test_the_pages_kept_are_those_the_data_make(book: Book) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.glob("*.md")}
    made = pages(book)
    assert kept.keys() == made.keys()
    stale = [name for name in made if made[name] != kept[name]]
    assert stale == [], "run `faro rulebook docs`"


def test_a_changed_word_in_the_data_makes_a_kept_page_stale(project: Path) -> None:
    rules = project / "data" / "rulebook" / "categories" / "sij.yml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("Unmarried at filing", "Single at filing"), encoding="utf-8"
    )
    made = pages(load_book(project))
    stale = [name for name in made if made[name] != (KEPT / name).read_text(encoding="utf-8")]
    assert stale == ["sij.md"]


def test_each_element_has_its_rule_citations_sources_answers_and_numbered_scenarios(book: Book) -> None:
    made = pages(book)
    for rules in book.rules:
        sections = re.split(r"^## ", made[f"{rules.category}.md"], flags=re.MULTILINE)
        for element in elements_of(rules):
            (section,) = [part for part in sections if part.startswith(f"{element.id}: ")]
            assert element.law in section and element.plain.en in section and element.plain.es in section
            assert all(cite in section for cite in element.cite)
            assert all(f"`{key}`" in section for key in element.keys)
            assert all(excuse.plain.en in section for excuse in element.excused)
            assert all(f"| {s.number} |" in section for s in book.scenarios_of(rules.category, element.id))
            assert "*Sources " in section and "**Met when**" in section and "**Not met" in section


def test_each_source_stands_with_its_dates_and_how_sure_it_is(book: Book) -> None:
    for rules in book.rules:
        page = pages(book)[f"{rules.category}.md"]
        for source in {source for element in elements_of(rules) for source in element.sources}:
            row = f"| {source.url or source.document} | {source.date} | {source.verified} | {source.confidence} |"
            assert row in page


def test_caps_and_what_everybody_is_told_stand_on_the_page_of_their_category(book: Book) -> None:
    for rules in book.rules:
        page = pages(book)[f"{rules.category}.md"]
        assert all(cap.plain.en in page for cap in rules.caps)
        assert all(told.plain.en in page and told.id in page for told in rules.tell)


def test_every_scenario_stands_on_exactly_one_page_with_its_citation(book: Book) -> None:
    everything = "".join(pages(book).values())
    for scenario in book.scenarios:
        rows = re.findall(rf"^\| {re.escape(scenario.number)} \|.*$", everything, flags=re.MULTILINE)
        assert len(rows) == 1 and rows[0].endswith(f"| {scenario.cite} |"), scenario.number


def test_every_flag_clock_interaction_and_contradiction_stands_on_a_page(book: Book) -> None:
    flags, together, against = (pages(book)[name] for name in ("flags.md", "interactions.md", "contradictions.md"))
    for one in book.screens.rulebook.interactions:
        assert f"## {one.id}\n" in together and one.tell.en in together and all(cite in together for cite in one.cite)
    for flag in book.screens.rulebook.flags:
        assert f"## {flag.id}\n" in flags and all(clock.what.en in flags for clock in flag.clocks)
    assert all(f"## {one.id}\n" in against and one.says.en in against for one in book.screens.rulebook.contradictions)


@pytest.mark.parametrize("name", ["README.md", "t.md", "vawa.md", "flags.md"])
def test_every_link_of_a_page_leads_to_a_file_that_is_kept(name: str, book: Book) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", pages(book)[name]):
        assert (KEPT / target).is_file(), target


def test_no_cell_of_a_table_breaks_its_row(book: Book) -> None:
    for page in pages(book).values():
        for table in re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE):
            assert len({row.count("|") for row in table.splitlines()}) == 1, table[:80]
