"""Judges made for tests, which know what they say."""

from typing import Final

import numpy as np
import pytest

from knowledge import search
from knowledge.judge.evidence import CIRCUMSTANCES, MEASURES
from knowledge.judge.going_on import GoingOn
from knowledge.judge.judge import Judge
from knowledge.opensearch import engine
from knowledge.question_space import QuestionSpace
from knowledge.selection import Judges

_DIMENSIONS: Final = 384
"""Of the local encoder."""


def judge_by(measure: str, encoder: str = "toy", *, half: float = 0.5) -> Judge:
    """A judge that goes by one measure: from `half` of it on a passage rather answers, and soon for certain."""
    steep = 40.0
    weights = tuple(steep if name == measure else 0.0 for name in MEASURES)
    size = len(MEASURES)
    return Judge(
        encoder=encoder,
        measures=MEASURES,
        unknown=(0.0,) * size,
        means=(0.0,) * size,
        deviations=(1.0,) * size,
        weights=((*weights, -steep * half), *((0.0,) * (size + 1) for _ in CIRCUMSTANCES)),
    )


def let_everything_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let engines that are opened from now on show whatever they find: for tests of what is found."""
    for module in (search, engine):
        monkeypatch.setattr(module, "load_judges", lambda encoder: judging(judge_of_all(encoder)))


def judging(judge: Judge, dimensions: int = _DIMENSIONS) -> Judges:
    """This judge; after an answer, who goes on rather means what stands on its page."""
    return Judges(judge, GoingOn(encoder=judge.encoder, weights=(0.0, 0.0, 1.0, 0.0)), space_as_it_is(dimensions))


def space_as_it_is(dimensions: int = _DIMENSIONS, encoder: str = "toy") -> QuestionSpace:
    """A space of questions where everything lies as the encoder has it."""
    return QuestionSpace(encoder, np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32))


def judge_of_all(encoder: str = "toy") -> Judge:
    """A judge to whom everything answers."""
    return judge_by("has_heading", encoder, half=-1.0)
