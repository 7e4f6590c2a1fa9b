"""Questions and answers as CSV: one question a row, with columns of metadata where wanted."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.decode import decoded
from knowledge.formats.limits import Limits
from knowledge.formats.writer import Writer
from knowledge.metadata import FrontMatter, Layer

_REQUIRED: Final = ("question", "answer")
_DELIMITERS: Final = ",;\t"
_LISTS: Final = ("models", "markets")


def read_csv(source: str, content: bytes, limits: Limits) -> Extract:
    """Each row is a block under its question. Columns `models` and `markets` part their values with `|`.

    The delimiter is whichever of comma, semicolon and tab the header has most of.
    """
    writer, rows = Writer(source, limits), dict[int, Layer]()
    for number, row in _rows(source, decoded(source, content)):
        question, answer = row.pop("question"), row.pop("answer")
        if not question or not answer:
            raise InvalidInput(source, f"row {number} has no {'answer' if question else 'question'}")
        writer.heading(1, question)
        writer.add("text", answer)
        if stated := {field: _value(field, value) for field, value in row.items() if value}:
            rows[len(writer.blocks) - 1] = Layer(f"row {number}", stated)
    return Extract(writer.text, tuple(writer.blocks), rows=rows)


def _rows(source: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by column, with the number a spreadsheet shows; rows without anything in them are left out."""
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InvalidInput(source, f"cannot be read as CSV: {error}") from error
    header = [name.strip().casefold() for name in lines[0]] if lines else []
    _check_header(source, header)
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise InvalidInput(source, f"row {number} has more cells than the header: put quotes around its text")
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if any(row.values()):
            yield number, dict.fromkeys(header, "") | row


def _check_header(source: str, header: list[str]) -> None:
    known = {*_REQUIRED, *FrontMatter.model_fields}
    if missing := [name for name in _REQUIRED if name not in header]:
        raise InvalidInput(source, f"has no column `{'` and no column `'.join(missing)}` in its first row")
    if unknown := [name for name in header if name not in known]:
        raise InvalidInput(source, f"has a column `{unknown[0]}`; columns are: {', '.join(sorted(known))}")
    if len(set(header)) < len(header):
        raise InvalidInput(source, "has two columns of the same name")


def _value(field: str, value: str) -> object:
    return tuple(part.strip() for part in value.split("|") if part.strip()) if field in _LISTS else value
