"""How well passages are found: each engine alone and both together, on a collection with known answers.

    python -m evaluation.collection DIR        # or python -m knowledge evaluate DIR
    python -m evaluation.collection DIR --rerank cohere.rerank-v3-5:0 --region eu-central-1

The collection is a folder in BEIR layout (Thakur et al., arXiv 2104.08663): `corpus.jsonl` and `queries.jsonl` with
`_id` and `text` (and `title`) on each line, and `qrels.tsv` with query id, passage id and relevance.

With `--rerank` a reranker on Bedrock orders the first passages of each question besides, as in a turn. It costs money,
which is told at the end. Calls go to Bedrock, or wherever AWS_ENDPOINT_URL_BEDROCK_RUNTIME points; the figures of a
stand-in there mean nothing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, ValidationError

from contracts.command_line import exit_code, parser_of
from contracts.errors import InvalidInput
from encoder.batches import Progress, encode_in_batches
from encoder.command_line import add_encoder_options, encoder_of
from encoder.protocol import Encoder, Vector
from evaluation.bootstrap import interval
from evaluation.reranked import RERANKED, Reranking, add_rerank_option, reranker_of
from knowledge.commands import show_progress
from knowledge.index import Content, Index, build_index
from knowledge.passages import StoredPassage
from knowledge.ranking import fuse, rank
from knowledge.reranking import RerankerFor
from knowledge.units import passage_text, units_of

ENGINES: Final = ("lexical", "dense", "fused", "hybrid")
"""Words alone, vectors alone, both fused, and what answers: fused, then ranked again by parts."""
DEPTH: Final = 10
"""Places that count."""


class Line(BaseModel):
    """A passage or a question."""

    id: str = Field(alias="_id")
    text: str
    title: str = ""


class Collection(NamedTuple):
    """Passages, questions, and for each question the relevance of passages by their id."""

    passages: tuple[Line, ...]
    questions: tuple[Line, ...]
    relevant: dict[str, dict[str, float]]


class Score(NamedTuple):
    """A mean over questions, with the 95 % interval of its bootstrap."""

    mean: float
    low: float
    high: float


class Quality(NamedTuple):
    """What one engine reaches, 0..1."""

    engine: str
    ndcg: Score
    recall: Score


def read_collection(folder: Path) -> Collection:
    """Read a folder; questions without a relevant passage are left out. Raises `InvalidInput` naming file and line."""
    relevant: dict[str, dict[str, float]] = {}
    for number, row in enumerate(_rows(folder / "qrels.tsv"), start=1):
        try:
            question, passage, grade = row
            value = float(grade)
        except ValueError as error:
            if number == 1:
                continue  # the header
            raise InvalidInput("qrels.tsv", f"line {number} is no query id, passage id and number") from error
        if value > 0:
            relevant.setdefault(question, {})[passage] = value
    questions = tuple(line for line in _lines(folder / "queries.jsonl") if line.id in relevant)
    collection = Collection(_lines(folder / "corpus.jsonl"), questions, relevant)
    if not collection.passages or not questions:
        raise InvalidInput(str(folder), "holds no passage, or no question with a relevant passage")
    return collection


def index_of(passages: Sequence[Line], encoder: Encoder, progress: Progress | None = None) -> Index:
    """An index of the passages of a collection."""
    return build_index(Content([_passage(line) for line in passages]), encoder, progress)


def evaluate(
    collection: Collection, index: Index, encoder: Encoder, reranking: Reranking | None = None
) -> list[Quality]:
    """The quality of each of `ENGINES` over an index of its passages. Nothing is held back as too unlike.

    With `reranking` also that of the last one's first passages in a reranker's order.
    """
    figures: dict[str, list[tuple[float, float]]] = {engine: [] for engine in ENGINES}
    vectors = encode_in_batches(encoder.questions, [line.text for line in collection.questions])
    for question, vector in zip(collection.questions, vectors, strict=True):
        grades = collection.relevant[question.id]
        found = rankings(index, question.text, vector)
        if reranking is not None:
            found[RERANKED] = reranking.reordered(index, question.text, found[ENGINES[-1]])
        for engine, places in found.items():
            figures.setdefault(engine, []).append(_measure(index, places, grades))
    return [
        Quality(engine, _interval([n for n, _ in found]), _interval([r for _, r in found]))
        for engine, found in figures.items()
    ]


def rankings(index: Index, question: str, vector: Vector, language: str = "") -> dict[str, Sequence[int]]:
    """By engine, the places of the passages that it finds, best first; `vector` and `language` are the question's.

    Translations into other languages come last: no customer finds them.
    """
    readable = index.columns.readable_in(language)
    similarity, lexical = (
        np.where(readable, one, np.float32(-np.inf)) for one in (index.vectors @ vector, index.lexical.scores(question))
    )
    scores = (lexical, similarity, fuse(similarity, lexical))
    orders = [np.argsort(-one, kind="stable").tolist() for one in scores]
    hybrid = [one.place for one in rank(similarity, lexical, vector, index.parts.at, index.columns.translated)]
    return dict(zip(ENGINES, (*orders, hybrid), strict=True))


def _measure(index: Index, places: Sequence[int], grades: dict[str, float]) -> tuple[float, float]:
    """Ranking quality (nDCG, with the grade itself as gain) and recall of the best `DEPTH` of passages, best first."""
    best = [index.passages[i].id for i in places[:DEPTH]]
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    found = [grades.get(passage, 0.0) for passage in best]
    return _gain(found) / _gain(ideal), sum(grade > 0 for grade in found) / len(grades)


def _gain(grades: Sequence[float]) -> float:
    return float(sum(grade / np.log2(place + 2) for place, grade in enumerate(grades)))


def _interval(values: list[float]) -> Score:
    figures: NDArray[np.float64] = np.asarray(values)
    return Score(float(figures.mean()), *interval(len(values), lambda sample: float(figures[sample].mean())))


def _passage(line: Line) -> StoredPassage:
    said = passage_text(units_of("text", line.text))._asdict()
    return StoredPassage(id=line.id, title=line.title, section="", source=line.id, models=(), language="", **said)


def _lines(path: Path) -> tuple[Line, ...]:
    lines = []
    for number, raw in enumerate(_bytes(path).splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            lines.append(Line.model_validate_json(raw))
        except ValidationError as error:
            raise InvalidInput(path.name, f"line {number} is no object with `_id` and `text`") from error
    return tuple(lines)


def _rows(path: Path) -> list[list[str]]:
    try:
        text = _bytes(path).decode()
    except UnicodeDecodeError as error:
        raise InvalidInput(path.name, "is not valid UTF-8") from error
    return [line.split("\t") for line in text.splitlines() if line.strip()]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(str(path), "cannot be read") from error


def show_quality(folder: Path, encoder: Encoder, reranker_for: RerankerFor | None = None) -> None:
    """Print what each way to search reaches, with 95 % intervals."""
    collection = read_collection(folder)
    reranking = Reranking(reranker_for) if reranker_for else None
    found = evaluate(collection, index_of(collection.passages, encoder, show_progress), encoder, reranking)
    print(f"{len(collection.questions)} questions{f'nDCG@{DEPTH}':>20}{f'recall@{DEPTH}':>26}")
    for quality in found:
        cells = [f"{score.mean:.4f} ({score.low:.3f} to {score.high:.3f})" for score in (quality.ndcg, quality.recall)]
        print(f"{quality.engine:<10}{cells[0]:>26}{cells[1]:>26}")
    if reranking is not None:
        about = "about " if reranking.spent.estimated else ""
        print(
            f"reranking cost {about}{reranking.spent.cost_usd:.3f} USD; no order came for {reranking.failed} questions"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one collection; returns the exit code."""
    parser = parser_of("evaluation.collection", __doc__)
    parser.add_argument("collection", type=Path, metavar="DIR")
    add_rerank_option(parser)
    add_encoder_options(parser)
    options = parser.parse_args(arguments)
    return exit_code(lambda: show_quality(options.collection, encoder_of(options), reranker_of(options)))


if __name__ == "__main__":
    raise SystemExit(main())
