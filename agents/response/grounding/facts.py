"""The hard facts of a text: what can be looked up in another one and is there or not."""

import re
from functools import cached_property
from typing import Final

from agents.response.grounding.addresses import Address, phone_numbers, web_addresses
from agents.response.grounding.calendar import Named, days_named, times_named
from agents.response.grounding.quantities import Quantity, quantities, units_named

_LIST_NUMBER: Final = re.compile(r"^[ \t]*(?:[-–*•] )?\d{1,3}[.)](?=\s)", re.MULTILINE)


_TAKEN: Final = "¤"
"""Stands where something was read: no blank, since a dash after a blank is a minus."""


class Facts:
    """What one text names. Each part of it is read once: "12.5.2026" is a day and no three numbers."""

    def __init__(self, text: str, language: str) -> None:
        rest, self._text, self._language = text, text, language
        web = web_addresses(rest)
        rest = _without(rest, [(one.start, one.end) for one in web])
        days = days_named(rest, language)
        rest = _without(rest, [(one.start, one.end) for one in days])
        rest = _LIST_NUMBER.sub(_blank, rest)
        times = times_named(rest, language)
        rest = _without(rest, [(one.start, one.end) for one in times])
        phones = phone_numbers(rest)
        rest = _without(rest, [(one.start, one.end) for one in phones])
        self.web: tuple[Address, ...] = tuple(web)
        self.days: tuple[Named, ...] = tuple(days)
        self.times: tuple[Named, ...] = tuple(times)
        self.phones: tuple[Address, ...] = tuple(phones)
        self.quantities: tuple[Quantity, ...] = tuple(quantities(rest, language))
        self.rest = rest
        """The text with a mark for each character of addresses, days, times and phone numbers."""

    @cached_property
    def units(self) -> frozenset[str]:
        """Dimensions of the units that it names."""
        return units_named(self._text, self._language)

    @property
    def any(self) -> bool:
        """Whether it names anything that wants a source."""
        return bool(self.days or self.times or self.phones or self.web or self.quantities)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _TAKEN * (end - start) + text[end:]
    return text
