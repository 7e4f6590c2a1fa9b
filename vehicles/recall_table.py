"""A table of recalls that any maker can fill in: CSV in UTF-8, comma or semicolon, with a header.

One row for each model of a campaign; rows with the same `campaign_id` and `source` are one recall. `Line` documents the
columns. Those with a default may be left empty, or out of the header; a column of another name is refused. Dates are
written 2026-05-31, flags yes or no. `recalls_template.csv` beside this file is an example with made-up rows.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from contracts.base import Strict
from contracts.errors import InvalidInput
from vehicles.campaigns import Flags, Product, RecallRow, Texts
from vehicles.policy import MAX_YEARS_OF_A_ROW
from vehicles.recalls import Kind, SerialRange
from vehicles.report import Report
from vehicles.vin import clean_vin

RANGES: Final = (("year_from", "year_until"), ("built_from", "built_until"), ("serial_from", "serial_until"))
OPEN_ENDED: Final = ("built_from",)
_DIVIDERS: Final = re.compile(r"[\s;|]+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(text: object) -> object:
    if isinstance(text, str) and not _DAY.fullmatch(text):
        raise ValueError("is no date such as 2026-05-31")
    return text


def _listed(text: object) -> object:
    return tuple(_DIVIDERS.split(text)) if isinstance(text, str) else text


def _vin(text: str) -> str:
    try:
        return clean_vin(text)
    except InvalidInput as error:
        raise ValueError(str(error)) from error


def _upper(text: object) -> object:
    return text.upper() if isinstance(text, str) else text


def _six(text: object) -> object:
    return text.upper().rjust(6, "0") if isinstance(text, str) else text


def _wrong(column: str, reason: str) -> PydanticCustomError:
    return PydanticCustomError("range", "{column} {reason}", {"column": column, "reason": reason})


Day = Annotated[date, BeforeValidator(_day)]
Year = Annotated[int, Field(ge=1900, lt=2100)]
Vins = Annotated[tuple[Annotated[str, BeforeValidator(_vin)], ...], BeforeValidator(_listed)]
Markets = Annotated[tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...], BeforeValidator(_listed)]
Serial = Annotated[str, Field(pattern=r"^[0-9A-HJ-NPR-Z]{6}$"), BeforeValidator(_six)]
Prefix = Annotated[str, Field(pattern=r"^[0-9A-HJ-NPR-Z*]{1,11}$"), BeforeValidator(_upper)]


class Line(Strict):
    """One row, by column."""

    campaign_id: str
    """The maker's or authority's number of the campaign."""
    make: str
    model: str
    summary: str
    """What is wrong."""
    remedy: str
    """What is done about it."""
    reported_on: Day
    source: str
    """Who says so, such as `Veldra recall desk`."""
    consequence: str = ""
    """What may happen."""
    component: str = ""
    kind: Kind = "vehicle"
    year_from: Year | None = None
    year_until: Year | None = None
    """Model years, both included. Both are left empty when unknown."""
    built_from: Day | None = None
    built_until: Day | None = None
    """Days of manufacture, both included."""
    vin_prefix: Prefix = ""
    """First characters of the VINs, at most 11; * stands for any one."""
    serial_from: Serial | None = None
    serial_until: Serial | None = None
    """Last six characters of the VIN, both included; shorter ones are filled with zeros in front."""
    vins: Vins = ()
    """VINs one by one, divided by blanks."""
    markets: Markets = ()
    """Countries in two letters (ISO 3166), divided by blanks; empty for all."""
    units_affected: int | None = Field(default=None, ge=0)
    manufacturer: str = ""
    notes: str = ""
    park_it: bool | None = None
    """Do not drive until repaired."""
    park_outside: bool | None = None
    over_the_air: bool | None = None
    demo: bool = False
    """Yes for a made-up row."""

    @model_validator(mode="after")
    def _ranges_make_sense(self) -> Self:
        for first, last in RANGES:
            begin, end = getattr(self, first), getattr(self, last)
            if begin is not None and end is not None and begin > end:
                raise _wrong(last, f"is before {first}")
            if (begin is None) != (end is None) and first not in OPEN_ENDED:
                raise _wrong(
                    first if begin is None else last, f"is empty, but {last if begin is None else first} is not"
                )
        if self.year_from and self.year_until and self.year_until - self.year_from >= MAX_YEARS_OF_A_ROW:
            raise _wrong("year_until", f"is {MAX_YEARS_OF_A_ROW} years or more after year_from")
        return self


EXPECTED: Final = {
    "vin_prefix": "is no beginning of a VIN: at most 11 digits, letters other than I, O and Q, or * for any one",
    "serial_from": "is no end of a VIN: at most 6 digits, or letters other than I, O and Q",
    "serial_until": "is no end of a VIN: at most 6 digits, or letters other than I, O and Q",
    "markets": "holds what is no country in two capital letters such as GB",
}
COLUMNS: Final = tuple(Line.model_fields)
REQUIRED: Final = tuple(name for name, field in Line.model_fields.items() if field.is_required())


def read_table(path: Path, report: Report) -> Iterator[RecallRow]:
    """The rows of a table; what is wrong goes to `report` with line and column.

    Raises `InvalidInput` if the file is not UTF-8, or its header lacks a column or has one too many.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(str(path), "is not UTF-8: save it as `CSV UTF-8`") from error
    head = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True
    )
    try:
        header = _header(path, next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                report.row(f"line {line}")
                yield from _rows(header, cells, report)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput(str(path), f"cannot be read as CSV after line {reader.line_num}: {error}") from error


def _header(path: Path, cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for problem, columns in (
        ("lacks", [name for name in REQUIRED if name not in names]),
        ("has unknown", [name for name in names if name not in COLUMNS]),
        ("repeats", sorted({name for name in names if names.count(name) > 1})),
    ):
        if columns:
            raise InvalidInput(str(path), f"line 1 {problem} column {', '.join(map(repr, columns))}")
    return names


def _rows(header: list[str], cells: list[str], report: Report) -> Iterator[RecallRow]:
    if len(cells) != len(header):
        report.skip(("", f"has {len(cells)} cells, the header {len(header)}"))
        return
    filled = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    try:
        line = Line.model_validate(filled)
    except ValidationError as error:
        report.skip(*map(_fault, error.errors()))
        return
    years = range(line.year_from, line.year_until + 1) if line.year_from and line.year_until else (None,)
    yield from (_row(line, year) for year in years)


def _fault(fault: ErrorDetails) -> tuple[str, str]:
    """Column and reason. A range that makes no sense has no place of its own in pydantic's terms."""
    if fault["type"] == "range":
        return fault["ctx"]["column"], fault["ctx"]["reason"]
    if fault["type"] == "string_pattern_mismatch":
        return str(fault["loc"][0]), EXPECTED[str(fault["loc"][0])]
    reason = "is empty" if fault["type"] == "missing" else fault["msg"].removeprefix("Value error, ")
    return str(fault["loc"][0]), reason


def _serials(line: Line) -> tuple[SerialRange, ...]:
    if line.serial_from and line.serial_until:
        return (SerialRange(prefix=line.vin_prefix, first=line.serial_from, last=line.serial_until),)
    return (SerialRange(prefix=line.vin_prefix),) if line.vin_prefix else ()


def _row(line: Line, year: int | None) -> RecallRow:
    return RecallRow(
        source=line.source,
        campaign_id=line.campaign_id,
        product=Product(
            line.make, line.model, line.built_from, line.built_until, _serials(line), line.vins, line.markets
        ),
        year=year,
        component=line.component,
        texts=Texts(line.summary, line.consequence, line.remedy, line.notes),
        flags=Flags(line.park_it, line.park_outside, line.over_the_air),
        kind=line.kind,
        manufacturer=line.manufacturer,
        units_affected=line.units_affected,
        reported_on=line.reported_on,
        demo=line.demo,
    )
