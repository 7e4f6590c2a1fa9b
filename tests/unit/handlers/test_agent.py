"""Agent functions: a task in, a finding out."""

import json
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from agents import intent, sentiment
from agents.agent import Agent
from contracts.errors import CurbsideError, InvalidInput, Unavailable
from contracts.turn import AgentName
from encoder import Encoder
from encoder.local import LocalEncoder
from graph.dispatch import read_finding
from handlers.agent import agent_handler
from store.customers import save_customer
from tests.unit import builders
from tests.unit.aws import drop_table
from tests.unit.encoder.slow import SlowEncoder
from tests.unit.handlers.conftest import Load

Lines = Callable[[], list[dict[str, Any]]]
pytestmark = pytest.mark.usefixtures("tables", "knowledge_base")
TASK = builders.task(
    "What does the red brake light mean?",
    conversation_id="c1",
    turn_id="t1",
    trace_id="trace-1",
    customer_id="cust-1",
    intent=builders.intent(),
    routing=builders.routing("clarify", "answer", None),
)


@pytest.mark.parametrize("name", AgentName)
def test_every_agent_answers_a_task_with_a_finding_the_supervisor_can_read(
    load: Load, name: AgentName, logged: Lines
) -> None:
    save_customer(builders.customer(builders.vehicle()))
    found = load(name.value).handler(TASK.model_dump(mode="json"), None)
    assert read_finding(name, json.dumps(found).encode()).path == "fast"
    [line] = logged()
    assert (line["message"], line["agent"], line["outcome"]) == ("agent answered", name, "answered")
    assert (line["conversation_id"], line["turn_id"], line["trace_id"]) == ("c1", "t1", "trace-1")
    assert "brake" not in json.dumps(line)


def test_an_agent_that_fails_says_so_in_the_log_and_throws(load: Load, logged: Lines) -> None:
    handler = load("personalization").handler
    drop_table("Customers")
    with pytest.raises(CurbsideError):
        handler(TASK.model_dump(mode="json"), None)
    [line] = logged()
    assert (line["message"], line["error"], line["agent"]) == ("agent failed", "Unavailable", "personalization")
    assert "cust-1" not in json.dumps(line)


def test_a_customer_record_that_does_not_fit_is_not_shown_in_what_is_thrown(load: Load) -> None:
    from store.tables import CustomerItem

    record = builders.customer(first_name="Quirin").model_dump(mode="json") | {"vehicles": "Fitzgibbon gold"}
    CustomerItem("cust-1", tenant="demo", record=record).save()
    with pytest.raises(Unavailable, match="MalformedRecord") as caught:
        load("personalization").handler(TASK.model_dump(mode="json"), None)
    shown = "".join(traceback.format_exception(caught.value))  # as the Lambda runtime logs it
    assert not [word for word in ("Fitzgibbon", "Quirin") if word in shown]


def test_a_finding_of_another_version_that_cannot_be_read_is_left_out_and_named(load: Load, logged: Lines) -> None:
    event = TASK.model_dump(mode="json")
    event["findings"] |= {"intent": {"shape": "of another version, brake"}, "mood": {"of": "a later version"}}
    assert load("routing").handler(event, None)["kind"] == "queue"
    line, _ = logged()
    assert (line["level"], line["message"], line["missing"]) == ("WARNING", "findings left out", ["intent"])
    assert "brake" not in str(logged())


SENTENCES = (
    "My brakes smell of smoke. The car pulls to the left! It began an hour ago. Can you help me? I am in Leeds. "
)


@pytest.mark.parametrize("name", AgentName)
def test_an_agent_does_not_begin_a_task_that_nobody_waits_for(load: Load, name: AgentName, logged: Lines) -> None:
    over = TASK.changed(time_left_ms=0)
    assert load(name.value).handler(over.model_dump(mode="json"), None) is None
    [line] = logged()
    assert (line["level"], line["message"], line["outcome"]) == ("WARNING", "agent gave up", "timed out")
    assert (line["agent"], line["turn_id"], line["trace_id"]) == (name, "t1", "trace-1")


@pytest.mark.parametrize(
    ("name", "load_agent"), [(AgentName.INTENT, intent.load), (AgentName.SENTIMENT, sentiment.load)]
)
def test_a_task_that_was_given_up_ends_after_the_sentence_it_is_at(
    encoder: LocalEncoder, name: AgentName, load_agent: Callable[[Encoder], Agent], logged: Lines
) -> None:
    patient, hurried = SlowEncoder(encoder, seconds=0.2), SlowEncoder(encoder, seconds=0.2)
    task = builders.task(SENTENCES)
    assert agent_handler(name, load_agent(patient))(task.model_dump(mode="json"), None) is not None
    late = task.changed(time_left_ms=300).model_dump(mode="json")
    assert agent_handler(name, load_agent(hurried))(late, None) is None
    assert 1 <= len(hurried.encoded) <= 2 < len(patient.encoded)
    assert [line["message"] for line in logged()] == ["agent answered", "agent gave up"]


def test_an_event_that_is_no_task_is_refused(load: Load) -> None:
    handler = load("routing").handler
    with pytest.raises(InvalidInput) as refused:
        handler({"txt": "my plate is B-VD 342E"}, None)
    assert refused.value.__cause__ is None
    assert "342E" not in str(refused.value)


def test_only_the_text_is_needed_to_try_an_agent_alone(load: Load) -> None:
    assert load("intent").handler({"text": "I want to book a service"}, None)["intent"] == "book_service"
