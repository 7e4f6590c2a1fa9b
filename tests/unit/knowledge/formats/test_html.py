"""Web pages."""

import time

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.html import read_html
from knowledge.formats.limits import Limits


def read(markup: str | bytes) -> Extract:
    return read_html("a.html", markup if isinstance(markup, bytes) else markup.encode(), Limits())


def blocks(markup: str | bytes) -> list[tuple[str, str]]:
    extract = read(markup)
    return [(block.kind, extract.text[block.start : block.end]) for block in extract.blocks]


def test_a_page_gives_title_language_headings_and_blocks() -> None:
    extract = read(
        "<!doctype html><html lang='en-GB'><head><title>Charging &amp;\n more</title></head><body>"
        "<h1>Charging</h1><p>Six <b>hours</b>,&nbsp;about.<h2>Away</h2>Half an hour.</body></html>"
    )
    assert extract.inferred == {"title": "Charging & more", "language": "en"}
    assert [(block.headings, extract.text[block.start : block.end]) for block in extract.blocks] == [
        (("Charging",), "Six hours, about."),
        (("Charging", "Away"), "Half an hour."),
    ]


def test_what_a_reader_does_not_see_is_left_out() -> None:
    unseen = (
        "<script>alert('x')</script><style>p {}</style><nav>Home</nav><footer>Imprint</footer><!-- note -->"
        "<p hidden>h</p><p style='Display : none'>d</p><div aria-hidden=true>a</div><template>t</template>"
        "<div role=navigation>n</div><noscript>n</noscript><button>Buy</button><svg><text>s</text></svg><![CDATA[c]]>"
    )
    assert blocks(f"<head><title>T</title></head><body>{unseen}<p>Seen.</p>{unseen}</body>") == [("text", "Seen.")]


def test_of_a_page_that_marks_its_main_part_only_that_is_read() -> None:
    assert blocks("<body><p>Menu</p><main><p>Text.</p></main><p>More from us</p></body>") == [("text", "Text.")]


def test_lists_keep_their_numbers_and_levels_also_without_end_tags() -> None:
    nested = "<ol><li>One<ul><li>a<li>b</ul><li><p>Two</p><p>more</p></ol>"
    assert blocks(nested) == [("list", "1. One\n   - a\n   - b\n2. Two more")]
    assert blocks("<dl><dt>Range<dd>400 km<dt>Power<dd>150 kW</dl>") == [
        ("list", "- Range\n  400 km\n- Power\n  150 kW")
    ]


def test_a_table_becomes_rows_with_cells_repeated_where_they_span() -> None:
    table = (
        "<table><caption>Times</caption><thead><tr><th>Model<th>Where<th>Hours</thead>"
        "<tr><td rowspan=2>Kite<td>Home<td>6<tr><td colspan=2>A | B</table>"
    )
    assert blocks(table) == [
        ("text", "Times"),
        ("table", "| Model | Where | Hours |\n| --- | --- | --- |\n| Kite | Home | 6 |\n| Kite | A \\| B | A \\| B |"),
    ]


def test_a_cell_that_claims_to_span_thousands_is_held_short() -> None:
    [(_, table)] = blocks("<table><tr><td colspan=999999999999>a<td rowspan=99999>b</table>")
    assert len(table) < 1_000


def test_cells_that_repeat_much_text_fill_one_place_each() -> None:
    cell = "<td colspan=50 rowspan=50>" + "word " * 100
    [(_, table)] = blocks(f"<table><tr>{cell * 30}{'<tr>' * 50}</table>")
    assert len(table) < 1_200_000
    assert table.split("\n")[0].count("word") == 30 * 100


def test_short_rows_are_not_filled_up_so_that_one_wide_row_does_not_widen_all() -> None:
    [(_, table)] = blocks(f"<table><tr>{'<td>x' * 3_000}{'<tr><td>y' * 3_000}</table>")
    assert table.endswith("\n| y |\n| y |")
    assert len(table) < 100_000


def test_a_table_for_the_layout_is_read_as_text() -> None:
    assert blocks("<table><tr><td><h2>H</h2><p>One.</p></td><td><ul><li>a</ul></td></tr></table>") == [
        ("text", "One."),
        ("list", "- a"),
    ]
    assert blocks("<table><tr><td>One.<tr><td>Two.</table>") == [("text", "One."), ("text", "Two.")]


def test_line_breaks_and_code_stay() -> None:
    assert blocks("<p>One<br>two</p><pre>  a\n\n    b</pre>") == [("text", "One\ntwo"), ("code", "  a\n\n    b")]


def test_tags_without_end_or_start_and_deep_nesting_do_no_harm() -> None:
    assert blocks("</p></div><p>One<p>Two</table></b><div><p>Three</div>") == [
        ("text", "One"),
        ("text", "Two"),
        ("text", "Three"),
    ]
    assert blocks("<div>" * 2_000 + "Deep") == [("text", "Deep")]
    assert blocks("<b>" * 2_000 + "Deep" + "<ul><li>x" * 500)[0] == ("text", "Deep")


@pytest.mark.parametrize(
    "content",
    [
        "<p>Größe".encode(),
        b"\xef\xbb\xbf<p>Gr\xc3\xb6\xc3\x9fe",
        "<p>Größe".encode("utf-16"),
        b"<meta charset=iso-8859-1><p>Gr\xf6\xdfe",
        b"<?xml version='1.0' encoding='windows-1252'?><html><p>Gr\xf6\xdfe",
        b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>Gr\xc3\xb6\xc3\x9fe',
        b"<p>Gr&ouml;&#xdf;e",
    ],
)
def test_text_is_read_in_the_encoding_the_page_declares(content: bytes) -> None:
    assert blocks(content) == [("text", "Größe")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<p>Gr\xf6\xdfe", "not valid UTF-8"),
        (b"<meta charset=utf-8><p>Gr\xf6\xdfe", "not valid utf-8, which it says it is"),
        (b"<meta charset=klingon><p>x", "klingon, which is no known encoding"),
        (b"<meta charset=zlib><p>x", "zlib, which is no known encoding"),
        (b"<p>a\x00b", "NUL"),
    ],
)
def test_an_encoding_that_does_not_fit_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        read(content)


@pytest.mark.parametrize("start", ["<a ", "<!--", "<!", "<![if", "<script>", "</a ", "<a href='"])
def test_markup_that_never_ends_takes_no_time_and_hides_no_text_before_it(start: str) -> None:
    before = time.process_time()
    assert blocks("<p>Text.</p>" + start * 20_000)[0][1] == "Text."
    assert time.process_time() - before < 3


def test_a_script_that_speaks_of_comments_hides_nothing_after_it() -> None:
    assert blocks("<script>s = '<!--';</script><p>Text.</p><style>/* <!-- */</style><p>More.</p>") == [
        ("text", "Text."),
        ("text", "More."),
    ]
