"""What is answered where no script says anything."""

import json
from typing import Any

import pytest

from infra.bedrock.schema_values import least
from tests.unit.infra.bedrock.clients import MODEL, TOOL, asking, text_of, tools

PASSAGES = (
    '<passage id="1" title="Wipers" section="Blades">Lift the arm. Pull the blade off. Push the new one on.</passage>'
    '<passage id="2" title="Tyres" section="Air">Check the tyres cold &amp; loaded. Use 2.5 bar. Refit caps.</passage>'
)
NO_ANSWER = "passages_do_not_answer"


@pytest.mark.parametrize("place", ["system", "user"])
def test_the_passage_that_shares_most_words_is_quoted_with_its_marker(client: Any, place: str) -> None:
    question = "When do I check the tyres?"
    system = [{"text": PASSAGES if place == "system" else "Answer from passages."}]
    request = asking(question if place == "system" else f"{PASSAGES}\n{question}", system=system)
    assert (
        text_of(client.converse(**request)) == "(scripted answer) Check the tyres cold & loaded. [2] Use 2.5 bar. [2]"
    )


def test_words_of_the_passages_are_not_taken_for_words_of_the_question(client: Any) -> None:
    answer = client.converse(**asking(f"{PASSAGES} How does a blade come off?"))
    assert text_of(answer).endswith("[1]")


def test_the_latest_passages_count(client: Any) -> None:
    older = '<passage id="1">Check tyres, check tyres with care. Old.</passage> tyres?'
    newer = '<passage id="1">The boot opens by kick. Wait.</passage> And how do I check the tyres?'
    said = [("user", older), ("assistant", "Old. [1]"), ("user", newer)]
    messages = [{"role": role, "content": [{"text": text}]} for role, text in said]
    answer = client.converse(modelId=MODEL, messages=messages)
    assert text_of(answer) == "(scripted answer) The boot opens by kick. [1] Wait. [1]"


def test_it_says_when_no_passage_came(client: Any) -> None:
    assert text_of(client.converse(**asking())) == "(scripted answer) No passage came with this question."


@pytest.mark.parametrize(
    ("question", "reason"), [("Wo ist mein Hund?", "tool_use"), ("How are tyres checked?", "end_turn")]
)
def test_it_calls_the_tool_for_passages_that_do_not_answer(client: Any, question: str, reason: str) -> None:
    request = asking(f"{PASSAGES}\n{question}", toolConfig=tools(NO_ANSWER))
    answer = client.converse(**request)
    assert answer["stopReason"] == reason
    block = answer["output"]["message"]["content"][0]
    assert (block.get("toolUse", {}).get("name") == NO_ANSWER) == (reason == "tool_use")


@pytest.mark.parametrize("choice", [{"any": {}}, {"tool": {"name": "classify"}}])
def test_a_tool_that_must_be_called_is_called_with_the_least_that_its_schema_allows(client: Any, choice: Any) -> None:
    request = asking("Is it urgent?", toolConfig=tools("classify", "other", choice=choice))
    (block,) = client.converse(**request)["output"]["message"]["content"]
    assert block["toolUse"]["name"] == "classify"
    assert block["toolUse"]["input"] == {
        "intent": "book_service",
        "question": "Is it urgent?",
        "note": "",
        "urgent": False,
        "count": 0,
    }


def test_text_that_must_obey_a_schema_does(client: Any) -> None:
    structure = {"jsonSchema": {"schema": json.dumps(TOOL)}}
    output = {"textFormat": {"type": "json_schema", "structure": structure}}
    answer = client.converse(**asking("Why?", outputConfig=output))
    assert json.loads(text_of(answer))["intent"] == "book_service"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "array", "items": {"type": "number"}}, []),
        ({"type": "array", "items": {"type": "number"}, "minItems": 2}, [0, 0]),
        ({"anyOf": [{"type": "null"}, {"type": "string"}]}, None),
        ({"type": ["string", "null"]}, ""),
        ({"type": "integer", "minimum": 3}, 3),
        ({"const": "x"}, "x"),
        (
            {
                "$defs": {"Day": {"enum": ["mon", "tue"]}},
                "type": "object",
                "properties": {"day": {"$ref": "#/$defs/Day"}},
                "required": ["day"],
            },
            {"day": "mon"},
        ),
    ],
)
def test_the_least_value_of_a_schema(schema: dict[str, Any], value: Any) -> None:
    assert least(schema, "why") == value


def test_the_question_is_the_users_last_words_also_after_a_tools_result(client: Any) -> None:
    messages = [
        {"role": "user", "content": [{"text": f"{PASSAGES} How are tyres checked?"}]},
        {"role": "assistant", "content": [{"toolUse": {"toolUseId": "a", "name": "look", "input": {}}}]},
        {"role": "user", "content": [{"toolResult": {"toolUseId": "a", "content": [{"json": {"blade": "arm"}}]}}]},
    ]
    answer = client.converse(modelId=MODEL, messages=messages, toolConfig=tools("look"))
    assert text_of(answer).endswith("[2]")
