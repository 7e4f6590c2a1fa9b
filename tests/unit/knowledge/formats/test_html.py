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


def sections(markup: str) -> list[tuple[tuple[str, ...], str]]:
    extract = read(markup)
    return [(block.headings, extract.text[block.start : block.end]) for block in extract.blocks]


@pytest.mark.parametrize(
    "struck",
    [
        "<s>39</s>",
        "<strike>39</strike>",
        "<del>39</del>",
        "<del><p>39</p></del>",
        "<span style='text-decoration: line-through'>39</span>",
        "<span style='color: red; TEXT-DECORATION: red line-through'>39</span>",
        "<span style='text-decoration-line: underline line-through'><b>39</b></span>",
        "<span role=deletion>39</span>",
    ],
)
def test_what_is_struck_out_does_not_hold_any_more_and_is_not_read(struck: str) -> None:
    assert blocks(f"<div>Costs {struck}<ins>49</ins> euros.</div>")[-1][1].endswith("49 euros.")
    assert "39" not in read(f"<ul><li>Costs {struck}<ins>49</ins> euros.</ul>").text


@pytest.mark.parametrize(
    ("sheet", "struck"),
    [
        (".old { Text-Decoration : line-through }", "<span class='price old'>39</span>"),
        (
            "/* x } */ b, p.gone, #gone { color: red; text-decoration-line: underline line-through }",
            "<b id=gone>39</b>",
        ),
        ("@media print { .old { text-decoration: line-through } }", "<i class=old>39</i>"),
    ],
)
def test_what_the_style_sheet_strikes_out_is_left_out(sheet: str, struck: str) -> None:
    page = f"<head><style>{sheet}</style></head><p>Costs {struck} <i>49</i> euros."
    assert blocks(page) == [("text", "Costs 49 euros.")]


def test_a_style_sheet_strikes_out_only_what_it_chooses_by_itself() -> None:
    sheet = "p.old, .a .b, .c:hover { text-decoration: line-through } .d { color: red }"
    page = f"<style>{sheet}</style><p><b class=old>1</b> <b class=b>2</b> <b class=c>3</b> <b class=d>4</b>"
    assert blocks(page) == [("text", "1 2 3 4")]


def test_text_that_is_underlined_is_read() -> None:
    assert blocks("<p style='text-decoration:underline'>Costs <u>49</u> euros.") == [("text", "Costs 49 euros.")]


@pytest.mark.parametrize(
    "closed",
    ["hidden", "aria-hidden=true", "style='display: none'", "style='visibility:hidden'", "hidden=until-found", ""],
)
@pytest.mark.parametrize(
    "page",
    [
        "<h2><button aria-expanded=false aria-controls=p>How long?</button></h2><div id=p {}>Six hours.</div>",
        "<h2><button aria-expanded=false>How long?</button></h2><div {}>Six hours.</div>",
        "<h2><button id=b aria-expanded=false>How long?</button></h2><hr><div aria-labelledby=b {}>Six hours.</div>",
        "<div><h2><a href='#p' role=button aria-expanded=false>How long?</a></h2></div><div id=p {}>Six hours.</div>",
        "<h2><button data-bs-target='#p' aria-expanded=false>How long?</button></h2><div id=p {}>Six hours.</div>",
        "<button aria-controls=p aria-expanded=false>How long?</button><div id=p {}>Six hours.</div>",
        "<div role=button tabindex=0 aria-controls=p aria-expanded=false>How long?</div><div id=p {}>Six hours.</div>",
        "<details><summary>How long?</summary><div {}>Six hours.</div></details>",
        "<button class=accordion>How long?</button><div class=panel {}>Six hours.</div>",
        "<h2><button onclick='open()'>How long?</button></h2><div {}>Six hours.</div>",
    ],
)
def test_the_answer_in_a_closed_panel_is_read_under_its_question(page: str, closed: str) -> None:
    assert sections(page.format(closed)) == [(("How long?",), "Six hours.")]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<h3 class=title>How long?</h3><div hidden>Six hours.</div>", "### How long?\n\nSix hours."),
        ("<div><h3>How long?</h3></div><div style='display:none'>Six hours.</div>", "### How long?\n\nSix hours."),
        ("<dl><dt>How long?<dd hidden>Six hours.</dl>", "- How long?\n  Six hours."),
        ("<ul><li><a href='#'>How long?</a><div hidden>Six hours.</div></ul>", "- How long? Six hours."),
        ("<p>Seen.<div hidden>Six hours.</div>", "Seen."),
        ("<h3>Prices</h3><div hidden>Six hours.</div>", "### Prices"),
    ],
)
def test_a_question_opens_the_hidden_text_after_it(page: str, text: str) -> None:
    assert read(page).text == text


def test_a_tab_need_not_name_what_it_controls_for_programs() -> None:
    tabs = "<a role=tab href='#one'>Petrol</a><a role=tab href='#two'>Diesel</a>"
    assert "Twice a year." in read(f"{tabs}<div id=one>Once.</div><div id=two hidden>Twice a year.</div>").text


def test_a_button_that_names_its_panel_need_not_say_that_it_is_closed() -> None:
    assert sections("<button aria-controls=p>How long?</button><p id=p hidden>Six hours.") == [
        (("How long?",), "Six hours.")
    ]


def test_a_panel_may_stand_before_its_button_and_hold_others() -> None:
    inner = "<button aria-expanded=false aria-controls=b>At night?</button><p id=b hidden>Two hours.</p>"
    page = f"<div id=a hidden>Six hours.{inner}</div><button aria-expanded=false aria-controls=a>How long?</button>"
    assert sections(page) == [((), "Six hours."), (("At night?",), "Two hours.")]


def test_questions_and_answers_in_a_list_stay_items() -> None:
    item = "<li><button aria-expanded=false aria-controls={0}>{0}?</button><div id={0} hidden>Yes.</div>"
    assert blocks(f"<ul>{item.format('A')}{item.format('B')}</ul>") == [("list", "- A? Yes.\n- B? Yes.")]


def test_each_question_ends_with_its_details() -> None:
    page = (
        "<h1>Tyres</h1><details><summary>A?</summary>Yes.</details><details><summary><h3>B?</h3></summary>No.</details>"
    )
    assert sections(f"{page}<details><summary>C?</summary>Yes.</details><p>Call us.") == [
        (("Tyres", "A?"), "Yes."),
        (("Tyres", "B?"), "No."),
        (("Tyres", "B?", "C?"), "Yes."),
        (("Tyres", "B?"), "Call us."),
    ]


def test_tabs_are_read_one_after_the_other() -> None:
    tab = "<button role=tab aria-controls={0}>{0}</button>"
    tabs = f"<div role=tablist>{tab.format('Petrol')}{tab.format('Diesel')}</div>"
    panels = "<div id=Petrol role=tabpanel>Every year.</div><div id=Diesel role=tabpanel hidden>Twice a year.</div>"
    assert [text for _, text in blocks(tabs + panels)] == ["Petrol", "Diesel", "Every year.", "Twice a year."]


@pytest.mark.parametrize(
    "page",
    [
        "<div hidden>secret</div>",
        "<button>Buy</button><div hidden>secret</div>",
        "<button>Any questions?</button><div role=dialog hidden>secret</div>",
        "<form><button type=submit>Sure?</button><div hidden>secret</div></form>",
        "<button aria-controls=other aria-expanded=false>Q</button><p id=other>A<div hidden>secret</div>",
        "<div hidden><button aria-controls=x aria-expanded=false>Q</button></div><div id=x hidden>secret</div>",
        "<button aria-controls=x aria-expanded=false>Q</button><div id=x hidden>A<p hidden>secret</div>",
        "<div hidden>secret<p id=x>A</div><button aria-controls=x aria-expanded=false>Q</button>",
        "<button aria-haspopup=menu aria-controls=x aria-expanded=false>Menu</button><ul id=x hidden><li>secret</ul>",
        "<button aria-controls=x aria-expanded=false>Ask</button><div role=dialog id=x hidden>secret</div>",
        "<button aria-controls=x aria-expanded=false>Menu</button><nav id=x hidden>secret</nav>",
        "<details><summary>Q</summary><p>A</p><p hidden>secret</p></details>",
        "<details><summary>Q</summary>A<p hidden>secret</p></details>",
        "<button aria-expanded=false>Q <span aria-hidden=true>secret</span></button><p>A",
    ],
)
def test_other_hidden_text_stays_unread(page: str) -> None:
    assert "secret" not in read(f"<p>Seen.</p>{page}").text


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(InvalidInput, match="is too large: 101 tags, the limit is 100"):
        read_html("a.html", b"<b>x" * 200, Limits(elements=100))
    with pytest.raises(InvalidInput, match="101 tags"):
        read_html("a.html", b"</p>" * 200, Limits(elements=100))
