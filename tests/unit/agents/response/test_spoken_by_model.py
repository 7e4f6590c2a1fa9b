"""Replies to be read aloud that a model writes."""

import re
from typing import Any, Final

import pytest

from agents.response.policy import LIMITS
from contracts.turn import AgentTask
from infra.bedrock.server import BedrockServer
from models.client import ModelClient
from tests.unit.agents.response.writing import BEGINS, GOOD, Told, asking, by_name
from tests.unit.bedrock import Scripted
from tests.unit.builders import passage, person

SPEECH: Final = LIMITS["speech"]
THINGS: Final = [
    f"{one}{two}ing" for one in ("red", "blue", "hot", "cold", "wide") for two in ("brak", "steer", "rid", "park")
]
PAGE: Final = passage(
    text=" ".join(f"The light of {thing} means that a part of the car has a fault." for thing in THINGS)
)


def spoken(given: AgentTask, client: ModelClient) -> Told:
    """The reply for a voice; what must hold of any such reply holds."""
    told = Told(given.changed(channel="speech"), client)
    assert told.reply.speech == re.sub(r" \[\d+\]", "", told.reply.text)
    assert "\n" not in told.reply.text
    assert told.reply.speech.endswith(".")
    return told


def said_to_the_model(double: BedrockServer) -> tuple[str, str]:
    """The system prompt, and the message."""
    body: dict[str, Any] = double.log.all()[-1]["body"]
    return body["system"][0]["text"], body["messages"][0]["content"][0]["text"]


def test_a_model_is_told_how_long_a_reply_may_be_and_that_it_is_read_aloud(
    client: ModelClient, scripted: Scripted, double: BedrockServer
) -> None:
    scripted({"then": {"text": GOOD}})
    Told(asking(), client)
    system, shown = said_to_the_model(double)
    spoken(asking(), client)
    same_system, heard = said_to_the_model(double)
    assert same_system == system, "which is cached"
    assert f"At most {LIMITS['chat'].reply_chars} characters." in shown
    assert "read aloud" not in shown
    assert f"At most {SPEECH.reply_chars} characters: the reply is read aloud" in heard
    assert "{" not in system


def test_what_a_model_writes_is_said_as_it_is_written(client: ModelClient, scripted: Scripted) -> None:
    scripted({"then": {"text": GOOD, "each_ms": 1}})
    told = spoken(by_name(), client)
    assert told.reply.text == f"Hello Alex. {GOOD}"
    assert told.reply.path == "bedrock"


def test_a_list_that_a_model_writes_all_the_same_is_said_in_sentences(client: ModelClient, scripted: Scripted) -> None:
    scripted({"then": {"text": f"{BEGINS}\n\n- Slow down [1]\n- Pull over [1]\n"}})
    said = f"{BEGINS} Slow down. [1] Pull over. [1]"
    assert spoken(asking(), client).reply.text == f"{said} If it stays on, stop as soon as it is safe. [1]"


def test_a_reply_that_goes_on_for_ever_ends_sooner_than_in_a_chat(client: ModelClient, scripted: Scripted) -> None:
    scripted({"then": {"text": PAGE.text.replace(".", ". [1]")}})
    question = "What does the red brake light mean?"
    heard = spoken(asking(question, PAGE), client).reply
    assert SPEECH.reply_chars < len(heard.text) <= SPEECH.most_chars
    assert len(Told(asking(question, PAGE), client).reply.text) > SPEECH.most_chars
    assert heard.path == "bedrock"


def test_no_reply_is_ended_before_a_warning(client: ModelClient, scripted: Scripted) -> None:
    sentences = [f"{sentence}." for sentence in PAGE.text.removesuffix(".").split(". ")]
    fitting = SPEECH.most_chars // len(f"{sentences[0]} [1] ")
    warned = [*sentences[:fitting], "Do not drive on with any of them lit.", *sentences[fitting:]]
    scripted({"then": {"text": " ".join(f"{sentence} [1]" for sentence in warned)}})
    reply = spoken(asking("What does the red brake light mean?", passage(text=" ".join(warned))), client).reply
    assert reply.speech == " ".join(warned[: fitting + 1])
    assert len(reply.text) > SPEECH.most_chars


def test_where_a_model_breaks_off_the_best_passage_goes_on_in_sentences(
    client: ModelClient, scripted: Scripted
) -> None:
    scripted(
        {"then": {"text": [f"{word} " for word in GOOD.split(" ")], "error": "ThrottlingException", "error_after": 12}}
    )
    told = spoken(asking(), client)
    assert told.reply.text == f"{BEGINS} If it stays on, stop as soon as it is safe. 1. Slow down. 2. Pull over. [1]"


def test_where_a_model_breaks_off_the_whole_is_as_long_as_the_limit(client: ModelClient, scripted: Scripted) -> None:
    first = PAGE.text.split(". ")[0]
    pieces = [f"{word} " for word in f"{first}. [1] And then".split(" ")]
    scripted({"then": {"text": pieces, "error": "ThrottlingException", "error_after": len(pieces) - 1}})
    told = spoken(asking("What does the red brake light mean?", PAGE, personalization=person()), client)
    assert told.reply.text.startswith(f"Hello Alex. {first}. [1] The light of")
    assert len(told.reply.speech) <= SPEECH.reply_chars


@pytest.mark.parametrize("fault", [{"error": "ThrottlingException"}, {"text": ""}, {"status": 503}])
def test_where_nothing_comes_the_reply_is_the_spoken_one_of_the_fast_path(
    client: ModelClient, scripted: Scripted, fault: dict[str, Any]
) -> None:
    scripted({"then": fault})
    told = Told(asking("What does the red brake light mean?", PAGE).changed(channel="speech"), client)
    assert told.reply.path == "fast"
    assert len(told.reply.speech) <= SPEECH.reply_chars
