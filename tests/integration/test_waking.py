"""What starts the functions of a turn before anybody asks."""

from infra.local.deploy import Client
from infra.local.waking import EVENTS


def test_every_function_of_a_turn_can_be_started_by_an_event_that_it_answers_without_an_error(aws: Client) -> None:
    functions = {one["Handler"]: one["FunctionName"] for one in aws("lambda").list_functions()["Functions"]}
    for handler, event in EVENTS.items():  # after an error the emulator ends the process that was to be kept
        answer = aws("lambda").invoke(FunctionName=functions[handler], Payload=event.encode())
        assert "FunctionError" not in answer, handler
