"""The knowledge agent with a reranker on Bedrock, over a few of the demo's pages."""

from typing import Any, Final

import pytest

from agents import knowledge
from agents.knowledge.rerank import reranker_on_bedrock
from contracts.deadline import within
from contracts.findings.knowledge import KnowledgeFinding
from contracts.session import Dialogue
from contracts.turn import AgentTask
from encoder.local import LocalEncoder
from infra.bedrock.server import BedrockServer
from knowledge.index import Index
from knowledge.library import FixedLibrary
from models.breaker import Breakers, BreakersHere
from models.metering import Call
from models.places import place_of_reranker
from models.rerank import RerankClient, RerankRequest, bedrock_invocations
from tests.unit import builders
from tests.unit.bedrock import REGION, Scripted

QUESTION: Final = "What does a loan car cost?"
SECRET: Final = "XVDKTE58E00000117"


class Asking:
    """The agent with the reranker and without it, and what was metered."""

    def __init__(self, encoder: LocalEncoder, index: Index) -> None:
        self.metered = list[tuple[RerankRequest, Call]]()
        client = RerankClient(
            place_of_reranker("cohere.rerank-v3-5:0", REGION),
            bedrock_invocations(REGION),
            Breakers(BreakersHere()),
            lambda request, call: self.metered.append((request, call)),
        )
        library = FixedLibrary(index)
        mask = reranker_on_bedrock(client, lambda text: text.replace(SECRET, "[VIN]"))
        self._with, self._without = knowledge.load(encoder, library, mask), knowledge.load(encoder, library)

    def __call__(self, task: AgentTask) -> KnowledgeFinding:
        """What is found with it, within a turn's time."""
        with within(2.0):
            found = self._with(task)
        assert isinstance(found, KnowledgeFinding)
        return found

    def without(self, task: AgentTask) -> KnowledgeFinding:
        """What is found without it."""
        found = self._without(task)
        assert isinstance(found, KnowledgeFinding)
        return found


@pytest.fixture
def asking(double: BedrockServer, encoder: LocalEncoder, index: Index) -> Asking:
    return Asking(encoder, index)


def test_what_answers_comes_in_the_rerankers_order_and_the_finding_bears_its_cost(
    asking: Asking, double: BedrockServer, scripted: Scripted
) -> None:
    task = builders.task("How long does it take to charge?", turn_id="t1")
    plain = asking.without(task)
    asking(task)
    documents = double.log.all()[0]["body"]["documents"]
    last_first = [{"index": place, "relevance_score": place / 100} for place in range(len(documents))]
    scripted({"then": {"body": {"results": last_first}}})
    found = asking(task)
    places = [next(i for i, text in enumerate(documents) if one.section in text) for one in found.passages]
    assert len(places) > 1
    assert places == sorted(places, reverse=True)
    assert [one.id for one in found.passages] != [one.id for one in plain.passages]
    request, call = asking.metered[-1]
    assert (found.cost_usd, plain.cost_usd, found.path) == (call.cost_usd, 0, "fast")
    assert (call.cost_usd, request.turn_id) == (0.002, "t1")


@pytest.mark.parametrize(
    "then",
    [
        {"error": "ThrottlingException"},
        {"error": "AccessDeniedException"},
        {"status": 503},
        {"silent_s": 30},
        {"body": {"results": []}},
        {"body": {"results": [{"index": 99, "relevance_score": 1}]}},
    ],
)
def test_whatever_fails_the_order_is_that_without_a_reranker(
    asking: Asking, scripted: Scripted, then: dict[str, Any]
) -> None:
    scripted({"then": then})
    task = builders.task(QUESTION)
    [found, plain] = asking(task), asking.without(task)
    assert found == plain.changed(cost_usd=found.cost_usd)
    assert found.cost_usd == asking.metered[0][1].cost_usd


def test_no_personal_data_of_the_question_leaves_and_passages_go_with_their_headings(
    asking: Asking, double: BedrockServer
) -> None:
    asking(builders.task(f"{QUESTION} My VIN is {SECRET}."))
    body = double.log.all()[0]["body"]
    assert body["query"] == f"{QUESTION} My VIN is [VIN]."
    assert any("What does a loan car cost?" in text for text in body["documents"])


@pytest.mark.parametrize(
    "task",
    [
        builders.task("What does the red brake light mean?"),
        builders.task("🙂"),
        builders.task(
            "and at home?",
            dialogue=Dialogue(
                last_passage="charging/charging-times#how-long-does-the-kite-take-to-charge",
                last_question="How long?",
                turns=1,
            ),
        ),
    ],
    ids=["warning light", "no words", "follow-up"],
)
def test_nothing_is_paid_where_something_surer_tells_the_order(
    asking: Asking, double: BedrockServer, task: AgentTask
) -> None:
    assert asking(task) == asking.without(task)
    assert double.log.all() == []
