"""Judges made for tests, which know what they say."""

from knowledge.judge.evidence import MEASURES
from knowledge.judge.judge import Judge


def judge_by(measure: str, encoder: str = "toy", *, half: float = 0.5) -> Judge:
    """A judge that goes by one measure: from `half` of it on a passage rather answers, and soon for certain."""
    steep = 40.0
    weights = tuple(steep if name == measure else 0.0 for name in MEASURES)
    size = len(MEASURES)
    return Judge(
        encoder=encoder,
        measures=MEASURES,
        means=(0.0,) * size,
        deviations=(1.0,) * size,
        across_languages=(*weights, -steep * half),
        in_one_language=(*weights, -steep * half),
    )


def judge_of_all(encoder: str = "toy") -> Judge:
    """A judge to whom everything answers."""
    return judge_by("length", encoder, half=-1.0)
