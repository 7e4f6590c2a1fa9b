"""What is said around danger, family by family: `denials.yaml`, synthetic, five languages.

A family is one way to say it. Whoever validates holds back whole families, so that no wording is on both sides.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import yaml
from pydantic import Field

from contracts.base import Strict

FILE: Final = Path(__file__).with_name("denials.yaml")
_FURTHER: Final = 3
"""How far apart the two requests are that one sentence is joined with."""


class Family(Strict):
    """One way to say it, with examples by language."""

    family: str
    kind: str
    """`harmless`, a kind of danger, `unclear` where none fits, or `mixed` where each sentence is of another."""
    joined: bool = False
    """Each example also stands before and after a request."""
    things: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What each example is said of, by language, in the place of its `{}`."""
    examples: dict[str, tuple[str, ...]]


class DenialFile(Strict):
    """`denials.yaml`."""

    requests: dict[str, tuple[str, ...]]
    """What customers ask beside it, by language; each may follow a comma."""
    families: tuple[Family, ...]


class Said(NamedTuple):
    """One message, what it is, and its family."""

    text: str
    kind: str
    family: str


@cache
def read_denials(path: Path = FILE) -> DenialFile:
    """Return the file. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return DenialFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def said() -> list[Said]:
    """Return every message of the file, joined ones included, in a fixed order."""
    file = read_denials()
    return [
        Said(text, family.kind, family.family)
        for family in file.families
        for language, examples in family.examples.items()
        for number, example in enumerate(_of_each(examples, family.things.get(language, ())))
        for text in _ways(example, number, file.requests[language] if family.joined else ())
    ]


def _of_each(examples: tuple[str, ...], things: tuple[str, ...]) -> list[str]:
    return [example.format(thing) for example in examples for thing in things] if things else list(examples)


def _ways(example: str, number: int, requests: tuple[str, ...]) -> Iterator[str]:
    yield example
    if requests:
        after, before = (requests[(number + further) % len(requests)] for further in (0, _FURTHER))
        yield f"{example}, {after}"
        yield f"{before[0].upper()}{before[1:]}. {example}."
