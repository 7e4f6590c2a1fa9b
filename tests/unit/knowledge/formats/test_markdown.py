"""Markdown."""

import time

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.limits import Limits
from knowledge.formats.markdown import read_markdown

PAGE = """# Charging
Before.

At home
-------
A sentence
over two lines.
| Where | Hours |
|---|---|
| Home | 6 |

- one

  with more
- two
   - three

### Deeper ###
```
# no heading
| no table |
```

    indented

> quoted
> - list

## [Away](x.md) *now*
After.
"""


def read(text: str) -> Extract:
    return read_markdown("a.md", text.encode(), Limits())


def blocks(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    extract = read(text)
    return [(block.kind, block.headings, extract.text[block.start : block.end]) for block in extract.blocks]


def test_every_element_is_a_block_under_its_headings_and_stays_as_it_was_written() -> None:
    home = ("Charging", "At home")
    assert blocks(PAGE) == [
        ("text", ("Charging",), "Before."),
        ("text", home, "A sentence\nover two lines."),
        ("table", home, "| Where | Hours |\n|---|---|\n| Home | 6 |"),
        ("list", home, "- one\n\n  with more\n- two\n   - three"),
        ("code", (*home, "Deeper"), "```\n# no heading\n| no table |\n```"),
        ("code", (*home, "Deeper"), "    indented"),
        ("text", (*home, "Deeper"), "> quoted\n> - list"),
        ("text", ("Charging", "Away now"), "After."),
    ]


def test_the_text_is_what_stands_below_the_front_matter() -> None:
    extract = read(f"---\ntitle: T\nmodels: [Kite]\n---\n{PAGE}".replace("\n", "\r\n"))
    assert extract.text == PAGE
    assert extract.stated == {"title": "T", "models": ["Kite"]}
    assert extract.inferred == {"title": "Charging"}


@pytest.mark.parametrize("start", ["", "\ufeff", "---\n---\n"])
def test_front_matter_may_be_missing_or_empty(start: str) -> None:
    assert read(f"{start}Text.").text == "Text."


def test_markup_without_text_is_no_block() -> None:
    assert blocks("<!-- note -->\n\n***\n\n<script>\nalert(1)\n</script>\n\n<div>\n\nText.\n\n</div>\n") == [
        ("text", (), "Text.")
    ]


@pytest.mark.parametrize("start", ["[", "[a]("])
def test_links_that_never_end_take_no_time(start: str) -> None:
    before = time.process_time()
    assert blocks(f"# {start * 100_000}\n\nText.")[0][2] == "Text."
    assert time.process_time() - before < 3


def test_comments_that_never_end_take_no_time() -> None:
    before = time.process_time()
    assert blocks("Text.\n\n" + "<!--\n\n" * 20_000) == [("text", (), "Text.")]
    assert time.process_time() - before < 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: T\n", "does not end it"),
        ("---\ntitle: [T\n---\n", "front matter that cannot be read"),
        ("---\njust a sentence\n---\n", "no list of `field: value`"),
        ("---\nvalid_from: 2026-13-40\n---\n", "front matter that cannot be read"),
        ("---\n1: x\n---\n", "no list of `field: value`"),
        (f"---\ntitle: {'x' * 33_000}\n---\n", "characters of front matter, the limit is 32,768"),
        (f"---\na: {'[' * 500}\n---\n", "front matter that cannot be read"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        read(text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Costs ~~39~~ 49 euros.", "Costs  49 euros."),
        ("Costs ~~39 euros\nor~~ 49 euros.", "Costs  49 euros."),
        ("Costs <del class='old'>39</del> 49 euros.", "Costs  49 euros."),
        ("- <s>39</s> 49\n- <strike>1</strike> 2", "-  49\n-  2"),
        ("~~~\ncode\n~~~", "~~~\ncode\n~~~"),
        ("~~39 is not closed.", "~~39 is not closed."),
        ("Costs ~39~ 49 euros.", "Costs  49 euros."),
        ("About ~39 to ~49 euros, H~2~O, in ~/a or ~/b", "About ~39 to ~49 euros, H~2~O, in ~/a or ~/b"),
        ("Half ~~\n\nother~~", "Half ~~\n\nother~~"),
        ("About 5 ~~ 6", "About 5 ~~ 6"),
    ],
)
def test_what_is_struck_out_is_not_read(written: str, text: str) -> None:
    assert read_markdown("a.md", written.encode(), Limits()).text == text
