"""Lines of plain text to paragraphs and lists."""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from knowledge.formats.blocks import Kind

_ITEM: Final = re.compile(r"\s*(?:[-*+•●▪◦‣∙·–]|\d{1,3}[.)])\s+(?=\S)")
_BULLET: Final = re.compile(r"^(\s*)[*+•●▪◦‣∙·–]\s+")


class Group(NamedTuple):
    """Lines that belong together."""

    kind: Kind
    lines: list[str]


def _never(line: str) -> bool:
    return False


def grouped(lines: Iterable[str], ends: Callable[[str], bool] = _never) -> list[Group]:
    """Paragraphs and lists. An empty line ends a group, and so does a line of a paragraph for which `ends` is true."""
    groups, joining, ended = list[Group](), False, False
    for line in lines:
        if not line.strip():
            joining = False
            continue
        item = starts_item(line)
        if joining and (groups[-1].kind == "list" if item else not ended):
            groups[-1].lines.append(line)
        else:
            groups.append(Group("list" if item else "text", [line]))
        joining, ended = True, ends(line)
    return groups


def with_hyphen_bullets(item: str) -> str:
    """A list item with `-` instead of whatever stands for a bullet."""
    return _BULLET.sub(r"\1- ", item)


def starts_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return bool(_ITEM.match(line))
