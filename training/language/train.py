"""The head that tells languages: words only, the same for every encoder.

Our four languages are learnt from the project's own examples (synthetic) and from tweets (cardiffnlp/xlm-t); the others
from `others.yaml` (synthetic); and all from everyday words (`everyday.yaml`) and from the translations of programs that
a Debian system carries below `/usr/share/locale`. Tweets and translations stay under their own terms and are not part
of this project; the trained weights are. About two minutes on one core; the same data gives the same file.
"""

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from languages.detect import HEAD
from languages.normalise import without_accents
from languages.telling_words import telling_words
from languages.word_head import NgramWeights, WordHead
from training.fit import Recipe, fit_word_head
from training.intent.examples import read_follow_ups, read_intents
from training.language.catalogues import translations
from training.run import Run
from training.sentiment.danger import read_danger_file
from training.tweets import FOLDERS, read_texts
from training.written import write_head

FOLDER: Final = Path(__file__).parent
OTHERS: Final = FOLDER / "others.yaml"
EVERYDAY: Final = FOLDER / "everyday.yaml"
CATALOGUES: Final = Path("/usr/share/locale")
"""Where the translations of programs lie."""
REGULARISATION: Final = 10.0
RUN_LENGTHS: Final = (1, 2, 2, 3, 3, 4, 5, 6, 8)
"""Words in the runs that are cut from a sentence: customers write less than authors."""
RUNS: Final = 2
ROUNDS: Final = 5
"""How often `others.yaml` and `everyday.yaml` are cut anew: they are short."""
PLAIN_SHARE: Final = 0.35
"""Of the runs lose their accents, as on a foreign keyboard."""
GRID: Final = 16
"""Weights are kept to a sixteenth: finer steps decide nothing, and the file shrinks."""

Pairs = list[tuple[str, str]]


def read_ours() -> Pairs:
    """Return the project's own sentences, with their language; those in which there are tweets too."""
    groups = [intent.examples for intent in read_intents()] + [read_follow_ups()]
    pairs = [(text, language) for group in groups for language, texts in group.items() for text in texts]
    return [pair for pair in pairs + read_danger_file().by_language() if pair[1] in FOLDERS]


def read_others(path: Path = OTHERS) -> Pairs:
    """Return sentences in other languages, with their language."""
    texts: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(text, language) for language, listed in texts.items() for text in listed]


def read_everyday(path: Path = EVERYDAY) -> Pairs:
    """The everyday words of each language, one by one."""
    words: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(word, language) for language, text in words.items() for word in text.split()]


def read_tweets(tweets: Path) -> Pairs:
    """Return tweets in our four languages. A few are in another language, or in two."""
    return [(text, language) for language, folder in FOLDERS.items() for text in read_texts(tweets / folder, "train")]


def with_runs_of_words(pairs: Iterable[tuple[str, str]], runs: int, seed: int) -> Pairs:
    """Every text as a whole and as short runs of its words, some without accents."""
    generator, pieces = random.Random(seed), Pairs()  # noqa: S311 - sentences, no secrets
    for text, language in pairs:
        words = telling_words(text)
        if not words:
            continue
        spans = [words]
        for _ in range(runs):
            length = min(len(words), generator.choice(RUN_LENGTHS))
            start = generator.randrange(len(words) - length + 1)
            spans.append(words[start : start + length])
        for span in spans:
            piece = " ".join(span)
            pieces.append((without_accents(piece) if generator.random() < PLAIN_SHARE else piece, language))
    return pieces


def training_pieces(tweets: Path, catalogues: Path) -> Pairs:
    """Return everything the head learns from, in a fixed order."""
    ours, others = read_ours() + read_tweets(tweets), read_others()
    languages = list(dict.fromkeys(language for _, language in others))
    interface = [pair for language in (*FOLDERS, *languages) for pair in translations(catalogues, language)]
    pieces = with_runs_of_words(ours, RUNS, 1) + with_runs_of_words(interface, RUNS, 2)
    few = others + read_everyday()
    return pieces + [piece for number in range(ROUNDS) for piece in with_runs_of_words(few, RUNS, 3 + number)]


def recipe(languages: Iterable[str]) -> Recipe:
    """Every language counts alike: how common each is gets weighed when a message is read."""
    names = set(languages)
    return Recipe(REGULARISATION, prior=dict.fromkeys(sorted(names), 1 / len(names)))


def slim(head: WordHead) -> WordHead:
    """Round the weights, so that the file compresses to less than 1 MB."""
    idf, places, weights = head.weights
    rounded = np.round(weights.astype(np.float32) * GRID) / GRID
    idf = (np.round(idf.astype(np.float16) * GRID) / GRID).astype(np.float32)
    return head._replace(weights=NgramWeights(idf, places, rounded.astype(np.float16)))


def train(run: Run) -> None:
    """Fit the head, write it, and say what it learnt from."""
    pieces = training_pieces(run.folder("sentiment"), CATALOGUES)
    texts, languages = zip(*pieces, strict=True)
    run.say(f"{len(texts)} pieces of {len(set(languages))} languages")
    write_head(slim(fit_word_head(texts, languages, recipe(languages))), HEAD)
    run.say(f"{HEAD.name}: {HEAD.stat().st_size // 1000} kB; {dict(Counter(languages).most_common(5))} and others")
