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
from evaluation import baselines, sets
from evaluation.measures import Judged, calibration_error, figure, judged, macro_f1, reliability
from evaluation.remembering import RememberingEncoder
from evaluation.results import Confusion, Report, Result, confusions
from evaluation.sets import Row, held_out
from languages.ngrams import ngrams
from training.sentiment.moods import fit_moods
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
    tweets, emotions = sets.all_tweets(data), sets.emotions(data)
    encoder.prepare([row.text for row in tweets + emotions])
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


def cross_validated(encoder: Encoder, rows: Sequence[Row]) -> list[JudgedTweet]:
    """Judge every tweet that is not nearly the same as one learned from; each fold has its share of each label."""
    texts, labels = [row.text for row in rows], np.array([row.expected for row in rows])
    tones = np.vstack([tone(encoder.layered(windows(text))) for text in texts])
    place = {row: number for number, row in enumerate(rows)}
    judgements = list[JudgedTweet]()
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, held in folds.split(tones, [f"{row.language} {row.expected}" for row in rows]):
        read = [texts[number] for number in learned]
        head = fit_moods(encoder.name, tones[learned], read, labels[learned].tolist())
        kept = held_out([rows[number] for number in held], read).rows
        pairs = list(zip(read, labels[learned].tolist(), strict=True))
        simpler = baselines.svm(pairs, [row.text for row in kept], [row.expected for row in kept]).found
        for row, svm in zip(kept, simpler, strict=True):
            found, confidence = next(iter(head.probabilities(tones[place[row]], ngrams(row.text)).items()))
            judgements.append(JudgedTweet(row, found, confidence, str(svm)))
    return judgements


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


def _count(rows: Sequence[Row], language: str) -> int:
    return sum(row.language == language for row in rows)
