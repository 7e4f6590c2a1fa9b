"""What is wrong with what a customer got."""

from typing import Any

import pytest

from evaluation.scripted.check import Fault, faults
from evaluation.scripted.play import Got
from tests.unit.evaluation.scripted.builders import got, script, scripted


def found(wanted: dict[str, Any], result: Got) -> list[Fault]:
    """What is wrong with the answer where so much is wanted."""
    turn = scripted(**wanted)
    return list(faults(script(turn), turn, result))


@pytest.mark.parametrize(
    ("wanted", "result"),
    [
        ({}, got()),
        ({"reply": ["answer", "hand_over"]}, got()),
        ({"cites": ["charging/charging-times"]}, got()),
        (
            {"cites": ["charging/charging-times"], "language": "de"},
            got(source="de/charging/charging-times.md", language="de"),
        ),
        ({"cites": []}, got(source=None)),
        ({"has": ["29 HOURS", ["it's", "it is"]]}, got()),
        ({"lacks": ["9 hours and"]}, got()),
        ({"buttons": ["yellow"]}, got(buttons=("Red", "Yellow or orange"))),
        ({"queue": ["sales", "roadside"]}, got(waits_in="sales")),
        ({"queue": ["none"]}, got()),
        ({"danger": ["alarm"]}, got("emergency")),
        ({"danger": ["asked"]}, got(buttons=("I am in danger", "I am safe"))),
    ],
)
def test_what_is_as_it_should_be_has_no_fault(wanted: dict[str, Any], result: Got) -> None:
    assert found(wanted, result) == []


@pytest.mark.parametrize(
    ("wanted", "result", "fault"),
    [
        ({"reply": ["hand_over"]}, got(), ("reply", "answer")),
        ({"cites": ["dealer/loan-car"]}, got(), ("cites", "charging/charging-times")),
        ({"cites": ["dealer/loan-car"]}, got(source=None), ("cites", "nothing")),
        ({"cites": []}, got(), ("cites", "charging/charging-times")),
        ({"has": [["9 minutes", "ten"]]}, got(), ("has", "no 9 minutes or ten")),
        ({"lacks": ["29 hours"]}, got(), ("lacks", "29 hours")),
        ({"buttons": ["yellow"]}, got(buttons=("Red",)), ("buttons", "no yellow")),
        ({"queue": ["none"]}, got(waits_in="sales"), ("queue", "sales")),
        ({"queue": ["sales"]}, got(), ("queue", "none")),
        ({}, got("emergency"), ("danger", "alarm")),
        ({}, got(buttons=("I am in danger",)), ("danger", "asked")),
        ({"danger": ["alarm"]}, got(), ("danger", "none")),
        ({}, got(language="fr"), ("language", "fr")),
    ],
)
def test_each_thing_that_is_otherwise_is_a_fault(wanted: dict[str, Any], result: Got, fault: Fault) -> None:
    assert found(wanted, result) == [fault]
