"""The sentiment agent's mood and emotion: real tweets, which stay where they are (`--data`)."""

from pathlib import Path

from agents import sentiment
from contracts.findings import SentimentFinding
from contracts.turn import AgentTask
from evaluation import baselines, sets
from evaluation.measures import figure, judged, macro_f1
from evaluation.remembering import RememberingEncoder
from evaluation.results import Confusion, Report, Result, confusions
from training.tweets import EMOTIONS, FOLDERS, SENTIMENTS, read_labelled


def evaluate(encoder: RememberingEncoder, data: Path) -> Report:
    """Macro-F1 in each language, and of emotions in English."""
    held_out = {FOLDERS[language]: sets.tweets(data, language) for language in FOLDERS} | {
        "emotion": sets.emotions(data)
    }
    encoder.prepare([row.text for held in held_out.values() for row in held.rows])
    agent = sentiment.load(encoder)
    trained = [pair for folder in FOLDERS.values() for pair in read_labelled(data / folder, "train", SENTIMENTS)]
    results, confused = list[Result](), dict[str, list[Confusion]]()
    for name, held in held_out.items():
        findings = [agent(AgentTask(text=row.text, language=row.language)) for row in held.rows]
        expected, texts = [row.expected for row in held.rows], [row.text for row in held.rows]
        labels = EMOTIONS if name == "emotion" else SENTIMENTS
        found = [
            str(f.emotion if name == "emotion" else f.sentiment) for f in findings if isinstance(f, SentimentFinding)
        ]
        pairs = read_labelled(data / name, "train", EMOTIONS) if name == "emotion" else trained
        measure = macro_f1(labels)
        others = {"SVM": measure(baselines.svm(pairs, texts, expected))}
        if name == "english":
            others["VADER"] = measure(baselines.vader(texts, expected))
        what = "Emotion, English tweets" if name == "emotion" else f"Sentiment, {name.capitalize()} tweets"
        rows = judged(expected, found, [0.0] * len(found))
        results.append(Result(what, "macro-F1", "real", figure(rows, measure), others, held.left_out))
        confused[what] = confusions(held.rows, found, most=3, examples=0)
    return Report("sentiment", results, confused, [])
