"""The heads for mood and emotion, from all tweets; `evaluation/moods.py` tells by cross-validation what they do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

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


class Tweet(NamedTuple):
    """A tweet, what it is, and the language that it is written in."""

    text: str
    language: str
    label: str


def read_moods(tweets: Path) -> list[Tweet]:
    """Return the tweets with a mood, in four languages; `tweets` holds a folder a language."""
    return [
        Tweet(text, language, label)
        for language, folder in FOLDERS.items()
        for text, label in read_all(tweets / folder, SENTIMENTS)
    ]


def read_emotions(tweets: Path) -> list[Tweet]:
    """Return the tweets with an emotion, English."""
    return [Tweet(text, "en", label) for text, label in read_all(tweets / "emotion", EMOTIONS)]


def train_sentiment(run: Run) -> None:
    """Mood, from tweets in four languages."""
    _train(run, "sentiment", read_moods(run.folder("sentiment")))


def train_emotion(run: Run) -> None:
    """Emotion, from English tweets."""
    _train(run, "emotion", read_emotions(run.folder("sentiment")))


def fit_moods(encoder: str, tones: Matrix, tweets: Sequence[Tweet]) -> LinearHead:
    """Return a head in which every label counts alike; `tones` has a row a tweet.

    Each language has classes of its own, whose probabilities the head sums up: what sounds negative differs between
    them, and nobody has to say which one a message is written in.
    """
    classes = [f"{tweet.label} {tweet.language}" for tweet in tweets]
    evenly = TWEETS._replace(prior=dict.fromkeys(classes, 1 / len(set(classes))))
    return fit_head(encoder, tones, [t.text for t in tweets], [t.label for t in tweets], evenly, classes)


def _train(run: Run, name: str, tweets: Sequence[Tweet]) -> None:
    run.say(f"{len(tweets)} tweets")
    encoder = run.encoder
    tones = tones_of(encoder, [tweet.text for tweet in tweets])
    write_head(fit_moods(encoder.name, tones, tweets), head_file(encoder.name, name))
