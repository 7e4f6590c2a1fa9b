"""Train the three heads of the sentiment agent: `python -m agents.sentiment.train --data DIR`.

- sentiment: tweets in English, German, French and Spanish (cardiffnlp/xlm-t), `DIR/{language}/train_{text,labels}.txt`,
  labels 0 negative, 1 neutral, 2 positive.
- emotion: tweets (cardiffnlp/tweeteval), `DIR/emotion/train_{text,labels}.txt`, labels 0 anger, 1 joy, 2 optimism,
  3 sadness.
- danger: `danger.yaml` beside this file, and as harmless sentences the examples of every intent that is no call for
  help in `agents/intent/intents.yaml` (both synthetic, four languages) and negative tweets: anger is not danger.

The tweets stay under their upstream terms and are not part of this project; the trained weights are. The validation
parts are measured and printed, and never trained on.
"""

import argparse
import html
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from agents.sentiment.assess import FOLDER, HARMLESS
from contracts.base import Contract
from encoder import Encoder
from encoder.choose import encoder_for
from encoder.training import encode_all, fit_head

LANGUAGES: Final = ("english", "german", "french", "spanish")
SENTIMENTS: Final = ("negative", "neutral", "positive")
EMOTIONS: Final = ("anger", "joy", "optimism", "sadness")
TWEET_REGULARISATION: Final = 1.0
DANGER_REGULARISATION: Final = 10.0
INTENTS: Final = FOLDER.parent / "intent" / "intents.yaml"
MOST_ANGRY_TWEETS: Final = 400
"""A language: as many as there are examples of danger, about."""
CALLS_FOR_HELP: Final = {"emergency", "roadside_assistance"}

Pairs = list[tuple[str, str]]


class DangerKind(Contract):
    """One kind of danger, with examples by language."""

    name: str
    examples: dict[str, tuple[str, ...]]


class Harmless(Contract):
    """Sentences that sound alike and hold no danger, by language."""

    examples: dict[str, tuple[str, ...]]


class DangerFile(Contract):
    """`danger.yaml`."""

    kinds: tuple[DangerKind, ...]
    harmless: Harmless


def read_tweets(folder: Path, part: str, names: tuple[str, ...]) -> Pairs:
    """(text, label) pairs of one folder; `part` is `train` or `val`."""
    texts = (folder / f"{part}_text.txt").read_text(encoding="utf-8").splitlines()
    labels = (folder / f"{part}_labels.txt").read_text(encoding="utf-8").splitlines()
    return [(html.unescape(text), names[int(label)]) for text, label in zip(texts, labels, strict=True)]


def read_danger(data: Path) -> Pairs:
    """(text, kind) pairs, with `harmless` as one of the kinds."""
    file = DangerFile.model_validate(yaml.safe_load((FOLDER / "danger.yaml").read_text(encoding="utf-8")))
    kinds = [(kind.name, kind.examples) for kind in file.kinds] + [(HARMLESS, file.harmless.examples)]
    intents = yaml.safe_load(INTENTS.read_text(encoding="utf-8"))["intents"]
    kinds += [(HARMLESS, intent["examples"]) for intent in intents if intent["name"] not in CALLS_FOR_HELP]
    pairs = [(text, name) for name, examples in kinds for texts in examples.values() for text in texts]
    return pairs + [(text, HARMLESS) for language in LANGUAGES for text in angry_tweets(data / language)]


def angry_tweets(folder: Path) -> list[str]:
    """Negative tweets: people who are angry, and in no danger."""
    negative = [text for text, label in read_tweets(folder, "train", SENTIMENTS) if label == "negative"]
    return negative[:MOST_ANGRY_TWEETS]


def danger_prior(pairs: Pairs) -> dict[str, float]:
    """Half of the weight on `harmless`, the other half shared by the kinds of danger: recall matters most."""
    kinds = {kind for _, kind in pairs} - {HARMLESS}
    return {HARMLESS: 0.5} | dict.fromkeys(kinds, 0.5 / len(kinds))


def train(
    encoder: Encoder,
    name: str,
    pairs: Pairs,
    validation: Pairs,
    regularisation: float,
    prior: dict[str, float] | None = None,
) -> None:
    """Fit one head, write it, and print how many validation sentences it gets right."""
    print(f"{name}: {len(pairs)} sentences")
    vectors = encode_all(encoder, [text for text, _ in pairs])
    head = fit_head(encoder, vectors, [label for _, label in pairs], regularisation, prior)
    head.save(FOLDER / f"{name}.npz")
    if validation:
        held_out = encode_all(encoder, [text for text, _ in validation])
        right = [next(iter(head.probabilities(v))) == label for v, (_, label) in zip(held_out, validation, strict=True)]
        print(f"{name}: {np.mean(right):.3f} right of {len(right)} held-out sentences")


def main() -> None:
    """Train the heads that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the tweets")
    parser.add_argument("--only", choices=("sentiment", "emotion", "danger"))
    options = parser.parse_args()
    wanted = [options.only] if options.only else ["sentiment", "emotion", "danger"]
    encoder = encoder_for("local", "")
    if "sentiment" in wanted:
        train_part, held_out = (
            [pair for language in LANGUAGES for pair in read_tweets(options.data / language, part, SENTIMENTS)]
            for part in ("train", "val")
        )
        train(encoder, "sentiment", train_part, held_out, TWEET_REGULARISATION)
    if "emotion" in wanted:
        folder = options.data / "emotion"
        train(
            encoder,
            "emotion",
            read_tweets(folder, "train", EMOTIONS),
            read_tweets(folder, "val", EMOTIONS),
            TWEET_REGULARISATION,
        )
    if "danger" in wanted:
        pairs = read_danger(options.data)
        train(encoder, "danger", pairs, [], DANGER_REGULARISATION, danger_prior(pairs))


if __name__ == "__main__":
    main()
