"""Web pages: what a reader can see of them, without navigation and code."""

import codecs
import re
from typing import Final

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.decode import cleaned, decoded
from knowledge.formats.disclosure import open_panels
from knowledge.formats.limits import Limits
from knowledge.formats.markup import Walk, inline
from knowledge.formats.tree import Tree
from knowledge.formats.writer import Writer
from knowledge.policy import MAX_TITLE_CHARS

_DECLARED: Final = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN: Final = 1024
"""Bytes in which browsers look for the declaration."""
_LEGACY: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
"""What browsers take these declarations for (WHATWG Encoding Standard)."""


def read_html(source: str, content: bytes, limits: Limits) -> Extract:
    """The page's main part if it marks one, else all of it. Title and language are the page's own."""
    root = Tree(source, _decoded(source, content), limits).root
    open_panels(root)
    page, title = root.first("html"), root.first("title")
    heading = root.first("h1")
    writer = Writer(source, limits)
    Walk(writer).over(root.first("main") or root.first("body") or root)
    inferred = {
        "title": ((title and inline(title)) or (heading and inline(heading)) or "")[:MAX_TITLE_CHARS],
        "language": page.attributes.get("lang", "").partition("-")[0].casefold() if page else "",
    }
    stated = {field: value for field, value in inferred.items() if value}
    return Extract(writer.text, tuple(writer.blocks), inferred=stated)


def _decoded(source: str, content: bytes) -> str:
    """In the encoding of the byte order mark, else the declared one, else UTF-8."""
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    found = None if marked else _DECLARED.search(content[:_DECLARED_WITHIN])
    if not found:
        return decoded(source, content)
    declared = found[1].decode("ascii")
    try:
        name = codecs.lookup(declared).name
        return cleaned(source, content.decode(_LEGACY.get(name, name)))
    except LookupError as error:
        raise InvalidInput(source, f"says it is written in {declared}, which is no known encoding") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(source, f"is not valid {declared}, which it says it is: save it as UTF-8") from error
