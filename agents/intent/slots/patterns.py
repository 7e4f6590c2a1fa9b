"""Regular expressions that are made from tables of words."""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

_NAME: Final = re.compile(r"\(\?P<([a-z]+)>")


def one_of(words: Iterable[str]) -> str:
    """Alternatives, the longest first, so that "jan" does not hide "january"."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def phrase(pattern: str, parts: Mapping[str, str], left: str = r"(?<!\w)", right: str = r"(?!\w)") -> re.Pattern[str]:
    """A compiled pattern whose `{name}` are filled in. A group's name may stand in it several times: see `groups`."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    number = count()
    return re.compile(f"{left}(?:{_NAME.sub(lambda m: f'(?P<{m[1]}_{next(number)}>', pattern)}){right}")


def groups(match: re.Match[str]) -> dict[str, str]:
    """What each named group holds, by the name it was written with."""
    return {name.partition("_")[0]: text for name, text in match.groupdict().items() if text is not None}


def span(match: re.Match[str], name: str) -> tuple[int, int]:
    """Where a named group matched; the whole match if it did not."""
    found = (match.span(full) for full, text in match.groupdict().items() if text and full.startswith(f"{name}_"))
    return next(found, match.span())
