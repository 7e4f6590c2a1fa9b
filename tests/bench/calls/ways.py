"""Ways to ask the same model the same question, and read its answer piece by piece.

Everything is imported inside the functions: LiteLLM's process has no library of ours, and time and memory of a start
are those of what a way needs.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Ask = Callable[[], Iterator[str]]
"""Calls the model once; gives the text of the answer as it comes."""


@dataclass(frozen=True)
class Question:
    """What is asked, where, and what is answered."""

    address: str
    region: str
    model: str
    system: str
    said: str
    max_tokens: int
    answer: str


def boto3_alone(question: Question) -> Ask:
    """The client of AWS, and nothing around it."""
    import boto3

    client = boto3.client("bedrock-runtime", region_name=question.region, endpoint_url=question.address)

    def ask() -> Iterator[str]:
        answer = client.converse_stream(
            modelId=question.model,
            system=[{"text": question.system}],
            messages=[{"role": "user", "content": [{"text": question.said}]}],
            inferenceConfig={"maxTokens": question.max_tokens},
        )
        for event in answer["stream"]:
            yield event.get("contentBlockDelta", {}).get("delta", {}).get("text", "")

    return ask


def curbside(question: Question) -> Ask:
    """Our client as a function has it, its breakers kept in the process."""
    os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = question.address
    from models.breaker import Breakers, BreakersHere
    from models.client import ModelClient
    from models.places import places_in
    from models.request import Message, ModelRequest
    from models.stream import bedrock_streams

    streams = {question.region: bedrock_streams(question.region)}
    client = ModelClient(places_in([question.region]), streams, Breakers(BreakersHere()))
    request = ModelRequest(
        purpose="bench",
        prompt="bench",
        system=question.system,
        messages=(Message(author="user", text=question.said),),
        max_tokens=question.max_tokens,
    )
    return lambda: client.stream(request)


def langchain_aws(question: Question) -> Ask:
    """ChatBedrockConverse alone, without a graph or an agent."""
    from langchain_aws import ChatBedrockConverse

    chat = ChatBedrockConverse(
        model_id=question.model,
        region_name=question.region,
        endpoint_url=question.address,
        max_tokens=question.max_tokens,
    )
    messages = [("system", question.system), ("human", question.said)]
    return lambda: (str(piece.text) for piece in chat.stream(messages))


def litellm(question: Question) -> Ask:
    """LiteLLM's library call, its proxy left out."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # it would fetch its prices from the network first
    from litellm import completion

    arguments: dict[str, Any] = {
        "model": f"bedrock/converse/{question.model}",
        "messages": [{"role": "system", "content": question.system}, {"role": "user", "content": question.said}],
        "max_tokens": question.max_tokens,
        "stream": True,
        "stream_options": {"include_usage": True},  # as the others are told it
        "aws_region_name": question.region,
        "aws_bedrock_runtime_endpoint": question.address,
    }

    def ask() -> Iterator[str]:
        for piece in completion(**arguments):
            yield (piece.choices[0].delta.content or "") if piece.choices else ""

    return ask


WAYS: Final[Mapping[str, Callable[[Question], Ask]]] = {
    one.__name__: one for one in (boto3_alone, curbside, langchain_aws, litellm)
}
