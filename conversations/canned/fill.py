"""Placeholders of canned replies, filled in from what is known. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.packet import Fact

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_GAP: Final = re.compile("⟦([^⟦⟧]*)⟧")
"""Brackets that nobody types, so that a text with a gap in it can be told from any other, and refused."""


@dataclass(frozen=True)
class Filled:
    """A text, and the names of the placeholders in it that nothing was known for."""

    text: str
    gaps: tuple[str, ...]


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Return a text with its placeholders filled in; where nothing is known their names stand in marks instead.

    What is filled in stays as it is: a name with braces in it is no placeholder.
    """
    missing = dict.fromkeys(name for name in _PLACEHOLDER.findall(text) if not values.get(name, "").strip())
    filled = _PLACEHOLDER.sub(lambda found: values[found[1]] if found[1] not in missing else f"⟦{found[1]}⟧", text)
    return Filled(filled, tuple(missing))


def placeholders_in(text: str) -> set[str]:
    """Return the names of all placeholders of a text."""
    return set(_PLACEHOLDER.findall(text))


def gaps_in(text: str) -> tuple[str, ...]:
    """Return the names of placeholders that were never filled in, for whoever is about to send a text."""
    return tuple(_GAP.findall(text))


def values_of(facts: Iterable[Fact], my_name: str) -> dict[str, str]:
    """Return what placeholders stand for, by name: recorded, else said by the customer, and the name of who answers.

    What is known in two ways, such as two days, fills none: which one is meant only a person knows.
    """
    known = dict[tuple[str, str], dict[str, str]]()
    for fact in facts:
        known.setdefault((fact.source, fact.name), {})[fact.text] = fact.text
    values = {"my_name": my_name}
    for source in ("record", "customer"):
        for (where, name), texts in known.items():
            if where == source and len(texts) == 1:
                values.setdefault(name, next(iter(texts)))
    return values
