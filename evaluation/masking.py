"""Personal data: templates, held out in turn, of Presidio's synthetic sentences, made by others (`--data`)."""

from pathlib import Path

from evaluation.measures import Figure
from evaluation.personal_data import measure
from evaluation.results import Report, Result
from training.privacy.validate import held_out


def evaluate(folder: Path) -> Report:
    """Recall and precision over all types, and recall of names and addresses, which no validator helps to find."""
    qualities = {quality.type: quality for quality in measure(held_out(folder))}
    wanted = [(name, part) for name in ("all", "person", "address") for part in ("recall", "precision")]
    results = []
    for name, part in wanted:
        share = getattr(qualities[name], part)
        figure = Figure(share.share, share.low, share.high, share.of)
        results.append(Result(f"Personal data, {name}, Presidio templates", part, "synthetic", figure, {}))
    return Report("privacy", results, {}, [])
