"""What a turn accepts from outside."""

import json
import re

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.conversation import StartConversation
from contracts.live import LiveTurn
from contracts.policy import MAX_CLIENT_TURN_ID_CHARS, MAX_TEXT_CHARS
from contracts.turn import READABLE, AgentTask, Text, TurnRequest


def read(**fields: object) -> TurnRequest:
    return TurnRequest.model_validate_json(json.dumps({"text": "hello", "client_turn_id": "1"} | fields))


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "two\nlines\r\nand\ta tab",
        "Überhitzt: 120 °C 🚗",
        "\u202bשלום\u202c",
        "x" * MAX_TEXT_CHARS,
        "🚗" * MAX_TEXT_CHARS,
    ],
)
def test_a_text_is_kept_to_the_character(text: str) -> None:
    assert read(text=text).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "at least 1 character"),
        (" \n\t ", "is empty"),
        ("\u3000", "is empty"),
        ("\u200b\u200b", "is empty"),
        ("\ufeff \u2060\u00ad\n", "is empty"),
        ("\u2800\u3164\ufe0f", "is empty"),
        ("\U000e0041\U000e007f", "is empty"),
        ("bell\x07", "control characters"),
        ("nul\x00", "control characters"),
        ("delete\x7f", "control characters"),
        ("next line\x85", "control characters"),
        ("escape\x1b[31m", "control characters"),
        ("M\ufffdller", "not valid UTF-8"),
        ("x" * (MAX_TEXT_CHARS + 1), f"at most {MAX_TEXT_CHARS} characters"),
        (7, "valid string"),
        (None, "valid string"),
        (["a"], "valid string"),
    ],
)
def test_a_text_nobody_types_is_refused_with_the_reason(text: object, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason) as caught:
        read(text=text)
    assert caught.value.errors()[0]["loc"] == ("text",)


def test_the_pattern_in_the_document_of_the_api_is_true_of_the_same_texts() -> None:
    accepts, pattern = TypeAdapter(Text).validator, re.compile(READABLE)
    for code in (*range(0xD800), *range(0xE000, 0x11000)):
        for text in (chr(code), f"a{chr(code)}", f"{chr(code)}\n "):
            assert accepts.isinstance_python(text) == bool(pattern.fullmatch(text)), ascii(text)


@pytest.mark.parametrize("id_", ["", "with space", "a/b", "a\n", "ä", "x" * (MAX_CLIENT_TURN_ID_CHARS + 1), 7, None])
def test_a_client_turn_id_of_another_shape_is_refused(id_: object) -> None:
    with pytest.raises(ValidationError) as caught:
        read(client_turn_id=id_)
    assert caught.value.errors()[0]["loc"] == ("client_turn_id",)


@pytest.mark.parametrize("id_", ["1", "turn-1", "8e0c.A_b:9", "x" * MAX_CLIENT_TURN_ID_CHARS])
def test_a_client_turn_id_may_be_any_usual_identifier(id_: str) -> None:
    assert read(client_turn_id=id_).client_turn_id == id_


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(ValidationError) as caught:
        read(customer_id="cust-alex")
    assert [(e["type"], e["loc"]) for e in caught.value.errors()] == [("extra_forbidden", ("customer_id",))]


@pytest.mark.parametrize(
    "body",
    [
        r'{"text": "\ud83d", "client_turn_id": "1"}',
        r'{"text": "\ude97\ud83d", "client_turn_id": "1"}',
        '{"text": "\ud83d", "client_turn_id": "1"}',
        "[" * 100_000,
    ],
    ids=["half a pair", "pair the wrong way round", "not escaped", "very deep"],
)
def test_json_that_is_no_text_is_refused_without_a_crash(body: str) -> None:
    with pytest.raises(ValidationError):
        TurnRequest.model_validate_json(body)


@pytest.mark.parametrize("language", ["EN", "eng", "e", "", "e\n", "12"])
def test_a_language_is_two_lower_case_letters(language: str) -> None:
    with pytest.raises(ValidationError):
        StartConversation(language=language)


def test_a_request_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(read(), "text", "other")  # noqa: B010 - mypy knows it is frozen


@pytest.mark.parametrize("channel", ["chat", "speech"])
def test_a_turn_says_through_which_channel_its_reply_goes(channel: str) -> None:
    assert read(channel=channel).channel == channel


def test_a_turn_that_names_no_channel_is_one_of_a_chat() -> None:
    assert read().channel == "chat"
    assert AgentTask.model_validate({"text": "hello"}).channel == "chat"
    sent = {"conversation_id": "c1", "connection_id": "a", "text": "hello", "client_turn_id": "1"}
    assert LiveTurn.model_validate(sent).channel == "chat"


@pytest.mark.parametrize("channel", ["", "Speech", "voice", None, 7, ["speech"]])
def test_a_channel_that_there_is_not_is_refused(channel: object) -> None:
    with pytest.raises(ValidationError) as caught:
        read(channel=channel)
    assert caught.value.errors()[0]["loc"] == ("channel",)


def test_a_task_keeps_its_channel_and_one_of_a_later_version_is_read_as_that_of_a_chat() -> None:
    spoken = AgentTask(text="hello", channel="speech")
    assert AgentTask.model_validate_json(spoken.model_dump_json()).channel == "speech"
    assert AgentTask.model_validate({"text": "hello", "channel": "hologram"}).channel == "chat"
