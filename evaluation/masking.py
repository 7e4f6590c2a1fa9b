"""Personal data: the held-out templates of Presidio's synthetic sentences, made by others (`--data`)."""

from pathlib import Path

from evaluation.measures import Figure
from evaluation.personal_data import held_out_quality
from evaluation.results import Report, Result
from training.privacy.presidio import read_examples, split


def evaluate(folder: Path) -> Report:
    """Recall and precision over all types, and recall of names and addresses, which no validator helps to find."""
    qualities = {quality.type: quality for quality in held_out_quality(split(read_examples(folder))[1])}
    wanted = [(name, part) for name in ("all", "person", "address") for part in ("recall", "precision")]
    results = []
    for name, part in wanted:
        share = getattr(qualities[name], part)
        figure = Figure(share.share, share.low, share.high, share.of)
        results.append(Result(f"Personal data, {name}, Presidio templates", part, "synthetic", figure, {}))
    return Report("privacy", results, {}, [])
