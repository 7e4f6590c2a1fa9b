"""What the danger heads learn from: `danger.yaml` and `denials.yaml`, and as harmless what is said without danger.

Harmless are the examples of every intent that is no call for help, follow-ups (both synthetic, four languages), what
people say in CLINC150 (real, English), and negative tweets: anger is not danger.
"""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from contracts.base import Strict
from danger.words import HARMLESS
from training.intent.examples import read_clinc, read_follow_ups, read_intents
from training.sentiment.denials import said
from training.tweets import FOLDERS, SENTIMENTS, read_labelled

FILE: Final = Path(__file__).with_name("danger.yaml")
MOST_ANGRY_TWEETS: Final = 600
"""A language."""
CLINC_STEP: Final = 4
"""One in so many sentences of CLINC150 is enough."""
CALLS_FOR_HELP: Final = {"emergency", "roadside_assistance"}

Pairs = list[tuple[str, str]]


class DangerKind(Strict):
    """One kind of danger, with examples by language."""

    name: str
    examples: dict[str, tuple[str, ...]]


class Harmless(Strict):
    """Sentences that sound alike and hold no danger, by language."""

    examples: dict[str, tuple[str, ...]]


class DangerFile(Strict):
    """`danger.yaml`."""

    kinds: tuple[DangerKind, ...]
    harmless: Harmless

    def by_language(self) -> list[tuple[str, str]]:
        """Return every (sentence, language) pair, in the order of the file."""
        groups = [kind.examples for kind in self.kinds] + [self.harmless.examples]
        return [(text, language) for group in groups for language, texts in group.items() for text in texts]


@cache
def read_danger_file(path: Path = FILE) -> DangerFile:
    """Return the file. Raises pydantic's `ValidationError`, naming the entry that is wrong."""
    return DangerFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def written_pairs() -> Pairs:
    """Return the (text, kind) pairs of `danger.yaml`, with `harmless` as one of the kinds."""
    file = read_danger_file()
    kinds = [(kind.name, kind.examples) for kind in file.kinds] + [(HARMLESS, file.harmless.examples)]
    return [(text, name) for name, examples in kinds for texts in examples.values() for text in texts]


def danger_pairs(tweets: Path) -> Pairs:
    """Return all that the heads learn from, those of `danger.yaml` first; `tweets` holds a folder a language."""
    calm = [i.examples for i in read_intents() if i.name not in CALLS_FOR_HELP]
    harmless = [text for examples in calm for texts in examples.values() for text in texts]
    harmless += [text for folder in FOLDERS.values() for text in angry_tweets(tweets / folder)]
    harmless += [text for texts in read_follow_ups().values() for text in texts]
    harmless += [example.text for example in read_clinc("train")[::CLINC_STEP]]
    return written_pairs() + [(one.text, one.kind) for one in said()] + [(text, HARMLESS) for text in harmless]


def word_pairs(tweets: Path) -> Pairs:
    """Return what the head over words alone learns from: more real sentences, since they need not be encoded.

    These are all of CLINC150's training part, and all tweets, whatever their mood.
    """
    pairs = danger_pairs(tweets)
    seen = {text for text, _ in pairs}
    more = [example.text for example in read_clinc("train")]
    more += [text for folder in FOLDERS.values() for text, _ in read_labelled(tweets / folder, "train", SENTIMENTS)]
    return pairs + [(text, HARMLESS) for text in dict.fromkeys(more) if text not in seen]


def angry_tweets(folder: Path) -> list[str]:
    """Return negative tweets: people who are angry, and in no danger."""
    negative = [text for text, label in read_labelled(folder, "train", SENTIMENTS) if label == "negative"]
    return negative[:MOST_ANGRY_TWEETS]
