"""Train the intent head: `python -m agents.intent.train`.

Learns from the examples in `intents.yaml` (synthetic, four languages) and from CLINC150 (real, English, `data/`), and
writes `head.npz` and `catalogue.json` beside this file. About three minutes on two cores.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Final

import yaml
from pydantic import Field

from agents.intent.catalogue import Intent, write_catalogue
from agents.intent.classify import HEAD
from contracts.base import Contract
from encoder.choose import encoder_for
from encoder.training import encode_all, fit_head

FOLDER: Final = Path(__file__).parent
INTENTS: Final = FOLDER / "intents.yaml"
CLINC_TRAIN: Final = FOLDER / "data" / "clinc150_train.jsonl"
CLINC_VALIDATION: Final = FOLDER / "data" / "clinc150_validation.jsonl"
REGULARISATION: Final = 10.0
MOST_OUT_OF_SCOPE: Final = 4000
"""CLINC150 holds 9,273 sentences outside our scope; a spread of these is enough and halves training time."""


class IntentWithExamples(Intent):
    """An entry of `intents.yaml`: the intent, and example sentences by language."""

    examples: dict[str, tuple[str, ...]] = Field(min_length=1)


class IntentFile(Contract):
    """`intents.yaml`."""

    intents: tuple[IntentWithExamples, ...]


def read_intents(path: Path = INTENTS) -> tuple[IntentWithExamples, ...]:
    """The intents with their examples. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return IntentFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).intents


def read_clinc(path: Path) -> list[tuple[str, str]]:
    """(sentence, intent) pairs."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], row["intent"]) for row in rows]


def training_pairs() -> list[tuple[str, str]]:
    """Every (sentence, intent) pair the head learns from, in a fixed order."""
    synthetic = [(text, i.name) for i in read_intents() for texts in i.examples.values() for text in texts]
    clinc = read_clinc(CLINC_TRAIN)
    outside = [pair for pair in clinc if pair[1] == "out_of_scope"]
    step = max(1, len(outside) // MOST_OUT_OF_SCOPE)
    return synthetic + [pair for pair in clinc if pair[1] != "out_of_scope"] + outside[::step]


def main() -> None:
    """Train, say how well the validation part of CLINC150 is understood, and write the artifacts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--region", default="us-east-1", help="region of the Bedrock encoder")
    parser.add_argument("--encoder", choices=("local", "bedrock"), default="local")
    options = parser.parse_args()
    started = time.monotonic()
    encoder = encoder_for(options.encoder, options.region)
    pairs, validation = training_pairs(), read_clinc(CLINC_VALIDATION)
    vectors = encode_all(encoder, [text for text, _ in pairs])
    head = fit_head(encoder, vectors, [intent for _, intent in pairs], REGULARISATION)
    head.save(HEAD)
    write_catalogue(tuple(Intent.model_validate(i.model_dump(exclude={"examples"})) for i in read_intents()))
    right = Counter(
        next(iter(head.probabilities(vector))) == intent
        for vector, (_, intent) in zip(encode_all(encoder, [t for t, _ in validation]), validation, strict=True)
    )
    print(f"{len(pairs)} sentences, {len(head.labels)} intents, {time.monotonic() - started:.0f} s")
    print(f"CLINC150 validation part: {right[True]}/{len(validation)} right")


if __name__ == "__main__":
    main()
