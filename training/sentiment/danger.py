"""What the danger heads learn from: `danger.yaml` and `denials.yaml`, and as harmless what is said without danger.

Harmless are the examples of every intent that is no call for help, follow-ups (both synthetic, four languages), what
people say in CLINC150 (real, English), and tweets of any mood (real, four languages): anger is no danger.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
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
    said = [text for folder in FOLDERS.values() for text, _ in read_labelled(tweets / folder, "train", SENTIMENTS)]
    return [example.text for example in read_clinc("train")] + said


def offered() -> list[str]:
    """Return what the widget offers to be sent, in every language, but for the emergency."""
    each = (words_of(Phrases, language).intents for language in SERVED_LANGUAGES)
    return [text for intents in each for name, text in intents.items() if name != "emergency"]


def word_pairs(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Return what the head over words alone learns from: more than the others, since no vector has to be made."""
    return [*pairs, *apart(pairs), *hurried(pairs)]


def apart(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Return the sentences of harmless messages that have several: at run time, too, each is judged by itself.

    Of a dangerous message nobody said which sentence it is.
    """
    known = {text for text, _ in pairs}
    several = [parts for text, kind in pairs if kind == HARMLESS and len(parts := TYPED.split(text)) > 1]
    return [(part, HARMLESS) for part in dict.fromkeys(chain.from_iterable(several)) if part and part not in known]


def hurried(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Return sentences as people in a hurry type them, without blanks and with misstruck letters.

    One in `HURRIED_STEP` of the harmless ones is enough.
    """
    dangers = [pair for pair in pairs if pair[1] != HARMLESS]
    harmless = [pair for pair in pairs if pair[1] == HARMLESS][::HURRIED_STEP]
    return [(change(text), kind) for text, kind in dangers + harmless for change in (without_blanks, misstruck)]
