"""What the functions on this machine logged: `python -m infra.local.logs [TRACE_ID]`, of one request or of all."""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import EndpointConnectionError

from contracts.command_line import exit_code, parser_of
from contracts.errors import ConfigurationError
from infra.local.deploy import Client, client_for
from infra.local.settings import read_settings


def lines(client: Client) -> Iterator[str]:
    """Every line, group by group, each from its first on.

    Stream by stream, since the emulator tells of no more than 10,000 lines at once, and gives no token for the rest.
    """
    logs = client("logs")
    for group in logs.get_paginator("describe_log_groups").paginate().search("logGroups[].logGroupName"):
        pages = logs.get_paginator("describe_log_streams").paginate(logGroupName=group)
        streams = pages.search("logStreams[].logStreamName")
        events = [event for stream in streams if stream for event in _events(logs, group, stream)]
        yield from (event["message"] for event in sorted(events, key=lambda event: event["timestamp"]))


def _events(logs: Any, group: str, stream: str) -> Iterator[dict[str, Any]]:
    for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group, logStreamNames=[stream]):
        yield from page["events"]


def show(trace_id: str) -> None:
    """Print the lines in which the id stands. Raises `ConfigurationError` if no stack runs."""
    settings = read_settings()
    try:
        for line in lines(client_for(settings)):
            if trace_id in line:
                print(line.rstrip())
    except EndpointConnectionError as error:
        raise ConfigurationError(f"nothing answers at {settings.endpoint}: start it with `make run`") from error


def main() -> int:
    """Show them; returns the exit code."""
    parser = parser_of("infra.local.logs", __doc__)
    parser.add_argument("trace_id", nargs="?", default="", help="as an answer or a problem document gives it")
    options = parser.parse_args()
    return exit_code(lambda: show(options.trace_id))


if __name__ == "__main__":
    raise SystemExit(main())
