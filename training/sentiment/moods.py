"""The heads for mood and emotion, from all tweets; `evaluation/moods.py` tells by cross-validation what they do."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from agents.sentiment.assess import head_file
from encoder import Matrix
from encoder.head import LinearHead
from training.fit import Recipe, fit_head
from training.run import Run
from training.tweets import EMOTIONS, FOLDERS, SENTIMENTS, read_all
from training.vectors import tones_of
from training.written import write_head

TWEETS: Final = Recipe(regularisation=1.0, vector_scale=1.75, centred=True, with_ngrams=True)
"""Decision 12 says what was tried. Pieces of words know one collection's names and topics: they are held closely."""


def train_sentiment(run: Run) -> None:
    """Mood, from tweets in four languages."""
    _train(run, "sentiment", tuple(FOLDERS.values()), SENTIMENTS)


def train_emotion(run: Run) -> None:
    """Emotion, from English tweets."""
    _train(run, "emotion", ("emotion",), EMOTIONS)


def fit_moods(encoder: str, tones: Matrix, texts: Sequence[str], labels: Sequence[str]) -> LinearHead:
    """Return a head in which every label counts alike; `tones` has a row a text."""
    counts = Counter(labels)
    evenly = TWEETS._replace(prior=dict.fromkeys(counts, 1 / len(counts)))
    return fit_head(encoder, tones, texts, labels, evenly)


def _train(run: Run, name: str, folders: Sequence[str], labels: Sequence[str]) -> None:
    pairs = [pair for folder in folders for pair in read_all(run.folder("sentiment") / folder, labels)]
    texts, found = zip(*pairs, strict=True)
    run.say(f"{len(pairs)} tweets")
    encoder = run.encoder
    write_head(fit_moods(encoder.name, tones_of(encoder, texts), texts, found), head_file(encoder.name, name))
