"""Tables in the documentation."""

from pathlib import Path

import pytest

from infra.openapi.pages import endpoints, permissions, with_table

ROWS = [("call", "what for"), ("`GET /x`", "to see")]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.md"


def test_a_table_is_written_between_its_marks_and_the_words_around_it_stay(page: Path) -> None:
    page.write_text("Before.\n\n<!-- calls -->\nold\n<!-- /calls -->\n\nAfter.\n", encoding="utf-8")
    table = "| call | what for |\n| --- | --- |\n| `GET /x` | to see |\n"
    expected = f"Before.\n\n<!-- calls -->\n{table}<!-- /calls -->\n\nAfter.\n"
    assert with_table(page, "calls", ROWS) == expected
    page.write_text(expected, encoding="utf-8")
    assert with_table(page, "calls", ROWS) == expected


@pytest.mark.parametrize("text", ["", "<!-- calls -->\n", "<!-- calls -->\n<!-- /others -->\n"])
def test_a_page_without_a_place_for_the_table_is_refused_by_name(page: Path, text: str) -> None:
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md has no place for the table calls"):
        with_table(page, "calls", ROWS)


def test_who_calls_the_health_checks_needs_nothing() -> None:
    needs = {call: holds for call, _, holds, _ in endpoints()}
    assert needs["`GET /health/readiness`"] == "nothing"
    assert needs["`POST /conversations`"] == "a site key"


def test_the_page_about_staff_says_who_may_do_what() -> None:
    head, *rows = permissions()
    said = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
    assert said["`conversation.answer`"]["agent"] == "held"
    assert said["`conversation.transfer`"] == {
        "site publishable": "–",
        "site secret": "–",
        "customer": "–",
        "agent": "held",
        "supervisor": "own desk",
        "admin": "own desk",
    }
    assert said["`staff.manage`"]["admin"] == "own tenant"
