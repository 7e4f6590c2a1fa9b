"""What the judge of answers costs a turn: measuring and judging all passages that were found for a question."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from agents.__main__ import DOCUMENTS
from encoder.local import LocalEncoder
from knowledge.commands import build, open_index
from knowledge.index import Index
from knowledge.judge import load_judge
from knowledge.judge.evidence import Meant, circumstances, measures
from knowledge.policy import JUDGED_PASSAGES
from knowledge.question_space import load_question_space
from knowledge.ranking import rank
from knowledge.selection import candidates, to_judge
from tests.bench.collection import Texts, real_questions
from tests.bench.fresh import WARM_UP
from tests.bench.progress import say
from tests.bench.report import percentiles, table

INTRODUCTION: Final = f"""## The judge of answers

What a turn spends on telling whether passages answer: measuring the best {JUDGED_PASSAGES} passages of the demo
handbook against the others that were found, and judging them. Ranking them is not part of it. The questions are real
sentences (CLINC150), the first {WARM_UP} not counted.
"""


def tables() -> Iterator[str]:
    """Milliseconds of all passages of a turn."""
    say("the judge of answers")
    with TemporaryDirectory() as folder:
        index = open_index(build(DOCUMENTS, Path(folder)))
    times = milliseconds(index, real_questions())
    yield INTRODUCTION
    yield table(("questions", "p50, ms", "p95, ms", "p99, ms"), [[str(len(times)), *percentiles(times)]])


def milliseconds(index: Index, asked: Texts) -> list[float]:
    """How long judging takes for each question but the first ones."""
    judge, space, times = load_judge(LocalEncoder.name), load_question_space(LocalEncoder.name), list[float]()
    for question, vector in zip(asked.texts.tolist(), asked.vectors, strict=True):
        ranked = rank(
            index.vectors @ vector, index.lexical.scores(question), vector, index.parts.at, index.columns.translated
        )
        found = candidates(index.passages, ranked)
        started = time.perf_counter()
        places = to_judge(found, "en")
        held = circumstances([found[place].passage for place in places], "en")
        judge.probabilities(measures(found, index.lexical.rarity(question), Meant(vector, space), places), held)
        times.append((time.perf_counter() - started) * 1000)
    return times[WARM_UP:]
