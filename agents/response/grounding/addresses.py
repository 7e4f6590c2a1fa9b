"""Phone numbers, web addresses and addresses of mail that a text names."""

import re
from functools import cache
from typing import Final, NamedTuple

from languages.topic import merged, words_of_all
from languages.topics.abbreviations import Abbreviations

_WEB: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@])(?:(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,}\.)+(?-i:[a-z]{2,10})(?![\w-])(?:/[^\s<>\"'()\[\]]*)?",
    re.IGNORECASE,
)
_LAST: Final = ".,;:!?…»”\"')]"
_PHONE: Final = re.compile(
    r"(?<![\w.,+/-])(?<!\d[ \u00a0\u202f])(?:\+ ?\d|\(?0\d)"
    r"(?:(?: ?\(|\) ?|[ /.\u00a0\u202f-])?\d){5,14}(?![\w%]|[.,]\d)"
    r"|(?<![\w.,+-])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\w)"
    r"|(?<![\w.,+-])[6-9]\d{2}(?: \d{2,3}){3}(?! ?\w)"
)
_ZERO: Final = re.compile(r"\(0\)")
_NOT_DIALLED: Final = re.compile(r"[^\d+]")


class Address(NamedTuple):
    """An address, spelled one way, and where it stands."""

    value: str
    start: int
    end: int


def web_addresses(text: str) -> list[Address]:
    """Return web addresses and addresses of mail, without case, protocol and "www."."""
    found = list[Address]()
    for match in _WEB.finditer(text):
        address = match.group().rstrip(_LAST)
        if address.casefold() in _abbreviations():
            continue
        value = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold()).rstrip("/")
        found.append(Address(value, match.start(), match.start() + len(address)))
    return found


def phone_numbers(text: str) -> list[Address]:
    """Return phone numbers with seven digits or more, as they are dialled; "00" before a country is "+"."""
    return [Address(_dialled(match.group()), *match.span()) for match in _PHONE.finditer(text)]


def _dialled(written: str) -> str:
    digits = _NOT_DIALLED.sub("", _ZERO.sub("", written))
    return f"+{digits[2:]}" if digits.startswith("00") else digits


@cache
def _abbreviations() -> frozenset[str]:
    """Those that look like an address: "dott.ssa"."""
    return frozenset(merged(words.always for words in words_of_all(Abbreviations)))
