"""Measuring retrieval on a collection with known answers."""

import json
from math import log2
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import InvalidInput
from encoder.local import LocalEncoder
from evaluation.collection import Quality, evaluate, index_of, main, read_collection
from infra.bedrock.server import BedrockServer
from knowledge import __main__ as knowledge
from tests.unit.bedrock import Scripted, double, scripted

__all__ = ["double", "scripted"]

PASSAGES = {
    "tyres": "Check the tyre pressure once a month, when the tyres are cold.",
    "wash": "Wash the car by hand; brushes can scratch the paint.",
    "charge": "At a wallbox the battery is full after six hours.",
    "key": "If the key is lost, the dealer orders a new one.",
}
QUESTIONS = {"q1": "how long to charge at the wallbox", "q2": "I lost my key", "q3": "tyre pressure", "q4": "unjudged"}
HEADER = "query-id\tcorpus-id\tscore\n"
QRELS = HEADER + "q1\tcharge\t1\nq2\tkey\t1\nq3\ttyres\t1\nq3\twash\t0\n"


def write(folder: Path, qrels: str = QRELS, passages: dict[str, str] | None = None) -> Path:
    for name, lines in (("corpus", passages or PASSAGES), ("queries", QUESTIONS)):
        rows = [json.dumps({"_id": key, "text": text}) for key, text in lines.items()]
        (folder / f"{name}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


def measured(folder: Path, encoder: LocalEncoder) -> dict[str, Quality]:
    collection = read_collection(folder)
    index = index_of(collection.passages, encoder)
    return {quality.engine: quality for quality in evaluate(collection, index, encoder)}


def test_what_is_found_first_everywhere_is_perfect(encoder: LocalEncoder, tmp_path: Path) -> None:
    found = measured(write(tmp_path), encoder)
    assert list(found) == ["lexical", "dense", "fused", "hybrid"]
    assert found["hybrid"].ndcg == (1.0, 1.0, 1.0)
    assert found["hybrid"].recall.mean == 1.0


def test_a_reranker_is_measured_beside_the_rest_with_its_failures_and_cost(
    double: BedrockServer, scripted: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [{"index": place, "relevance_score": place} for place in range(len(PASSAGES))]
    scripted({"then": {"error": "ThrottlingException"}, "times": 1}, {"then": {"body": {"results": wrong}}})
    arguments = [str(write(tmp_path)), "--rerank", "amazon.rerank-v1:0", "--region", "eu-central-1"]
    assert main(arguments) == 0
    *_, hybrid, reranked, cost = capsys.readouterr().out.splitlines()
    assert hybrid.split()[:2] == ["hybrid", "1.0000"]
    assert reranked.split()[0] == "reranked"
    assert float(reranked.split()[1]) < 1
    assert cost == "reranking cost 0.002 USD; no order came for 1 questions"
    assert main([*arguments[:2], "no.such", *arguments[3:]]) == 1


def test_a_question_whose_answer_comes_later_counts_less(encoder: LocalEncoder, tmp_path: Path) -> None:
    found = measured(write(tmp_path, HEADER + "q2\tkey\t1\nq3\tmissing\t1\n"), encoder)
    assert (found["hybrid"].ndcg.mean, found["hybrid"].recall.mean) == (0.5, 0.5)
    assert found["hybrid"].ndcg.low < 0.5 < found["hybrid"].ndcg.high


def test_a_better_grade_should_come_first(encoder: LocalEncoder, tmp_path: Path) -> None:
    two = {name: PASSAGES[name] for name in ("key", "wash")}
    found = measured(write(tmp_path, "q2\tkey\t1\nq2\twash\t2\n", two), encoder)
    assert found["hybrid"].ndcg.mean == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_questions_without_a_relevant_passage_are_left_out(tmp_path: Path) -> None:
    assert [question.id for question in read_collection(write(tmp_path)).questions] == ["q1", "q2", "q3"]


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("corpus.jsonl", '{"_id": "a", "text": "b"}\nnot json\n', "line 2"),
        ("corpus.jsonl", "", "holds no passage"),
        ("queries.jsonl", '{"text": "b"}\n', "line 1"),
        ("qrels.tsv", HEADER + "q1\tcharge\n", "line 2"),
        ("qrels.tsv", HEADER + "q1\tcharge\tgood\n", "line 2"),
        ("qrels.tsv", HEADER, "no question"),
    ],
)
def test_a_collection_that_is_wrong_is_refused_with_its_place(
    file: str, content: str, message: str, tmp_path: Path
) -> None:
    (write(tmp_path) / file).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=message):
        read_collection(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path, capsys: Any) -> None:
    assert main([str(tmp_path)]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_the_command_of_the_knowledge_base_prints_each_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setattr("sys.argv", ["knowledge", "evaluate", str(write(tmp_path))])
    assert knowledge.main() == 0
    heading, *lines = capfd.readouterr().out.splitlines()
    assert heading.split() == ["3", "questions", "nDCG@10", "recall@10"]
    assert [line.split()[0] for line in lines] == ["lexical", "dense", "fused", "hybrid"]
    assert all(float(line.split()[1]) <= 1 for line in lines)
