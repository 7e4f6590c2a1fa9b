"""Plain text: paragraphs and lists, as they were typed."""

from knowledge.formats.blocks import Extract
from knowledge.formats.decode import decoded
from knowledge.formats.limits import Limits
from knowledge.formats.lines import grouped
from knowledge.formats.writer import Writer


def read_text(source: str, content: bytes, limits: Limits) -> Extract:
    """Empty lines part paragraphs; lines that start with a bullet or a number are a list."""
    writer = Writer(source, limits)
    for group in grouped(line.rstrip() for line in decoded(source, content).split("\n")):
        writer.add(group.kind, "\n".join(group.lines))
    return Extract(writer.text, tuple(writer.blocks))
