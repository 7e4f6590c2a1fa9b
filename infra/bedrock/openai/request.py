"""A conversation in the words of `/v1/chat/completions`: platform.openai.com/docs/api-reference/chat."""

import json
from collections.abc import Iterator
from typing import Any, Final

from infra.bedrock.asked import Asked
from infra.bedrock.refusal import invalid

_LIMITS: Final = (
    ("maxTokens", "max_tokens"),
    ("temperature", "temperature"),
    ("topP", "top_p"),
    ("stopSequences", "stop"),
)
Json = dict[str, Any]


def chat_request(asked: Asked, model: str) -> Json:
    """Return the request. It always asks for a stream. Raises `Refusal` for what cannot be said in these words."""
    limits = asked.converse.get("inferenceConfig") or {}
    request: Json = {
        "model": model,
        "messages": list(_messages(asked)),
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    request |= {theirs: limits[ours] for ours, theirs in _LIMITS if limits.get(ours) is not None}
    if asked.tools:
        request |= {"tools": list(_tools(asked)), "tool_choice": _choice(asked.tool_choice)}
    if asked.output_schema is not None:
        schema = {"name": "answer", "schema": asked.output_schema}
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    return request


def _messages(asked: Asked) -> Iterator[Json]:
    system = _text(asked.converse.get("system") or [])
    if system:
        yield {"role": "system", "content": system}
    for message in asked.messages:
        results = [block["toolResult"] for block in message["content"] if "toolResult" in block]
        for result in results:
            content = "\n".join(block.get("text") or json.dumps(block.get("json")) for block in result["content"])
            yield {"role": "tool", "tool_call_id": result["toolUseId"], "content": content}
        text, calls = _text(message["content"]), _calls(message["content"])
        if text or calls:
            yield {"role": message["role"], "content": text or None} | ({"tool_calls": calls} if calls else {})


def _text(blocks: list[Json]) -> str:
    known = ("text", "toolUse", "toolResult", "cachePoint", "reasoningContent")
    if other := [kind for block in blocks for kind in block if kind not in known]:
        raise invalid(f"{other[0]} blocks are not passed on to an OpenAI-compatible server.")
    return "\n".join(block["text"] for block in blocks if "text" in block)


def _calls(blocks: list[Json]) -> list[Json]:
    used = [block["toolUse"] for block in blocks if "toolUse" in block]
    return [
        {
            "id": call["toolUseId"],
            "type": "function",
            "function": {"name": call["name"], "arguments": json.dumps(call["input"])},
        }
        for call in used
    ]


def _tools(asked: Asked) -> Iterator[Json]:
    for tool in asked.converse["toolConfig"]["tools"]:
        if spec := tool.get("toolSpec"):
            function = {"name": spec["name"], "parameters": spec["inputSchema"].get("json") or {}}
            yield {"type": "function", "function": function | _described(spec)}


def _described(spec: Json) -> Json:
    return {"description": spec["description"]} if spec.get("description") else {}


def _choice(choice: Json) -> str | Json:
    if "tool" in choice:
        return {"type": "function", "function": {"name": choice["tool"]["name"]}}
    return "required" if "any" in choice else "auto"
