"""The pictures: drawn from the data, kept as they are drawn, and the same each time."""

import os
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bot.knowledge.screens import PROJECT
from bot.rulebook.book import Book, elements_of, load_book
from bot.rulebook.charts import charts
from bot.rulebook.drawing import Drawing, DrawingError, Row, digest, svg

KEPT = PROJECT / "docs" / "rulebook"
needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


def text_of(picture: str) -> str:
    """The words of a picture, with single plain spaces between them."""
    words = " ".join(t.text or "" for t in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"))
    return " ".join(words.split())


def test_the_pictures_kept_were_drawn_from_what_the_data_make(book: Book) -> None:
    made = charts(book)
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.glob("*.svg")}
    assert kept.keys() == made.keys() == {"map-questions.svg", *(f"map-{r.category}.svg" for r in book.rules)}
    stale = [name for name, source in made.items() if f"source sha256 {digest(source)} " not in kept[name]]
    assert stale == [], "run `faro rulebook map`"


def test_a_changed_word_in_the_data_makes_a_kept_picture_stale(project: Path) -> None:
    rules = project / "data" / "rulebook" / "categories" / "sij.yml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("You are not married.", "You are free."), encoding="utf-8"
    )
    kept = (KEPT / "map-sij.svg").read_text(encoding="utf-8")
    assert digest(charts(load_book(project))["map-sij.svg"]) not in kept


def test_a_tree_shows_every_element_exception_cap_and_answer_of_its_category(book: Book) -> None:
    for rules in book.rules:
        shown = text_of((KEPT / f"map-{rules.category}.svg").read_text(encoding="utf-8"))
        for element in elements_of(rules):
            assert element.id in shown and element.name.en.split()[0] in shown
            assert all(f"EXCUSED BY {excuse.by} WHEN" in shown for excuse in element.excused)
        assert shown.count("HELD AT POSSIBLE") == len(rules.caps)
        assert all(key in shown for key in rules.keys)


def test_the_flow_shows_every_part_and_every_question_that_may_be_asked(book: Book) -> None:
    shown = text_of((KEPT / "map-questions.svg").read_text(encoding="utf-8"))
    for module in book.screens.interview.modules:
        assert f"{module.order} {module.title.en}" in shown
        assert all(q.key in shown for q in module.questions if q.when != "never")


def test_a_question_asked_on_a_condition_names_it_by_the_names_in_the_data(book: Book) -> None:
    assert "keep_writing: asked when danger_now is yes" in " ".join(charts(book)["map-questions.svg"].split())


def test_nothing_in_a_picture_tells_when_it_was_drawn() -> None:
    for path in KEPT.glob("*.svg"):
        assert re.search(r"20\d\d-\d\d-\d\d|\d\d:\d\d", text_of(path.read_text(encoding="utf-8"))) is None


@needs_graphviz
def test_the_same_source_is_drawn_to_the_same_bytes(book: Book) -> None:
    source = charts(book)["map-cp.svg"]
    assert source == charts(book)["map-cp.svg"] and svg(source) == svg(source)


@needs_graphviz
def test_words_that_mean_something_to_graphviz_are_drawn_as_words() -> None:
    drawing = Drawing('<b> & "q"', "legend")
    drawing.box("one", "a < b", [Row("x & y", "<i>", "p|q")], "met")
    shown = text_of(svg(drawing.source))
    assert all(word in shown for word in ('<b> & "q"', "a < b", "x & y", "→ <i>", "p|q"))


def test_without_graphviz_the_reason_and_the_remedy_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    with pytest.raises(DrawingError, match="apt-get install graphviz"):
        svg("digraph {}")


@needs_graphviz
def test_a_source_graphviz_refuses_is_an_error_with_its_words() -> None:
    with pytest.raises(DrawingError, match="syntax error"):
        svg("digraph {")
