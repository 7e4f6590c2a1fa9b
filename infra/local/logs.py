"""What the functions on this machine logged: `python -m infra.local.logs [TRACE_ID]`, of one request or of all."""

from collections.abc import Iterator

from botocore.exceptions import EndpointConnectionError

from contracts.command_line import exit_code, parser_of
from contracts.errors import ConfigurationError
from infra.local.deploy import Client, client_for
from infra.local.settings import read_settings


def lines(client: Client) -> Iterator[str]:
    """Every line, group by group, each from its first on."""
    logs = client("logs")
    for group in logs.get_paginator("describe_log_groups").paginate().search("logGroups[].logGroupName"):
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group):
            yield from (event["message"] for event in page["events"])


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
