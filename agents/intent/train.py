"""Train the intent head: `python -m agents.intent.train`.

Learns from the examples in `intents.yaml` and `follow_ups.yaml` (synthetic, four languages) and from CLINC150 (real,
English, `data/`), and writes `head.npz` and `catalogue.json` beside this file. About five minutes on two cores.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import yaml
from pydantic import Field, TypeAdapter

from agents.intent.catalogue import Intent, write_catalogue
from agents.intent.classify import FOLLOW_UP, HEAD
from contracts.base import Contract
from encoder.factory import encoder_for
from encoder.ngrams import ngrams
from encoder.training import Recipe, encode_all, fit_head

FOLDER: Final = Path(__file__).parent
INTENTS: Final = FOLDER / "intents.yaml"
FOLLOW_UPS: Final = FOLDER / "follow_ups.yaml"
CLINC_TRAIN: Final = FOLDER / "data" / "clinc150_train.jsonl"
CLINC_VALIDATION: Final = FOLDER / "data" / "clinc150_validation.jsonl"
RECIPE: Final = Recipe(regularisation=1.0, machine="svm", vector_scale=3.0, with_ngrams=True, kept_ngrams=16_384)


class Example(NamedTuple):
    """A sentence, its intent, and its class: CLINC150's own label, finer than our intents, or the intent itself."""

    text: str
    intent: str
    label: str


class IntentWithExamples(Intent):
    """An entry of `intents.yaml`: the intent, and example sentences by language."""

    examples: dict[str, tuple[str, ...]] = Field(min_length=1)


class IntentFile(Contract):
    """`intents.yaml`."""

    intents: tuple[IntentWithExamples, ...]


def read_intents(path: Path = INTENTS) -> tuple[IntentWithExamples, ...]:
    """The intents with their examples. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return IntentFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).intents


def read_clinc(path: Path) -> list[Example]:
    """The sentences of one part of CLINC150."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(row["text"], row["intent"], f"{row['intent']} {row['source']}") for row in rows]


def training_examples() -> list[Example]:
    """Every example the head learns from, in a fixed order."""
    follow_ups = TypeAdapter(dict[str, tuple[str, ...]]).validate_python(yaml.safe_load(FOLLOW_UPS.read_text("utf-8")))
    written = [(text, i.name) for i in read_intents() for texts in i.examples.values() for text in texts]
    written += [(text, FOLLOW_UP) for texts in follow_ups.values() for text in texts]
    return [Example(text, name, name) for text, name in written] + read_clinc(CLINC_TRAIN)


def main() -> None:
    """Train, say how well the validation part of CLINC150 is understood, and write the artifacts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--region", default="us-east-1", help="region of the Bedrock encoder")
    parser.add_argument("--encoder", choices=("local", "bedrock"), default="local")
    options = parser.parse_args()
    started = time.monotonic()
    encoder = encoder_for(options.encoder, options.region)
    examples, validation = training_examples(), read_clinc(CLINC_VALIDATION)
    texts, intents, labels = zip(*examples, strict=True)
    head = fit_head(encoder, encode_all(encoder, texts), texts, intents, RECIPE, labels)
    head.save(HEAD)
    write_catalogue(tuple(Intent.model_validate(i.model_dump(exclude={"examples"})) for i in read_intents()))
    right = Counter(
        next(iter(head.probabilities(vector, ngrams(text)))) == intent
        for vector, (text, intent, _) in zip(encode_all(encoder, [v.text for v in validation]), validation, strict=True)
    )
    print(f"{len(examples)} sentences, {len(set(intents))} classes, {time.monotonic() - started:.0f} s")
    print(f"CLINC150 validation part: {right[True]}/{len(validation)} right")


if __name__ == "__main__":
    main()
