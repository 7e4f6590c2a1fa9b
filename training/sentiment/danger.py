"""What the danger heads learn from: `danger.yaml` and `denials.yaml`, and as harmless what is said without danger.

Harmless are the examples of every intent that is no call for help, follow-ups (both synthetic, four languages), what
people say in CLINC150 (real, English), and tweets of any mood (real, four languages): anger is no danger.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from contracts.base import Strict
from danger.words import HARMLESS
from languages.phrases import Phrases
from languages.sentences import TYPED
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from training.intent.examples import read_clinc, read_follow_ups, read_intents
from training.sentiment.denials import said
from training.sentiment.hurry import misstruck, without_blanks
from training.tweets import FOLDERS, SENTIMENTS, read_labelled

FILE: Final = Path(__file__).with_name("danger.yaml")
HURRIED_STEP: Final = 8
CALLS_FOR_HELP: Final = {"emergency", "roadside_assistance"}
MIXED: Final = "mixed"
"""The kind of families whose sentences are of several kinds: which one, the head for kinds does not learn from them."""
TOLD: Final = "harmless, told to friends"
ASKED: Final = "harmless, asked of a machine"
HARMLESS_GROUPS: Final = (HARMLESS, TOLD, ASKED)
"""Who says what is harmless, for the head over words: tweets, CLINC150, and the rest, which is written."""

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
    """Return all that the heads learn from, written ones first; `tweets` holds a folder a language.

    No text is there twice: what is written as a danger counts as one, whoever else says it.
    """
    calm = [i.examples for i in read_intents() if i.name not in CALLS_FOR_HELP]
    harmless = [text for examples in calm for texts in examples.values() for text in texts]
    harmless += offered()
    harmless += [text for texts in read_follow_ups().values() for text in texts]
    harmless += real_messages(tweets)
    written = written_pairs() + [(one.text, one.kind) for one in said()]
    known = {text for text, _ in written}
    return written + [(text, HARMLESS) for text in dict.fromkeys(harmless) if text not in known]


def real_messages(tweets: Path) -> list[str]:
    """Return what real people say without danger: CLINC150, and tweets of any mood."""
    return [example.text for example in read_clinc("train")] + _tweeted(tweets)


def _tweeted(tweets: Path) -> list[str]:
    return [text for folder in FOLDERS.values() for text, _ in read_labelled(tweets / folder, "train", SENTIMENTS)]


def offered() -> list[str]:
    """Return what the widget offers to be sent, in every language, but for the emergency."""
    each = (words_of(Phrases, language).intents for language in SERVED_LANGUAGES)
    return [text for intents in each for name, text in intents.items() if name != "emergency"]


def word_pairs(pairs: Sequence[tuple[str, str]], tweets: Path) -> Pairs:
    """Return (text, group) pairs that the head over words alone learns from: more, since no vector has to be made.

    The group of a danger is its kind; what is harmless has one by who says it. People who tell their day, who ask a
    machine for something, and who write to a garage share few words: to tell danger from each of them is easier than
    from all of them at once. Copies in a hurry are nobody's own.
    """
    told, asked = set(_tweeted(tweets)), {example.text for example in read_clinc("train")}

    def group(text: str, kind: str) -> str:
        if kind != HARMLESS:
            return kind
        return TOLD if text in told else ASKED if text in asked else HARMLESS

    grouped = [(text, group(text, kind)) for text, kind in pairs]
    return [*grouped, *apart(grouped), *hurried(pairs)]


def apart(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Return the sentences of harmless messages that have several: at run time, too, each is judged by itself.

    Of a dangerous message nobody said which sentence it is.
    """
    known = {text for text, _ in pairs}
    several = [
        (parts, group) for text, group in pairs if group in HARMLESS_GROUPS and len(parts := TYPED.split(text)) > 1
    ]
    group_of = {part: group for parts, group in several for part in parts if part and part not in known}
    return list(group_of.items())


def hurried(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Return sentences as people in a hurry type them, without blanks and with misstruck letters.

    One in `HURRIED_STEP` of the harmless ones is enough.
    """
    dangers = [pair for pair in pairs if pair[1] != HARMLESS]
    harmless = [pair for pair in pairs if pair[1] == HARMLESS][::HURRIED_STEP]
    return [(change(text), kind) for text, kind in dangers + harmless for change in (without_blanks, misstruck)]
