"""Simpler ways to the same answer, trained and judged on the same sentences in the same run."""

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from evaluation.measures import Judged, judged

VADER_NEUTRAL = 0.05
"""VADER's compound score above which a text is positive, and below whose negative it is negative (its README)."""


def svm(trained: Sequence[tuple[str, str]], texts: Sequence[str], expected: Sequence[str]) -> Judged:
    """TF-IDF over words and pairs of words, and a linear support vector machine. Its confidence is its best margin."""
    features = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = LinearSVC(C=1.0, class_weight="balanced").fit(
        features.fit_transform([text for text, _ in trained]), [label for _, label in trained]
    )
    seen = features.transform(texts)
    margins = model.decision_function(seen)
    if margins.ndim > 1 and "out_of_scope" in model.classes_:
        margins = margins[:, list(model.classes_).index("out_of_scope")]
    elif margins.ndim > 1:
        margins = margins.max(axis=1)
    return judged(expected, [str(label) for label in model.predict(seen)], margins)


def vader(texts: Sequence[str], expected: Sequence[str]) -> Judged:
    """A lexicon with rules for English (Hutto and Gilbert, 2014)."""
    analyzer = SentimentIntensityAnalyzer()
    scores = [analyzer.polarity_scores(text)["compound"] for text in texts]
    found = ["positive" if s >= VADER_NEUTRAL else "negative" if s <= -VADER_NEUTRAL else "neutral" for s in scores]
    return judged(expected, found, scores)
