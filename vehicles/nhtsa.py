"""Recalls as the US National Highway Traffic Safety Administration (NHTSA) publishes them.

Two formats, both public domain as works of the US government:

- the flat files `FLAT_RCL_PRE_2010.txt` and `FLAT_RCL_POST_2010.txt` (before: `FLAT_RCL.txt`), as `RCL.txt` at
  static.nhtsa.gov/odi/ffdd/rcl describes them. Followed is its version of May 2025 with 29 fields. Earlier ones ended
  after CORRECTIVE_ACTION (22, before September 2007), NOTES (23), RCL_CMPT_ID (24, March 2008) and MFR_COMP_PTNO
  (27, March 2020). Tabs divide, there is no header and no quoting, and dates are YYYYMMDD.
- the answer of api.nhtsa.gov/recalls/recallsByVehicle, whose dates are dd/mm/yyyy.

Of the flat file's fields these are not kept: RECORD_ID (it changes with every edition), ODATE, INFLUENCED_BY, MFGTXT,
DATEA, RPNO, FMVSS, RCL_CMPT_ID and MFR_COMP_*.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from contracts.errors import InvalidInput
from vehicles.campaigns import Flags, Product, RecallRow, Texts
from vehicles.plain_text import plain_text
from vehicles.recalls import Kind
from vehicles.report import Report

FLAT_FILE: Final = "NHTSA flat file"
API: Final = "NHTSA API"
FIELDS: Final = (
    "RECORD_ID",
    "CAMPNO",
    "MAKETXT",
    "MODELTXT",
    "YEARTXT",
    "MFGCAMPNO",
    "COMPNAME",
    "MFGNAME",
    "BGMAN",
    "ENDMAN",
    "RCLTYPECD",
    "POTAFF",
    "ODATE",
    "INFLUENCED_BY",
    "MFGTXT",
    "RCDATE",
    "DATEA",
    "RPNO",
    "FMVSS",
    "DESC_DEFECT",
    "CONEQUENCE_DEFECT",
    "CORRECTIVE_ACTION",
    "NOTES",
    "RCL_CMPT_ID",
    "MFR_COMP_NAME",
    "MFR_COMP_DESC",
    "MFR_COMP_PTNO",
    "DO_NOT_DRIVE",
    "PARK_OUTSIDE",
)
"""In the order of the file, spelt as NHTSA spells them."""
WIDTHS: Final = (22, 23, 24, 27, 29)
"""Numbers of fields that editions of the file have had."""
UNKNOWN_YEAR: Final = "9999"
YEARS: Final = range(1900, 2100)
NOT_REPORTED: Final = "NR (Not Reported)"
KINDS: Final[dict[str, Kind]] = {"V": "vehicle", "E": "equipment", "T": "tyre", "C": "child_seat"}
LONGEST_KIND: Final = 4
LONGEST_YEAR: Final = 4
LONGEST_NUMBER: Final = 9
"""Characters, by `RCL.txt`."""
_SAID: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def read_flat_file(path: Path, report: Report) -> Iterator[RecallRow]:
    """The rows of a flat file, one by one; what is wrong goes to `report` with its line number."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            text = _decoded(line.rstrip(b"\r\n"))
            if not text.strip():
                continue
            report.row(f"line {number}")
            values = text.split("\t")
            if len(values) not in WIDTHS:
                report.skip(("", f"has {len(values)} fields; the file's editions have 22, 23, 24, 27 or 29"))
                continue
            row = _flat_row(dict(zip(FIELDS, values, strict=False)), report)
            if row is not None:
                yield row


def read_api(path: Path, report: Report) -> Iterator[RecallRow]:
    """The results of a stored API answer. Raises `InvalidInput` if the file is no such answer."""
    try:
        answer = json.loads(path.read_bytes())
        results, count = answer["results"], answer.get("Count")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInput(str(path), "is no answer of the recalls API: JSON with `Count` and `results`") from error
    if not isinstance(results, list):
        raise InvalidInput(str(path), "is no answer of the recalls API: `results` is no list")
    for number, result in enumerate(results, start=1):
        report.row(f"result {number}")
        if not isinstance(result, dict):
            report.skip(("", "is no object"))
        elif (row := _api_row(result, report)) is not None:
            yield row
    if count is not None and count != len(results):
        report.place = "Count"
        report.note("", f"says {count}, but there are {len(results)} results")


def _flat_row(values: dict[str, str], report: Report) -> RecallRow | None:
    code = values["RCLTYPECD"].strip()
    if len(code) > LONGEST_KIND:
        report.skip(("RCLTYPECD", "holds no type of recall: the fields are shifted"))
        return None
    if not _has_identity(values, ("CAMPNO", "MAKETXT", "MODELTXT"), report):
        return None
    begin, end = _build_dates(values, report)
    return RecallRow(
        source=FLAT_FILE,
        campaign_id=values["CAMPNO"].strip(),
        product=Product(plain_text(values["MAKETXT"]), plain_text(values["MODELTXT"]), begin, end),
        year=_year(values["YEARTXT"], "YEARTXT", report),
        component=plain_text(values["COMPNAME"]),
        texts=Texts(
            plain_text(values["DESC_DEFECT"]),
            plain_text(values["CONEQUENCE_DEFECT"]),
            plain_text(values["CORRECTIVE_ACTION"]),
            plain_text(values.get("NOTES", "")),
        ),
        flags=Flags(
            _flag(values.get("DO_NOT_DRIVE"), "DO_NOT_DRIVE", report),
            _flag(values.get("PARK_OUTSIDE"), "PARK_OUTSIDE", report),
        ),
        kind=KINDS.get(code.upper(), "other"),
        manufacturer=plain_text(values["MFGNAME"]),
        manufacturer_id=_manufacturer_id(values["MFGCAMPNO"]),
        units_affected=_number(values["POTAFF"], "POTAFF", report),
        reported_on=_day(values["RCDATE"], "RCDATE", report),
    )


def _api_row(result: dict[str, Any], report: Report) -> RecallRow | None:
    values = {name: "" if value is None else str(value) for name, value in result.items()}
    if not _has_identity(values, ("NHTSACampaignNumber", "Make", "Model"), report):
        return None
    return RecallRow(
        source=API,
        campaign_id=values["NHTSACampaignNumber"].strip(),
        product=Product(plain_text(values["Make"]), plain_text(values["Model"])),
        year=_year(values.get("ModelYear", ""), "ModelYear", report),
        component=plain_text(values.get("Component", "")),
        texts=Texts(*(plain_text(values.get(name, "")) for name in ("Summary", "Consequence", "Remedy", "Notes"))),
        flags=Flags(*(_flag(values.get(name), name, report) for name in ("parkIt", "parkOutSide", "overTheAirUpdate"))),
        manufacturer=plain_text(values.get("Manufacturer", "")),
        reported_on=_day_of_api(values.get("ReportReceivedDate", ""), report),
    )


def _decoded(line: bytes) -> str:
    """Most lines are ASCII; some come from Windows, and a few hold bytes that only Latin-1 has a letter for."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def _has_identity(values: dict[str, str], names: tuple[str, ...], report: Report) -> bool:
    missing = [name for name in names if not values.get(name, "").strip()]
    if missing:
        report.skip(*((name, "is empty") for name in missing))
    return not missing


def _build_dates(values: dict[str, str], report: Report) -> tuple[date | None, date | None]:
    begin, end = (_day(values[name], name, report) for name in ("BGMAN", "ENDMAN"))
    if begin is not None and end is not None and begin > end:
        report.note("ENDMAN", "is before BGMAN; both are left out")
        return None, None
    return begin, end


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _year(text: str, column: str, report: Report) -> int | None:
    text = text.strip()
    if text in ("", UNKNOWN_YEAR):
        return None
    if len(text) == LONGEST_YEAR and _is_number(text) and int(text) in YEARS:
        return int(text)
    report.note(column, f"{text[:20]!r} is no year; taken as unknown")
    return None


def _number(text: str, column: str, report: Report) -> int | None:
    text = text.strip()
    if not text:
        return None
    if len(text) <= LONGEST_NUMBER and _is_number(text):
        return int(text)
    report.note(column, f"{text[:20]!r} is no number")
    return None


def _day(text: str, column: str, report: Report) -> date | None:
    text = text.strip()
    day = _compact_day(text)
    if text and day is None:
        report.note(column, f"{text[:20]!r} is no date such as 20260531")
    return day


@lru_cache(maxsize=16_384)
def _compact_day(text: str) -> date | None:
    if not (len(text) == 8 and _is_number(text)):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _day_of_api(text: str, report: Report) -> date | None:
    if not text.strip():
        return None
    try:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        report.note("ReportReceivedDate", f"{text[:20]!r} is no date such as 31/05/2026")
        return None


def _flag(text: str | None, column: str, report: Report) -> bool | None:
    if text is None or not text.strip():
        return None
    said = _SAID.get(text.strip().lower())
    if said is None:
        report.note(column, f"{text[:20]!r} is neither Yes nor No")
    return said


def _manufacturer_id(text: str) -> str:
    text = plain_text(text)
    return "" if text == NOT_REPORTED else text
