"""The sentiment agent's mood and emotion: real tweets, which stay where they are (`--data`).

Its heads learn from all of them. So each tweet is judged by a head that learned by the same recipe, from the other four
fifths, and not where one of those is nearly the same.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedKFold

from encoder import Encoder, tone, windows
from evaluation import baselines
from evaluation.measures import Judged, calibration_error, figure, judged, macro_f1, reliability
from evaluation.near_duplicates import without_near_duplicates
from evaluation.remembering import RememberingEncoder
from evaluation.results import Confusion, Report, Result, confusions
from evaluation.sets import Row
from languages.ngrams import ngrams
from training.sentiment.moods import Tweet, fit_moods, read_emotions, read_moods
from training.tweets import EMOTIONS, FOLDERS, SENTIMENTS

FOLDS: Final = 5


class JudgedTweet(NamedTuple):
    """A tweet, and what heads found that never saw it."""

    row: Row
    found: str
    confidence: float
    svm: str
    """What the simpler way found, trained on the same tweets."""


def evaluate(encoder: RememberingEncoder, data: Path) -> Report:
    """Macro-F1 in each language, and of emotions in English."""
    tweets, emotions = read_moods(data), read_emotions(data)
    encoder.prepare([tweet.text for tweet in tweets + emotions])
    moods = cross_validated(encoder, tweets)
    results, confused = list[Result](), dict[str, list[Confusion]]()
    for language, folder in FOLDERS.items():
        here = [one for one in moods if one.row.language == language]
        what, left_out = f"Sentiment, {folder.capitalize()} tweets", _count(tweets, language) - len(here)
        results.append(_result(what, here, SENTIMENTS, left_out))
        confused[what] = _confused(here)
    feelings = cross_validated(encoder, emotions)
    results.append(_result("Emotion, English tweets", feelings, EMOTIONS, len(emotions) - len(feelings)))
    confused["Emotion, English tweets"] = _confused(feelings)
    error = figure(_ours(moods), calibration_error)
    results.append(Result("Sentiment, all tweets", "calibration error", "real", error, {}, len(tweets) - len(moods)))
    return Report("sentiment", results, confused, reliability(_ours(moods)))


def cross_validated(encoder: Encoder, tweets: Sequence[Tweet]) -> list[JudgedTweet]:
    """Judge every tweet that is not nearly the same as one learned from; each fold has its share of each label."""
    tones = np.vstack([tone(encoder.layered(windows(tweet.text))) for tweet in tweets])
    judgements = list[JudgedTweet]()
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, held in folds.split(tones, [f"{tweet.language} {tweet.label}" for tweet in tweets]):
        read = [tweets[number] for number in learned]
        head = fit_moods(encoder.name, tones[learned], read)
        kept = without_near_duplicates(held, lambda number: tweets[number].text, [tweet.text for tweet in read])
        texts, labels = [tweets[number].text for number in kept], [tweets[number].label for number in kept]
        simpler = baselines.svm([(tweet.text, tweet.label) for tweet in read], texts, labels).found
        for number, svm in zip(kept, simpler, strict=True):
            found, confidence = next(iter(head.probabilities(tones[number], ngrams(tweets[number].text)).items()))
            judgements.append(JudgedTweet(_row(tweets[number]), found, confidence, str(svm)))
    return judgements


def _row(tweet: Tweet) -> Row:
    return Row(tweet.text, tweet.language, tweet.label)


def _result(what: str, tweets: Sequence[JudgedTweet], labels: Sequence[str], left_out: int) -> Result:
    expected, measure = [one.row.expected for one in tweets], macro_f1(labels)
    others = {"SVM": measure(judged(expected, [one.svm for one in tweets], [0.0] * len(tweets)))}
    if what == "Sentiment, English tweets":
        others["VADER"] = measure(baselines.vader([one.row.text for one in tweets], expected))
    return Result(what, "macro-F1", "real", figure(_ours(tweets), measure), others, left_out)


def _ours(tweets: Sequence[JudgedTweet]) -> Judged:
    found, confidence = [one.found for one in tweets], [one.confidence for one in tweets]
    return judged([one.row.expected for one in tweets], found, confidence)


def _confused(tweets: Sequence[JudgedTweet]) -> list[Confusion]:
    return confusions([one.row for one in tweets], [one.found for one in tweets], most=3, examples=0)


def _count(tweets: Sequence[Tweet], language: str) -> int:
    return sum(tweet.language == language for tweet in tweets)
