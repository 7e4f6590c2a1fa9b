"""Plain text, and the bytes of every text format."""

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.limits import Limits
from knowledge.formats.text import read_text


def blocks(content: str | bytes) -> list[tuple[str, str]]:
    extract = read_text("a.txt", content if isinstance(content, bytes) else content.encode(), Limits())
    return [(block.kind, extract.text[block.start : block.end]) for block in extract.blocks]


def test_empty_lines_part_paragraphs_and_lines_stay_as_they_are() -> None:
    assert blocks("One\nline.\n\n\n  Two.\n") == [("text", "One\nline."), ("text", "  Two.")]


def test_bullets_and_numbers_make_a_list_with_its_continued_lines() -> None:
    found = blocks("Do this:\n- stop the car,\n  safely\n- call us\n\n1. One\n2) Two\n")
    assert found == [
        ("text", "Do this:"),
        ("list", "- stop the car,\n  safely\n- call us"),
        ("list", "1. One\n2) Two"),
    ]


def test_a_number_within_a_sentence_or_a_dash_alone_makes_no_list() -> None:
    assert blocks("About 5.5 litres\n-40 degrees\n---") == [("text", "About 5.5 litres\n-40 degrees\n---")]


@pytest.mark.parametrize(
    "content",
    [
        "Größe\r\nM\r\n",
        "Größe\rM",
        b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe\nM",
        "Größe\nM".encode("utf-16"),
        "Gr\x08öße\x0cM",
    ],
)
def test_line_ends_marks_and_control_characters_are_no_text(content: str | bytes) -> None:
    assert blocks(content) == [("text", "Größe\nM")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Gr\xf6\xdfe", "not valid UTF-8: save it as UTF-8"),
        (b"\xff\xfea", "not valid UTF-16"),
        (b"a\x00b", "holds NUL"),
        ("Größe".encode("utf-16-le"), "UTF-8|NUL"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        blocks(content)


def test_more_text_than_allowed_is_refused_with_size_and_limit() -> None:
    with pytest.raises(InvalidInput, match=r"1,202 characters of text, the limit is 1,200"):
        read_text("a.txt", b"a" * 600 + b"\n\n" + b"b" * 600, Limits(chars=1_200))
