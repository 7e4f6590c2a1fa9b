"""langchain-aws runs against the double as it is."""

import asyncio
from typing import Any

import pytest
from langchain_aws import ChatBedrockConverse
from langchain_core.messages import AIMessageChunk, HumanMessage, ToolMessage
from pydantic import BaseModel, Field

from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import MODEL, say


class Booking(BaseModel):
    """Books an appointment."""

    day: str = Field(description="the day")
    urgent: bool


def chat(**further: Any) -> ChatBedrockConverse:
    return ChatBedrockConverse(model_id=MODEL, region_name="eu-central-1", max_tokens=200, **further)


def test_it_answers_with_its_usage(double: BedrockServer) -> None:
    say(double, {"text": "Check them cold."})
    answer = chat().invoke("How?")
    assert answer.content == "Check them cold."
    assert answer.usage_metadata is not None
    assert (answer.usage_metadata["input_tokens"], answer.usage_metadata["output_tokens"]) == (1, 4)


def test_it_streams_word_by_word(double: BedrockServer) -> None:
    say(double, {"text": "Check them cold."})
    chunks = [chunk.text for chunk in chat().stream("How?") if chunk.text]
    assert chunks == ["Check ", "them ", "cold."]


def test_tool_calls_come_whole_and_streamed(double: BedrockServer) -> None:
    call = {"calls": [{"name": "Booking", "arguments": {"day": "Monday", "urgent": True}}]}
    say(double, call, call)
    model = chat().bind_tools([Booking])
    answer = model.invoke("Book Monday")
    assert [(one["name"], one["args"]) for one in answer.tool_calls] == [("Booking", {"day": "Monday", "urgent": True})]
    total: AIMessageChunk | None = None
    for chunk in model.stream("Book Monday"):
        assert isinstance(chunk, AIMessageChunk)
        total = chunk if total is None else total + chunk
    assert total is not None
    assert [(one["name"], one["args"]) for one in total.tool_calls] == [("Booking", {"day": "Monday", "urgent": True})]


def test_a_tools_result_goes_back_to_the_model(double: BedrockServer) -> None:
    say(double, {"calls": [{"name": "Booking", "arguments": {"day": "Monday", "urgent": False}}]}, {"text": "Done."})
    model = chat().bind_tools([Booking])
    question = HumanMessage("Book Monday")
    call = model.invoke([question])
    result = ToolMessage("booked", tool_call_id=call.tool_calls[0]["id"])
    assert model.invoke([question, call, result]).content == "Done."
    assert "toolResult" in double.log.all()[-1]["body"]["messages"][-1]["content"][0]


@pytest.mark.parametrize("method", ["function_calling", "json_schema"])
def test_structured_output_obeys_its_schema_without_a_script(method: Any) -> None:
    found = chat().with_structured_output(Booking, method=method).invoke("Book Monday")
    assert found == Booking(day="", urgent=False)


def test_fifty_at_once_all_get_an_answer(double: BedrockServer) -> None:
    double.book.replace('{"then": {"text": "yes", "first_ms": 50}}')
    model = chat()

    async def ask() -> list[Any]:
        return await asyncio.gather(*(model.ainvoke(f"question {at}") for at in range(50)))

    assert [answer.content for answer in asyncio.run(ask())] == ["yes"] * 50
