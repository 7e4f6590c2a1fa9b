"""The route that a reply must fit."""

from contracts.errors import InvalidInput
from contracts.findings.routing import RoutingFinding
from contracts.turn import AgentTask


def route_of(task: AgentTask) -> RoutingFinding:
    """Return it. Raises `InvalidInput` for a task without one."""
    route = task.findings.routing
    if route is None:
        raise InvalidInput("findings.routing", "the response agent needs a route")
    return route
