"""Moods are judged by heads that never saw the tweet."""

from collections import Counter

import numpy as np

from evaluation.moods import JudgedTweet, cross_validated
from tests.bench.collection import MadeUpEncoder
from training.sentiment.moods import Tweet

WORDS = {"negative": "bad awful hate broken", "positive": "good lovely love great"}


def tweets() -> list[Tweet]:
    """Ten a label and language; the words of a label are the same in all of them, the rest is not."""
    return [
        Tweet(f"{words} {language}{number} {label[0]}{number * 7} x{number * 31}", language, label)
        for label, words in WORDS.items()
        for language in ("en", "de")
        for number in range(10)
    ]


def judge(rows: list[Tweet]) -> list[JudgedTweet]:
    """Judge by words alone: all vectors are the same."""
    return cross_validated(MadeUpEncoder(np.ones((1, 8), dtype=np.float32), noise=0), rows)


def test_every_tweet_is_judged_once_by_what_the_others_taught() -> None:
    judged = judge(tweets())
    assert Counter(one.row.text for one in judged) == Counter(tweet.text for tweet in tweets())
    assert all(one.found == one.svm == one.row.expected for one in judged)
    assert all(0.5 < one.confidence <= 1.001 for one in judged)


def test_a_label_that_only_the_tweet_itself_could_teach_is_not_found() -> None:
    odd = Tweet("quite other syllables", "en", "negative")
    others = [Tweet(f"quite other syllables {n}{n + 1} {n * 13}", "en", "positive") for n in range(9)]
    assert [one.found for one in judge([*tweets(), odd, *others]) if one.row.text == odd.text] == ["positive"]


def test_a_tweet_nearly_the_same_as_one_that_was_learned_from_is_left_out() -> None:
    twins = {"we shall see us again soon", "We shall see us again soon!"}
    judged = judge(tweets() + [Tweet(twin, "en", "negative") for twin in twins])
    assert len(twins & {one.row.text for one in judged}) in (0, 2), "both, if they were held out together"
    assert len(judged) >= len(tweets())
