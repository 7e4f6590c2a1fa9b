"""Moods are judged by heads that never saw the tweet."""

from collections import Counter

import numpy as np

from evaluation.moods import cross_validated
from evaluation.sets import Row
from tests.bench.collection import MadeUpEncoder

LABELS = ("negative", "positive")
WORDS = {"negative": "bad awful hate broken", "positive": "good lovely love great"}


def tweets() -> list[Row]:
    """Ten a label and language; the words of a label are the same in all of them, the rest is not."""
    return [
        Row(f"{WORDS[label]} {language}{number} {label[0]}{number * 7} x{number * 31}", language, label)
        for label in LABELS
        for language in ("en", "de")
        for number in range(10)
    ]


def test_every_tweet_is_judged_once_by_what_the_others_taught() -> None:
    rows = tweets()
    judged = cross_validated(MadeUpEncoder(np.eye(8, dtype=np.float32)), rows)
    assert Counter(one.row for one in judged) == Counter(rows)
    assert all(one.found == one.svm == one.row.expected for one in judged)
    assert all(0.5 < one.confidence <= 1 for one in judged)


def test_a_label_that_only_the_tweet_itself_could_teach_is_not_found() -> None:
    odd = Row("quite other syllables", "en", "negative")
    rows = [*tweets(), odd, *(Row(f"quite other syllables {n}{n + 1} {n * 13}", "en", "positive") for n in range(9))]
    assert (
        next(one for one in cross_validated(MadeUpEncoder(np.eye(8, dtype=np.float32)), rows) if one.row == odd).found
        == "positive"
    )


def test_a_tweet_nearly_the_same_as_one_that_was_learned_from_is_left_out() -> None:
    twins = [Row("we shall see us again soon", "en", "negative"), Row("We shall see us again soon!", "en", "negative")]
    judged = cross_validated(MadeUpEncoder(np.eye(8, dtype=np.float32)), tweets() + twins)
    assert len([one for one in judged if one.row in twins]) in (0, 2), "both, if they were held out together"
    assert len(judged) >= len(tweets())
