"""What botocore says of `bedrock-runtime`: its operations, the shapes of their requests, its errors."""

import re
from functools import cache
from typing import Any, Literal, cast, get_args

import botocore.session
from botocore.model import ListShape, ServiceModel, Shape, StructureShape
from botocore.validate import ParamValidator

Operation = Literal[
    "Converse", "ConverseStream", "CountTokens", "InvokeModel", "ApplyGuardrail", "InvokeGuardrailChecks"
]
"""Operations that the double speaks."""


@cache
def service() -> ServiceModel:
    """Return the description of the service that is installed."""
    return botocore.session.get_session().get_service_model("bedrock-runtime")


def error_statuses() -> dict[str, int]:
    """Return the HTTP status of each error by its name."""
    return {shape.name: int(shape.metadata["error"]["httpStatusCode"]) for shape in service().error_shapes}


@cache
def routes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each operation with a pattern of its path, whose groups are the parameters in the path."""
    paths = {name: service().operation_model(name).http["requestUri"] for name in get_args(Operation)}
    return tuple((name, re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path))) for name, path in paths.items())


def problems(operation: str, request: dict[str, Any]) -> str:
    """Return what is wrong with a request by the shapes of the service: empty if nothing is."""
    shape = cast(Shape, service().operation_model(operation).input_shape)
    report = ParamValidator().validate(request, shape)
    return str(report.generate_report()) if report.has_errors() else "\n".join(_not_allowed(request, shape, operation))


def _not_allowed(value: Any, shape: Shape, place: str) -> list[str]:
    """Words that are not among those a member may have; botocore leaves these to the service."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        known = [(name, member) for name, member in shape.members.items() if value.get(name) is not None]
        return [text for name, member in known for text in _not_allowed(value[name], member, f"{place}.{name}")]
    if isinstance(shape, ListShape) and isinstance(value, list):
        return [text for at, one in enumerate(value) for text in _not_allowed(one, shape.member, f"{place}.{at}")]
    allowed = getattr(shape, "enum", [])
    if allowed and value not in allowed:
        return [f"Value at '{place}' failed to satisfy constraint: Member must satisfy enum value set: {allowed}"]
    return []
