"""What stands in the logs, after all other tests have done their worst. `tests/conftest.py` runs this file last."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from contracts.customer import Customer
from contracts.public import FullAnswer
from contracts.turn import AgentName
from infra.local.demo import DEMO
from infra.local.deploy import Client
from infra.local.logs import lines
from tests.integration.chat import Chat
from tests.integration.run import LocalRun, wait_for

PERSONAL = "Quincy Quokkaberg here, quincy@quokka.example, XVDKTE58E00000117: how do I pair my phone?"
MARKED = "zanzibarquokka"
LOG_SECONDS = 90.0
"""All lines of all tests are read each time, on a machine that may be busy."""


def records(aws: Client) -> list[dict[str, Any]]:
    """Every line that is one of ours, parsed."""
    return [json.loads(line) for line in lines(aws) if line.startswith("{")]


@pytest.fixture(scope="module")
def answer(chat: Chat, aws: Client) -> FullAnswer:
    """A turn of a known customer, whose lines have arrived in the logs."""
    chat.warm_up()
    answer = chat.start(customer_id="cust-alex").say(PERSONAL)
    chat.start().send(f"{MARKED}\a")
    chat.post("/conversations/x/turns", f"conv_x_{MARKED}", MARKED.encode())
    for body in (b'{"text": "' + MARKED.encode(), f'{{"{MARKED}": 1}}'.encode()):
        chat.post("/conversations", chat.keys.secret, body)
    told = ("turn answered", answer.turn_id)
    wait_for(
        lambda: told in [(line["message"], line.get("turn_id")) for line in records(aws)],
        LOG_SECONDS,
        "the turn is logged",
    )
    return answer


@pytest.fixture(scope="module")
def logged(stack: LocalRun, aws: Client, answer: FullAnswer) -> str:
    """All logs as one text: those of the functions, and what the emulator says."""
    every = list(lines(aws))
    assert len(every) > 20
    return "\n".join([*every, (stack.settings.state / "emulator.log").read_text(encoding="utf-8")])


def test_no_message_stands_in_the_logs(chat: Chat, logged: str) -> None:
    for text in chat.sent:
        assert text not in logged
    for word in (MARKED, "Quincy", "Quokkaberg", "quokka.example", "pair my phone", "red brake light", "quokkasecret"):
        assert word not in logged


def test_no_reply_stands_in_the_logs(answer: FullAnswer, logged: str) -> None:
    assert answer.reply.text.startswith("Hello Alex.")
    for sentence in answer.reply.text.split(". "):
        assert sentence not in logged


def test_nobody_and_no_vehicle_stands_in_the_logs(logged: str) -> None:
    customers = TypeAdapter(list[Customer]).validate_json((DEMO / "customers.json").read_bytes())
    assert customers
    for customer in customers:
        for name in (customer.first_name, customer.last_name, customer.email, customer.phone):
            assert name is None or name not in logged
        for vehicle in customer.vehicles:
            assert vehicle.vin not in logged
            assert vehicle.plate is None or vehicle.plate not in logged


def test_no_key_and_no_token_stands_in_the_logs(chat: Chat, logged: str) -> None:
    assert chat.tokens
    for credential in (chat.keys.publishable, chat.keys.secret, *chat.tokens):
        assert credential not in logged
        assert credential[-43:] not in logged, "not even its random part"


def test_no_failure_that_nobody_foresaw_stands_in_the_logs(aws: Client, answer: FullAnswer) -> None:
    assert [line for line in records(aws) if line["message"] == "request failed"] == []
    assert not any("Traceback" in line for line in lines(aws))


def test_all_lines_of_a_turn_share_its_trace_id(aws: Client, answer: FullAnswer) -> None:
    lines = [line for line in records(aws) if line.get("turn_id") == answer.turn_id]
    assert {line["trace_id"] for line in lines} == {answer.trace_id}
    assert {line["agent"] for line in lines if line["message"] == "agent answered"} == set(AgentName)
    traced = [line["message"] for line in records(aws) if line.get("trace_id") == answer.trace_id]
    assert "turn answered" in traced
    assert "POST /conversations/{conversation_id}/turns" in traced


def test_a_refusal_can_be_found_in_the_logs_by_its_trace_id(chat: Chat, aws: Client, answer: FullAnswer) -> None:
    response = chat.post("/conversations", chat.keys.secret, b"{")
    trace_id = response.json()["trace_id"]
    wait_for(lambda: any(line.get("trace_id") == trace_id for line in records(aws)), 10, "the refusal is logged")
    line = next(line for line in records(aws) if line.get("trace_id") == trace_id)
    assert line["status"] == response.status_code
