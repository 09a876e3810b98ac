"""One rule in words, for a terminal."""

import pytest

from bot.rulebook.book import Book, elements_of
from bot.rulebook.lookup import entries


def told(book: Book, rule: str) -> str:
    return "\n".join(entries(book)[rule]())


def test_everything_with_an_id_can_be_told(book: Book) -> None:
    for rule, lines in entries(book).items():
        assert next(lines()).startswith(f"{rule}  ")
    rulebook = book.screens.rulebook
    ids = {e.id for rules in book.rules for e in elements_of(rules)} | {flag.id for flag in rulebook.flags}
    ids |= (
        {one.id for one in rulebook.interactions}
        | {"T-3a", "T-3b", "T-7", "S-CLOCKS"}
        | {one.id for one in rulebook.contradictions}
    )
    assert ids <= entries(book).keys()


def test_an_element_is_told_with_words_law_citations_sources_condition_and_answers(book: Book) -> None:
    text = told(book, "U-7")
    for part in (
        "An agency signed the U form", "Law: Form I-918 Supplement B", "INA 214(p)(1)",
        "dated 2025-01-27, vouches through 2025-01-27, confidence high", "Met when:", "Never not met",
        "→ “Yes, less than 6 months ago” [signed_current]", "certification: Has any office signed", "U-7.4",
    ):  # fmt: skip
        assert part in text


def test_an_exception_is_told_with_the_element_it_excuses_and_its_own_scenarios(book: Book) -> None:
    text = told(book, "T-3a")
    assert "an exception to T-3" in text and "INA 101(a)(15)(T)(i)(III)(cc)" in text
    assert text.endswith("Scenarios: T-3a.1, T-3a.2, T-3a.3")


def test_an_element_of_one_path_names_the_path(book: Book) -> None:
    assert "Needed by: self petition, cancellation" in told(book, "V-3")
    assert "Needed by" not in told(book, "T-1")


@pytest.mark.parametrize(("rule", "part"), [
    ("T-3", "Excused by T-3b when:"), ("T-3", "Not met when:"), ("T-4", "Not met when the answers rule that out."),
    ("U-2a", "Required when:"), ("R-4", "Raised, today, when:"), ("R-10", "Clock: To file within 2 years"),
    ("T-7", "No answer decides it."), ("X-1", "certification:"),
    ("I-SEVERAL", "at least 2 categories are likely or possible"),
])  # fmt: skip
def test_each_kind_of_rule_says_what_decides_it(rule: str, part: str, book: Book) -> None:
    assert part in told(book, rule)
