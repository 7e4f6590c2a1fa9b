"""The hard facts of a text: what can be looked up in another one and is there or not."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from decimal import Decimal
from functools import cached_property
from typing import Final, Self

from agents.response.grounding.addresses import Address, phone_numbers, web_addresses
from agents.response.grounding.calendar import Named, days_named, times_named
from agents.response.grounding.quantities import Quantity, quantities, units_named

_LIST_NUMBER: Final = re.compile(r"^[ \t]*(?:[-–*•] )?\d{1,3}[.)](?=\s)", re.MULTILINE)


HEAD: Final = ": "
"""Stands between a heading and what it is of: "Pressure (bar): 2.6"."""
SECONDS: Final = "second"
"""The dimension of hours and minutes."""
TIME: Final = "time of day"
Value = tuple[str, Decimal | int]
"""What is measured, and how much."""
Span = tuple[int, int]
_KINDS: Final = ("web", "days", "times", "phones", "quantities")
_TAKEN: Final = "¤"
"""Stands where something was read: no blank, since a dash after a blank is a minus."""


class Facts:
    """What one text names. Each part of it is read once: "12.5.2026" is a day and no three numbers."""

    def __init__(self, text: str, language: str, above: Sequence[str] = ()) -> None:
        rest, self.text, self.language, self._above = text, text, language, above
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
        """Dimensions of the units that stand beside its numbers, or alone in the headings above: "Interval (years)"."""
        heads = [units_named(Facts(one, self.language).words, self.language) for one in self._above]
        return units_named(self.text, self.language).union(*heads)

    @cached_property
    def values(self) -> frozenset[Value]:
        """Its measured numbers and its times, as they are compared."""
        numbers = {(one.dimension, value) for one in self.quantities if one.dimension for value in one.measured}
        return frozenset(numbers | {(TIME, minutes) for one in self.times for minutes in one.minutes})

    @cached_property
    def measured(self) -> frozenset[str]:
        """What they measure."""
        return frozenset(dimension for dimension, _ in self.values)

    @property
    def spans(self) -> list[Span]:
        """Where its facts stand."""
        return [span for spans in self.spans_by_kind.values() for span in spans]

    @property
    def spans_by_kind(self) -> Mapping[str, list[Span]]:
        """The same by what they are; of numbers, by what they measure: "18 h" may be a time too."""
        found = defaultdict[str, list[Span]](list)
        for kind in _KINDS:
            for one in getattr(self, kind):
                measured = one.dimension or kind if isinstance(one, Quantity) else kind
                found["times" if measured == SECONDS else measured].append((one.start, one.end))
        return found

    @cached_property
    def words(self) -> str:
        """The text with a mark for each character of its facts."""
        return _without(self.rest, [(one.start, one.end) for one in self.quantities])

    def among(self, spans: Collection[Span], start: int, end: int) -> Self:
        """Return those at these spans, beside the words of a stretch of the text; spans count from its beginning."""
        part = copy(self)
        part.text, part.words = self.text[start:end], self.words[start:end]
        for kind in _KINDS:
            setattr(part, kind, tuple(one for one in getattr(self, kind) if (one.start, one.end) in spans))
        return part

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
