"""Language detection: real tweets cut to five words (`--data`), and short messages written for this project."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from evaluation import sets
from evaluation.measures import accuracy, figure, judged
from evaluation.results import Origin, Report, Result, confusions
from evaluation.sets import Row
from languages.detect import detect_language
from languages.served import SERVED_LANGUAGES
from training.tweets import FOLDERS

WORDS: Final = 5
OTHER: Final = "other"


def evaluate(data: Path | None) -> Report:
    """Accuracy without knowing the conversation; a language that nobody answers in only has to be told apart."""
    written = [Row(line["text"], line["language"], _served(line["language"])) for line in sets.lines("language.jsonl")]
    sources: list[tuple[str, Origin, Sequence[Row]]] = [("messages of two to six words", "synthetic", written)]
    if data is not None:
        tweets = [row for language in FOLDERS for row in sets.tweets(data / "sentiment", language).rows]
        short = [" ".join(row.text.split()[:WORDS]) for row in tweets]
        cut = [Row(text, row.language, row.language) for text, row in zip(short, tweets, strict=True)]
        sources.insert(0, (f"tweets cut to {WORDS} words", "real", cut))
    results, confused = list[Result](), {}
    for what, origin, rows in sources:
        found = [_served(detect_language(row.text).language) for row in rows]
        judgement = judged([row.expected for row in rows], found, [0.0] * len(rows))
        results.append(Result(f"Language, {what}", "accuracy", origin, figure(judgement, accuracy), {}))
        confused[f"Language, {what}"] = confusions(rows, found, most=6, examples=0 if origin == "real" else 3)
    return Report("language", results, confused, [])


def _served(language: str | None) -> str:
    return language if language in SERVED_LANGUAGES else OTHER if language else "unknown"
