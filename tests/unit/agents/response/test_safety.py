"""What a page says about safety is told beside whatever a model makes of the page."""

from typing import Any

import pytest

from models.client import ModelClient
from tests.unit.agents.response.writing import BEGINS, NO_ANSWER, Told, asking
from tests.unit.bedrock import Scripted
from tests.unit.builders import passage


@pytest.mark.parametrize("written", [{"text": BEGINS}, NO_ANSWER, {"text": "The parking brake is on. [1]"}])
def test_what_a_page_says_about_safety_is_told_whatever_a_model_makes_of_it(
    client: ModelClient, scripted: Scripted, written: dict[str, Any]
) -> None:
    scripted({"then": written})
    text = (
        "Pump the tyre up. The parking brake is on while the red brake light means a fault. Do not drive if it is flat."
    )
    told = Told(asking("What about the tyre?", passage(text=f"{BEGINS.removesuffix(' [1]')} {text}")), client)
    assert "Do not drive if it is flat. [1]" in told.reply.text
    assert told.reply.citations


def test_what_a_model_says_about_safety_is_not_said_twice(client: ModelClient, scripted: Scripted) -> None:
    page = passage(text="Pump the tyre up. Do not drive if it is flat. Never let air out of a warm tyre.")
    said = "Please do not drive if it is flat. [1]"
    scripted({"then": {"text": f"Pump the tyre up. [1] {said}"}})
    told = Told(asking("What about the tyre?", page), client)
    assert told.reply.text == f"Pump the tyre up. [1] {said}\n\nNever let air out of a warm tyre. [1]"
    scripted({"then": {"text": "Pump the tyre up. [1] You can drive if it is flat. [1]"}})
    assert "Do not drive if it is flat." in Told(asking("What about the tyre?", page), client).reply.text


def test_in_another_language_than_the_pages_a_reply_says_anything_about_safety_or_ends_with_the_page(
    client: ModelClient, scripted: Scripted
) -> None:
    page = passage(text="Pump the tyre up to 2.2 bar. Do not drive if it is flat.")
    given = asking("Was mache ich mit dem Reifen?", page, language="de")
    warned = "Pumpen Sie den Reifen auf 2,2 bar auf. [1] Fahren Sie nicht, wenn er platt ist. [1]"
    scripted({"then": {"text": warned}})
    assert Told(given, client).reply.text.endswith(warned)
    scripted({"then": {"text": "Pumpen Sie den Reifen auf 2,2 bar auf. [1]"}})
    assert Told(given, client).reply.text.endswith("[1]\n\nDo not drive if it is flat. [1]")
