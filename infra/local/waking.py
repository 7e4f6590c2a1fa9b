"""Functions started beside each other, while tables are filled: a first question starts one after the other."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from contracts.turn import AgentName, AgentTask
from infra.local.deploy import Client

_TASK: Final = AgentTask(text="", trace_id="start", time_left_ms=0).model_dump_json()
"""Given up before it begins, since it has no time."""
_REQUEST: Final = """{"httpMethod": "GET", "path": "/", "resource": "/", "headers": {}, "methodArn": "local/start",
    "requestContext": {"requestId": "start"}}"""
"""From nobody, for nothing."""
_CLOSED: Final = '{"requestContext": {"routeKey": "$disconnect", "connectionId": "start"}}'
"""A connection that nobody knows was closed."""
EVENTS: Final = {
    **dict.fromkeys((f"handlers.{agent}.handler" for agent in AgentName), _TASK),
    **dict.fromkeys((f"handlers.{name}.handler" for name in ("authorizer", "conversation", "supervisor")), _REQUEST),
    "handlers.live.handler": _CLOSED,
}
"""What starts the functions of a turn and changes nothing, by their handlers."""


class Waking:
    """The functions of a turn, while they start. One that cannot start is found out by the first question."""

    def __init__(self, client: Client) -> None:
        self._functions = client("lambda")
        self._threads = ThreadPoolExecutor(len(EVENTS))
        for function in self._functions.list_functions()["Functions"]:
            if event := EVENTS.get(function["Handler"]):
                self._threads.submit(self._wake, function["FunctionName"], event)

    def wait(self) -> None:
        """Return once all have answered."""
        self._threads.shutdown()

    def _wake(self, name: str, event: str) -> None:
        aliases: list[Any] = self._functions.list_aliases(FunctionName=name)["Aliases"]
        self._functions.invoke(FunctionName=aliases[0]["AliasArn"] if aliases else name, Payload=event.encode())
