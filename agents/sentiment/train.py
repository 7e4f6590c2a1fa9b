"""Train the three heads of the sentiment agent: `python -m agents.sentiment.train --data DIR`.

- sentiment: tweets in English, German, French and Spanish (cardiffnlp/xlm-t), `DIR/{language}/train_{text,labels}.txt`,
  labels 0 negative, 1 neutral, 2 positive.
- emotion: tweets (cardiffnlp/tweeteval), `DIR/emotion/train_{text,labels}.txt`, labels 0 anger, 1 joy, 2 optimism,
  3 sadness.
- danger: `danger.yaml` beside this file, and as harmless sentences the examples of every intent that is no call for
  help in `agents/intent/intents.yaml`, and `follow_ups.yaml` beside it (all synthetic, four languages), what people say
  in CLINC150 (real, English), and negative tweets: anger is not danger.

The tweets stay under their upstream terms and are not part of this project; the trained weights are. The validation
parts are measured and printed, and never trained on.
"""

import argparse
import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from agents.sentiment.assess import FOLDER, HARMLESS
from contracts.base import Contract
from encoder import Encoder
from encoder.factory import encoder_for
from encoder.ngrams import ngrams
from encoder.training import Recipe, encode_all, fit_head

LANGUAGES: Final = ("english", "german", "french", "spanish")
SENTIMENTS: Final = ("negative", "neutral", "positive")
EMOTIONS: Final = ("anger", "joy", "optimism", "sadness")
TWEETS: Final = Recipe(regularisation=2.0, vector_scale=3.0, with_ngrams=True)
DANGER: Final = Recipe(regularisation=10.0, vector_scale=3.0, with_ngrams=True)
WORDS: Final = Recipe(regularisation=10.0, vector_scale=0.0, with_ngrams=True)
INTENTS: Final = FOLDER.parent / "intent" / "intents.yaml"
FOLLOW_UPS: Final = INTENTS.with_name("follow_ups.yaml")
CLINC: Final = FOLDER.parent / "intent" / "data" / "clinc150_train.jsonl"
MOST_ANGRY_TWEETS: Final = 600
"""A language."""
CLINC_STEP: Final = 4
"""One in so many sentences of CLINC150 is enough."""
CALLS_FOR_HELP: Final = {"emergency", "roadside_assistance"}
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_MENTION: Final = re.compile(r"@\w+")
_ADDRESS: Final = re.compile(r"https?\S*")

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
    return [(readable(text), names[int(label)]) for text, label in zip(texts, labels, strict=True)]


def readable(tweet: str) -> str:
    """A tweet as its author saw it: escapes undone, people and addresses all alike."""
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), html.unescape(tweet)).replace("\\n", " ")
    return _ADDRESS.sub("http", _MENTION.sub("@user", text.replace('\\"', '"')))


def read_danger(data: Path) -> Pairs:
    """(text, kind) pairs, with `harmless` as one of the kinds."""
    intents = yaml.safe_load(INTENTS.read_text(encoding="utf-8"))["intents"]
    harmless = [i["examples"] for i in intents if i["name"] not in CALLS_FOR_HELP]
    pairs = [(text, HARMLESS) for examples in harmless for texts in examples.values() for text in texts]
    pairs += [(text, HARMLESS) for language in LANGUAGES for text in angry_tweets(data / language)]
    follow_ups = yaml.safe_load(FOLLOW_UPS.read_text(encoding="utf-8"))
    pairs += [(text, HARMLESS) for texts in follow_ups.values() for text in texts]
    clinc = CLINC.read_text(encoding="utf-8").splitlines()[::CLINC_STEP]
    return read_danger_file() + pairs + [(json.loads(line)["text"], HARMLESS) for line in clinc]


def read_danger_file() -> Pairs:
    """The (text, kind) pairs of `danger.yaml`."""
    file = DangerFile.model_validate(yaml.safe_load((FOLDER / "danger.yaml").read_text(encoding="utf-8")))
    kinds = [(kind.name, kind.examples) for kind in file.kinds] + [(HARMLESS, file.harmless.examples)]
    return [(text, name) for name, examples in kinds for texts in examples.values() for text in texts]


def angry_tweets(folder: Path) -> list[str]:
    """Negative tweets: people who are angry, and in no danger."""
    negative = [text for text, label in read_tweets(folder, "train", SENTIMENTS) if label == "negative"]
    return negative[:MOST_ANGRY_TWEETS]


def train(encoder: Encoder, name: str, pairs: Pairs, validation: Pairs, recipe: Recipe) -> None:
    """Fit one head, write it, and print how many validation sentences it gets right."""
    print(f"{name}: {len(pairs)} sentences")
    texts, labels = [text for text, _ in pairs], [label for _, label in pairs]
    head = fit_head(encoder, encode_all(encoder, texts), texts, labels, recipe)
    head.save(FOLDER / f"{name}.npz")
    if validation:
        held_out = encode_all(encoder, [text for text, _ in validation])
        right = [
            next(iter(head.probabilities(vector, ngrams(text)))) == label
            for vector, (text, label) in zip(held_out, validation, strict=True)
        ]
        print(f"{name}: {np.mean(right):.3f} right of {len(right)} held-out sentences")


def evenly(recipe: Recipe, pairs: Pairs) -> Recipe:
    """The recipe with every label counting alike."""
    labels = Counter(label for _, label in pairs)
    return recipe._replace(prior=dict.fromkeys(labels, 1 / len(labels)))


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
        train(encoder, "sentiment", train_part, held_out, evenly(TWEETS, train_part))
    if "emotion" in wanted:
        train_part, held_out = (read_tweets(options.data / "emotion", part, EMOTIONS) for part in ("train", "val"))
        train(encoder, "emotion", train_part, held_out, evenly(TWEETS, train_part))
    if "danger" in wanted:
        pairs = read_danger(options.data)
        train(encoder, "danger", pairs, [], DANGER)
        train(
            encoder, "danger_words", [(text, kind if kind == HARMLESS else "danger") for text, kind in pairs], [], WORDS
        )


if __name__ == "__main__":
    main()
