"""Scripted conversations, held in this process."""

from typing import Any

import pytest

from contracts.turn import AgentName
from encoder.local import LocalEncoder
from evaluation.scripted.__main__ import main
from evaluation.scripted.play import Got, demo_supervisor, play
from graph.supervisor import Supervisor
from infra.bedrock.server import BedrockServer
from tests.unit import builders
from tests.unit.bedrock import double
from tests.unit.evaluation.scripted.builders import script
from tests.unit.graph.fakes import FakeDispatch

__all__ = ["double"]

pytestmark = pytest.mark.usefixtures("patience")


def held(fake: FakeDispatch, *turns: str, alone: bool = False, **changes: Any) -> list[Got]:
    """What the turns came to with these answers of agents."""
    (got,) = play([script(*turns, **changes)], Supervisor(fake, None), alone=alone)
    return got


def test_turns_follow_on_each_other_and_a_queue_is_kept() -> None:
    fake = FakeDispatch(routing=builders.routing())
    assert [one.waits_in for one in held(fake, "one")] == ["service_desk"] * 4
    assert fake.asked[AgentName.INTENT].dialogue.turns == 3
    assert held(FakeDispatch(), "one")[0].waits_in is None


def test_a_turn_alone_knows_of_none_before() -> None:
    fake = FakeDispatch(routing=builders.routing())
    held(fake, "one", "two", alone=True)
    assert fake.asked[AgentName.INTENT].dialogue.turns == 0


def test_a_message_is_read_as_a_turn_reads_it() -> None:
    fake = FakeDispatch()
    held(fake, *["Wie lange lädt das Auto an der Steck\u00addose?"] * 4, customer="cust-alex")
    task = fake.asked[AgentName.INTENT]
    assert (task.language, task.text) == ("de", "Wie lange lädt das Auto an der Steckdose?")
    assert (task.customer_id, task.country, task.contacts["sales"].phone) == ("cust-alex", "GB", "020 7946 0112")


@pytest.mark.usefixtures("small_knowledge_base")
def test_the_demo_is_asked_on_the_day_of_the_scripts(encoder: LocalEncoder) -> None:
    (got,) = play([script("when is my appointment?", customer="cust-mateo")], demo_supervisor(encoder))
    assert "14 January 2027" in got[0].answer.reply.text


@pytest.mark.usefixtures("small_knowledge_base")
def test_the_command_shows_wrong_turns_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["it-brakes"]) == 0
    wrong = capsys.readouterr().out
    assert main(["it-brakes", "--all"]) == 0
    shown = capsys.readouterr().out
    assert "it-brakes-and-then-safe 1 (question): quando siete aperti" in wrong  # its page is not among these few
    assert "  ! cites: " in wrong
    assert "it-brakes-and-then-safe 2 (danger)" in shown
    assert shown.splitlines()[-1].endswith("of 1 conversations as a whole")


@pytest.mark.usefixtures("small_knowledge_base")
def test_with_a_reranker_the_command_says_what_it_cost(
    double: BedrockServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["it-brakes", "--rerank", "amazon.rerank-v1:0", "--region", "eu-central-1"]) == 0
    *_, costs = capsys.readouterr().out.splitlines()
    searches = len(double.log.all())
    assert searches > 0
    assert costs.startswith(f"they cost {searches * 0.001:.3f} USD, for 1,000 turns ")
