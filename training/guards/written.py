"""The sentences that were written for the guards' heads (synthetic, five languages), and what a small grammar makes."""

import random
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from contracts.base import Strict
from contracts.findings.attack import AttackKind

FOLDER: Final = Path(__file__).parent
GRAMMAR_SHARE: Final = 0.4
"""Of the sentences that the grammar makes are learned: the rest would say the same again."""
SEED: Final = 7

ByLanguage = dict[str, tuple[str, ...]]
Pairs = list[tuple[str, str]]
"""(text, label)."""


class Kind(Strict):
    """One kind of attack, with examples by language."""

    name: AttackKind
    examples: ByLanguage


class Alike(Strict):
    """Sentences that share the words of attacks and are none."""

    examples: ByLanguage


class AttackFile(Strict):
    """`attacks.yaml`."""

    kinds: tuple[Kind, ...]
    harmless: Alike


class DocumentFile(Strict):
    """`documents.yaml`: orders to the machine that reads, and what manuals tell people."""

    orders: ByLanguage
    harmless: ByLanguage


class Asking(Strict):
    """What is asked, and of what: every one of `asks` goes with every one of `targets`."""

    asks: tuple[str, ...]
    targets: tuple[str, ...]


@cache
def attack_file() -> AttackFile:
    """Read `attacks.yaml`. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return AttackFile.model_validate(_read("attacks.yaml"))


@cache
def document_file() -> DocumentFile:
    """Read `documents.yaml`, likewise."""
    return DocumentFile.model_validate(_read("documents.yaml"))


def written_attacks() -> Pairs:
    """Return the (text, kind) pairs of `attacks.yaml` and of the grammar, look-alikes with the kind `harmless`."""
    kinds = [(kind.name, kind.examples) for kind in attack_file().kinds]
    pairs = [(text, name) for name, examples in kinds for text in texts_of(examples)]
    return pairs + [(text, "harmless") for text in texts_of(attack_file().harmless.examples)] + from_grammar()


def from_grammar() -> Pairs:
    """Return the (text, kind) pairs that the grammar makes, one in a few of them, the same every time."""
    lot = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    made = [
        (f"{ask} {target}", name)
        for name, languages in _read("grammar.yaml").items()
        for asking in map(Asking.model_validate, languages.values())
        for ask in asking.asks
        for target in asking.targets
    ]
    return [pair for pair in made if lot.random() < GRAMMAR_SHARE]


def texts_of(examples: ByLanguage) -> list[str]:
    """Return the sentences of all languages."""
    return [text for texts in examples.values() for text in texts]


def _read(name: str) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return read
