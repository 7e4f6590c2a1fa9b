"""Calls to models, as several libraries make them."""

import sys
from pathlib import Path

import pytest

from infra.bedrock.server import BedrockServer
from tests.bench.calls.running import Round, Start, running_worker
from tests.bench.models import LITELLM, NAMES, Way, adds, meaning, question, row
from tests.unit.bedrock import Scripted

MEASURED = {
    way: Way({1: [Round([first, first], [whole, whole], 1.0)]}, [Start(0.1, 20.0, 2**20)])
    for way, first, whole in (("boto3_alone", 2.0, 10.0), ("curbside", 3.0, 11.0), ("litellm", 6.0, 30.0))
}


@pytest.mark.parametrize("way", [way for way in NAMES if way != LITELLM])
def test_each_way_asks_the_same_and_reads_the_whole_answer(way: str, double: BedrockServer, scripted: Scripted) -> None:
    asked = question(double.address)
    scripted({"then": {"text": asked.answer}})
    with running_worker(Path(sys.executable), way, asked) as worker:
        measured = worker.round(threads=2, calls=4)
    assert len(measured.first) == len(measured.whole) == 4
    assert all(0 < first < whole for first, whole in zip(measured.first, measured.whole, strict=True))
    for one in double.log.all():
        body = one["body"]
        assert (one["model"], body["system"][0]["text"]) == (asked.model, asked.system)
        assert body["messages"][0]["content"][0]["text"] == asked.said


def test_a_way_that_reads_something_else_is_not_measured(
    double: BedrockServer, scripted: Scripted, capfd: pytest.CaptureFixture[str]
) -> None:
    scripted({"then": {"text": "Another answer."}})
    with pytest.raises(RuntimeError), running_worker(Path(sys.executable), "boto3_alone", question(double.address)):
        pass
    assert "another answer came" in capfd.readouterr().err


def test_what_a_way_adds_is_beyond_boto3_alone() -> None:
    assert adds(MEASURED, "curbside", 1) == (1.0, 1.0)
    assert row(MEASURED, "litellm", 1)[4] == "4.0 / 20"
    assert "25% and 5% of what LiteLLM adds" in meaning(MEASURED)
    assert "LiteLLM" not in meaning({way: one for way, one in MEASURED.items() if way != LITELLM})
