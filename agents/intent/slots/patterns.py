"""Which language's rules read a message, and the regular expressions that are made from tables of words."""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("en", "de", "fr", "es")
_NAME: Final = re.compile(r"\(\?P<([a-z]+)>")


def rules_of(language: str) -> str:
    """The language whose rules apply: its own, or English. `de-AT` counts as `de`."""
    primary = language.partition("-")[0].lower()
    return primary if primary in LANGUAGES else LANGUAGES[0]


def table(name: str) -> Mapping[str, Any]:
    """A file of words beside this one, by language."""
    content: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return content


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
