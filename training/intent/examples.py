"""What the intent agent learns from: our own sentences (synthetic, five languages, few Italian) and CLINC150 (real)."""

import json
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import yaml
from pydantic import Field, TypeAdapter

from agents.intent.classify import FOLLOW_UP
from agents.intent.scope import OUT_OF_SCOPE
from contracts.base import Strict

FOLDER: Final = Path(__file__).parent
EXAMPLES: Final = FOLDER / "examples.yaml"
FOLLOW_UPS: Final = FOLDER / "follow_ups.yaml"
CLINC150: Final = FOLDER / "clinc150"
CONTRASTS: Final = FOLDER / "contrasts.yaml"
FOREIGN_THINGS: Final = 4
"""Things of others that are put into each frame of the contrasts, in turn."""
OUR_THINGS: Final = 2
"""The same for our own."""


class Example(NamedTuple):
    """A sentence, its intent, and its class: CLINC150's own label, finer than our intents, or the intent itself."""

    text: str
    intent: str
    label: str
    real: bool = False
    topic: str = ""
    """Of a real sentence out of scope."""


class IntentExamples(Strict):
    """An entry of `examples.yaml`: an intent, and sentences by language."""

    name: str
    examples: dict[str, tuple[str, ...]] = Field(min_length=1)


class ExampleFile(Strict):
    """`examples.yaml`."""

    intents: tuple[IntentExamples, ...]


class Frames(Strict):
    """Requests of one kind in one language, by intent, with `{thing}` in the place of what they are about."""

    frames: dict[str, tuple[str, ...]]
    ours: tuple[str, ...] = Field(min_length=1)
    foreign: tuple[str, ...] = Field(min_length=1)


class Contrasts(Strict):
    """`contrasts.yaml`."""

    kinds: dict[str, dict[str, Frames]]
    """By name and language."""
    others: dict[str, tuple[str, ...]]
    """Whole sentences out of scope, by language."""


@cache
def read_contrasts(path: Path = CONTRASTS) -> list[Example]:
    """Return requests that are in or out of scope by what they are about alone."""
    read = Contrasts.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    written = [(text, OUT_OF_SCOPE) for texts in read.others.values() for text in texts]
    framed = [
        (frame, intent, said)
        for kind in read.kinds.values()
        for said in kind.values()
        for intent, frames in said.frames.items()
        for frame in frames
    ]
    for number, (frame, intent, said) in enumerate(framed):
        for things, count, of in ((said.foreign, FOREIGN_THINGS, OUT_OF_SCOPE), (said.ours, OUR_THINGS, intent)):
            written += [(frame.format(thing=things[(number * count + k) % len(things)]), of) for k in range(count)]
    return [Example(text, intent, intent) for text, intent in written]


@cache
def topics() -> dict[str, str]:
    """Return the topic of each of CLINC150's labels that is out of scope for us."""
    read = json.loads((CLINC150 / "topics.json").read_text(encoding="utf-8"))
    return {f"clinc150:{label}": topic for topic, labels in read.items() for label in labels}


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
    return [
        Example(
            row["text"],
            row["intent"],
            f"{row['intent']} {row['source']}",
            real=True,
            topic=topics()[row["source"]] if row["intent"] == OUT_OF_SCOPE else "",
        )
        for row in rows
    ]


def training_examples() -> list[Example]:
    """Return every example the head learns from, in a fixed order."""
    written = [(text, i.name) for i in read_intents() for texts in i.examples.values() for text in texts]
    written += [(text, FOLLOW_UP) for texts in read_follow_ups().values() for text in texts]
    return [Example(text, name, name) for text, name in written] + read_contrasts() + read_clinc("train")
