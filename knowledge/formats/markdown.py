"""Markdown (CommonMark with tables), with or without front matter."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Block, Extract, Kind
from knowledge.formats.decode import decoded
from knowledge.formats.limits import Limits, within
from knowledge.metadata import from_yaml

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER: Final = re.compile(r"\A---\n(.*?\n|)---(?:\n|\Z)", re.DOTALL)
_KINDS: Final[Mapping[str, Kind]] = {
    "paragraph_open": "text",
    "blockquote_open": "text",
    "html_block": "text",
    "table_open": "table",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "fence": "code",
    "code_block": "code",
}
_TAGS: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
_LONGEST_STRUCK: Final = 2_000
"""Longest text that is struck out at a time, characters: what is opened and never closed strikes out nothing."""
_WITHIN_PARAGRAPH: Final = rf"(?:(?!\n\s*\n).){{1,{_LONGEST_STRUCK}}}?"
_STRUCK: Final = re.compile(
    rf"(?<![~\\])~~(?![~\s]){_WITHIN_PARAGRAPH}(?<![\s~])~~(?!~)"
    rf"|(?<![~\\\w/])~(?![~\s/]){_WITHIN_PARAGRAPH}(?<![\s~])~(?![~\w/])"
    rf"|<(s|strike|del)(?:\s[^<>]*)?>{_WITHIN_PARAGRAPH}</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_MARKS: Final = re.compile(r"\[([^\[\]]+)\]\([^()]*\)|[*`]+")


def read_markdown(source: str, content: bytes, limits: Limits) -> Extract:
    """The text is the Markdown below the front matter, less what is struck out; each top-level element is a block."""
    text = decoded(source, content)
    within(source, len(text), limits.chars, "characters of text")
    stated, body = _front_matter(source, text, limits)
    body = _STRUCK.sub("", body)
    blocks, title = _blocks(body)
    return Extract(body, blocks, stated, {"title": title} if title else {})


def _front_matter(source: str, text: str, limits: Limits) -> tuple[Mapping[str, object], str]:
    if not text.startswith("---\n"):
        return {}, text
    found = _FRONT_MATTER.match(text)
    if found is None:
        raise InvalidInput(source, "starts front matter with --- but does not end it with a line of ---")
    within(source, len(found[1]), limits.metadata_bytes, "characters of front matter")
    return from_yaml(source, "front matter", found[1]).fields, text[found.end() :]


def _blocks(body: str) -> tuple[tuple[Block, ...], str | None]:
    """All blocks, and the first heading of level 1."""
    starts = _line_starts(body)
    open_headings, blocks, title = list[tuple[int, str]](), list[Block](), None
    for token, heading in _top_level(body):
        if heading is not None:
            level = int(token.tag[1])
            open_headings = [(above, text) for above, text in open_headings if above < level]
            open_headings.append((level, heading))
            title = title or (heading if level == 1 else None)
        elif token.map and (kind := _KINDS.get(token.type)):
            start, end = starts[token.map[0]], starts[token.map[1]]
            start, end = _without_empty_lines(body, start, end)
            if token.type != "html_block" or _TAGS.sub("", body[start:end]).strip():
                path = tuple(text for _, text in open_headings)
                blocks.append(Block(kind=kind, headings=path, start=start, end=end))
    return tuple(blocks), title


def _top_level(body: str) -> Iterator[tuple["Token", str | None]]:
    """Each element that stands in no other, with the text of its heading if it is one with text."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").disable("inline").parse(body)
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.level or token.nesting < 0:
            continue
        if token.type == "heading_open" and following is not None:
            if heading := " ".join(_MARKS.sub(r"\1", following.content).split()):
                yield token, heading
        else:
            yield token, None


def _line_starts(body: str) -> list[int]:
    starts = [0]
    for line in body.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    starts[-1] = len(body)
    return [*starts, len(body)]


def _without_empty_lines(body: str, start: int, end: int) -> tuple[int, int]:
    """Without empty lines around it; the indentation of its first line stays, since code means it."""
    text = body[start:end]
    first = len(text) - len(text.lstrip())
    return start + text.rfind("\n", 0, first) + 1, start + len(text.rstrip())
