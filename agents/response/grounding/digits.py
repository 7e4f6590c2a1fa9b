"""What the digits of a number mean: its separators group thousands, or begin decimals."""

import re
from decimal import Decimal
from typing import Final

_GROUPS: Final = re.compile(r"[.,'’ \u00a0\u202f](?=\d{3}(?!\d))")
_SEPARATORS: Final = re.compile(r"[.,'’ \u00a0\u202f]")
_PARTS: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def readings(digits: str, part: str | None, group: str) -> frozenset[Decimal]:
    """Return what digits may mean: before three of them `group`, the language's own, groups thousands; others may."""
    added = _PARTS[part] if part else Decimal(0)
    written = Decimal(_GROUPS.sub("", digits).replace(",", ".")) + added
    separators = _SEPARATORS.findall(digits)
    may_be_decimal = len(separators) == 1 and separators[0] in ".," and separators[0] != group
    if not may_be_decimal or not _GROUPS.search(digits):
        return frozenset({written})
    decimal = Decimal(digits.replace(",", ".")) + added
    return frozenset({decimal} if digits.startswith("0") else {written, decimal})
