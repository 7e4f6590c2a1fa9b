"""What a model says that a message names. Its word alone is worth nothing: only what stands in the message counts."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from pydantic import Field

from contracts.base import Strict
from contracts.findings.intent import Slot

NamedType = Literal["date", "time", "mileage", "place", "plate", "vin", "booking_number", "phone"]
_DATE: Final = re.compile(r"20\d\d-\d\d-\d\d")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_KILOMETRES: Final = re.compile(r"\d{1,7}")
_PHONE: Final = re.compile(r"\+\d{6,15}")
_VIN: Final = re.compile(r"[A-HJ-NPR-Z0-9]{17}")


class NamedInMessage(Strict):
    """Something that the message names."""

    type: NamedType
    text: str = Field(min_length=1, description="exactly as it stands in the message")
    value: str = Field(
        description="day as 2026-11-24, time as 09:30, kilometres as digits, phone as +49..., else as text"
    )


def with_named(text: str, slots: tuple[Slot, ...], named: Sequence[NamedInMessage]) -> tuple[Slot, ...]:
    """Return the slots with what a model names that stands in the text, has a value, and that no rule has found."""
    found = list(slots)
    for one in named:
        value, start = _VALUE_OF[one.type](one), text.find(one.text)
        end = start + len(one.text)
        taken = any(start < slot.end and slot.start < end for slot in found)
        if start >= 0 and one.text.strip() and value and not taken:
            found.append(Slot(type=one.type, text=one.text, value=value, start=start, end=end))
    return tuple(sorted(found, key=lambda slot: slot.start))


def _day(one: NamedInMessage) -> str:
    try:
        return str(date.fromisoformat(one.value)) if _DATE.fullmatch(one.value) else ""
    except ValueError:
        return ""


def _time(one: NamedInMessage) -> str:
    return one.value if _TIME.fullmatch(one.value) else ""


def _mileage(one: NamedInMessage) -> str:
    """Kilometres that begin with the figures of the text, if it has any: "80k" is 80000."""
    figures = _digits(one.text).rstrip("0")
    return one.value if _KILOMETRES.fullmatch(one.value) and one.value.startswith(figures) else ""


def _phone(one: NamedInMessage) -> str:
    """The number of the text behind the code of a country: a model can count out the code, and nothing else."""
    figures = _digits(one.text).lstrip("0")
    return one.value if figures and _PHONE.fullmatch(one.value) and one.value.endswith(figures) else ""


def _vin(one: NamedInMessage) -> str:
    value = _unspaced(one)
    return value if _VIN.fullmatch(value) else ""


def _unspaced(one: NamedInMessage) -> str:
    return "".join(one.text.split()).upper()


def _name(one: NamedInMessage) -> str:
    return " ".join(one.text.split())


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdigit())


_VALUE_OF: Final[Mapping[NamedType, Callable[[NamedInMessage], str]]] = {
    "date": _day,
    "time": _time,
    "mileage": _mileage,
    "place": _name,
    "plate": _unspaced,
    "vin": _vin,
    "booking_number": _unspaced,
    "phone": _phone,
}
"""The value in its one form (`contracts/findings/intent.py`), empty where there is none. What can be read from the text
is: a model cannot put another plate in its place."""
