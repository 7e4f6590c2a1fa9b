"""PDF."""

from collections.abc import Sequence

import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.limits import Limits
from knowledge.formats.pdf import read_pdf
from knowledge.formats.pdf_pages import _joined
from tests.unit.knowledge.formats.files import at, drawn, pdf, saved

WIDE = "This line is as wide as the lines of this page usually are, or nearly so"


def read(*pages: Sequence[str], outline: Sequence[tuple[str, int, int]] = (), title: str = "") -> Extract:
    return read_pdf("a.pdf", saved(pdf(pages, outline, title)), Limits())


def blocks(extract: Extract) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.page, extract.text[block.start : block.end]) for block in extract.blocks]


def test_lines_become_paragraphs_at_gaps_and_after_short_last_lines() -> None:
    found = read([WIDE, "and ends here.", WIDE, WIDE, "", "After the gap"], [WIDE, "on its own page."])
    assert blocks(found) == [
        ("text", 1, f"{WIDE} and ends here."),
        ("text", 1, f"{WIDE} {WIDE}"),
        ("text", 1, "After the gap"),
        ("text", 2, f"{WIDE} on its own page."),
    ]


def test_a_sentence_that_goes_on_over_the_end_of_a_page_is_one_paragraph() -> None:
    assert blocks(read(["The light stays"], ["red until the", "lever is down."])) == [
        ("text", 1, "The light stays red until the lever is down.")
    ]


def test_words_broken_at_the_end_of_a_line_are_joined_and_hyphens_that_belong_stay() -> None:
    found = read(
        [
            "The re-",
            "pair of a high-",
            "voltage battery, a",
            "high-voltage cable, brake-",
            "and clutch fluid, Baden-",
            "Baden.",
        ]
    )
    assert blocks(found)[0][2] == (
        "The repair of a high-voltage battery, a high-voltage cable, brake- and clutch fluid, Baden-Baden."
    )


def test_bullets_make_a_list() -> None:
    found = read(["Do this:", "• stop the car", "safely", "• call us", "", "Then wait."])
    assert blocks(found) == [
        ("text", 1, "Do this:"),
        ("list", 1, "- stop the car safely\n- call us"),
        ("text", 1, "Then wait."),
    ]


def test_headings_come_from_the_outline_and_stand_where_the_page_shows_them() -> None:
    outline = [("Charging", 0, 1), ("At home", 0, 2), ("Away from home", 1, 2), ("Not shown", 2, 1)]
    found = read(
        ["1 Charging", "Before.", "", "1.1 At home", "Six hours."],
        ["Still at home.", "", "Away", "from home", "Half an hour."],
        ["Later."],
        outline=outline,
    )
    assert [(b.headings, b.page, found.text[b.start : b.end]) for b in found.blocks] == [
        (("Charging",), 1, "Before."),
        (("Charging", "At home"), 1, "Six hours."),
        (("Charging", "At home"), 2, "Still at home."),
        (("Charging", "Away from home"), 2, "Half an hour."),
        (("Not shown",), 3, "Later."),
    ]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [["Kite handbook", f"Text {name}.", f"Page {number} of 4"] for number, name in enumerate("abcd", start=1)]
    assert [text for _, _, text in blocks(read(*pages))] == ["Text a.", "Text b.", "Text c.", "Text d."]


def test_headers_that_name_the_chapter_go_with_their_page_number() -> None:
    pages = [[f"Chapter {name} {number + 7}", f"Text {name}."] for number, name in enumerate("abcd")]
    assert [text for _, _, text in blocks(read(*pages))] == ["Text a.", "Text b.", "Text c.", "Text d."]


def test_the_same_line_in_the_middle_of_pages_stays() -> None:
    pages = [[f"Top {name}", f"Second {name}", "Take care.", f"Last but one {name}", f"End {name}"] for name in "abcd"]
    assert read(*pages).text.count("Take care.") == 4


def test_a_table_of_contents_is_no_text() -> None:
    assert blocks(read(["Charging . . . . . . . . 12", "Towing ........... iv", "Text."])) == [("text", 1, "Text.")]


@pytest.mark.parametrize(
    ("title", "inferred"), [("Kite book", {"title": "Kite book"}), ("Microsoft Word - x.docx", {})]
)
def test_the_title_among_the_properties_counts_unless_it_names_a_file(title: str, inferred: dict[str, str]) -> None:
    assert read(["Text."], title=title).inferred == inferred


def test_a_scanned_pdf_is_refused() -> None:
    with pytest.raises(InvalidInput, match="seems to be scanned"):
        read([], ["1 2 3"])


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_with_a_password_is_refused_and_one_that_only_limits_printing_is_read(algorithm: str) -> None:
    writer = pdf([["Text."]])
    writer.encrypt(user_password="secret", algorithm=algorithm)
    with pytest.raises(InvalidInput, match="protected with a password"):
        read_pdf("a.pdf", saved(writer), Limits())
    writer = pdf([["Text."]])
    writer.encrypt(user_password="", owner_password="secret", algorithm=algorithm)
    assert read_pdf("a.pdf", saved(writer), Limits()).text == "Text."


def test_a_pdf_that_takes_too_long_is_refused_with_how_far_it_came() -> None:
    with pytest.raises(InvalidInput, match=r"takes longer to read than -1 s: 0 of 1 pages were read"):
        read_pdf("a.pdf", saved(pdf([["Some text."]])), Limits(seconds=-1))


def test_a_paragraph_of_many_lines_is_joined_line_by_line() -> None:
    """Looking at all of a paragraph again for each further line would take minutes here."""
    lines = [f"word {number:05} and some more words of a line that never ends" for number in range(40_000)]
    text = _joined(lines, frozenset())
    assert text == " ".join(lines)


def test_halves_of_characters_that_a_broken_font_gives_are_left_out() -> None:
    writer = pdf([["AB text."]])
    table = DecodedStreamObject()
    table.set_data(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <D800> endbfchar endcmap"
    )
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    fonts["/F1"][NameObject("/ToUnicode")] = writer._add_object(table)
    assert read_pdf("a.pdf", saved(writer), Limits()).text.encode()


def test_too_many_pages_or_too_much_text_is_refused_with_size_and_limit() -> None:
    content = saved(pdf([["Some text."]] * 3))
    with pytest.raises(InvalidInput, match=r"3 pages, the limit is 2"):
        read_pdf("a.pdf", content, Limits(pages=2))
    with pytest.raises(InvalidInput, match=r"characters of text, the limit is 15"):
        read_pdf("a.pdf", content, Limits(chars=15))


def test_a_document_with_too_many_objects_on_its_pages_is_refused() -> None:
    lines = b"".join(b"%d 10 m %d 20 l S\n" % (place, place) for place in range(200))
    with pytest.raises(InvalidInput, match=r"is too large: 20\d objects on its pages, the limit is 100"):
        read_pdf("a.pdf", saved(drawn(lines + at(60, 700, "Text."))), Limits(elements=100))
