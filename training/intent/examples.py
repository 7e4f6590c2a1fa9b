"""What the intent head learns from: our own sentences (synthetic, five languages, few Italian) and CLINC150 (real)."""

import json
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import yaml
from pydantic import Field, TypeAdapter

from agents.intent.classify import FOLLOW_UP
from contracts.base import Strict

FOLDER: Final = Path(__file__).parent
EXAMPLES: Final = FOLDER / "examples.yaml"
FOLLOW_UPS: Final = FOLDER / "follow_ups.yaml"
CLINC150: Final = FOLDER / "clinc150"


class Example(NamedTuple):
    """A sentence, its intent, and its class: CLINC150's own label, finer than our intents, or the intent itself."""

    text: str
    intent: str
    label: str


class IntentExamples(Strict):
    """An entry of `examples.yaml`: an intent, and sentences by language."""

    name: str
    examples: dict[str, tuple[str, ...]] = Field(min_length=1)


class ExampleFile(Strict):
    """`examples.yaml`."""

    intents: tuple[IntentExamples, ...]


@cache
def read_intents(path: Path = EXAMPLES) -> tuple[IntentExamples, ...]:
    """Return the intents with their sentences. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return ExampleFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).intents


@cache
def read_follow_ups(path: Path = FOLLOW_UPS) -> dict[str, tuple[str, ...]]:
    """Return, by language, messages that only mean something after the turn before."""
    adapter = TypeAdapter(dict[str, tuple[str, ...]])
    return adapter.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))


def read_clinc(part: Literal["train", "validation"]) -> list[Example]:
    """Return the sentences of one part of CLINC150."""
    lines = (CLINC150 / f"clinc150_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Example(row["text"], row["intent"], f"{row['intent']} {row['source']}") for row in rows]


def training_examples() -> list[Example]:
    """Return every example the head learns from, in a fixed order."""
    written = [(text, i.name) for i in read_intents() for texts in i.examples.values() for text in texts]
    written += [(text, FOLLOW_UP) for texts in read_follow_ups().values() for text in texts]
    return [Example(text, name, name) for text, name in written] + read_clinc("train")
