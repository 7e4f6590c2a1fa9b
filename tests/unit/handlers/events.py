"""Events as API Gateway sends them, and the answers of handlers."""

import json
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gateway.authorize import Caller

EVENTS: Final = Path(__file__).parent / "events"
TURN: Final = "/conversations/{conversation_id}/turns"
CONVERSATION: Final = Caller(kind="conversation", tenant="demo", conversation_id="c1")
STAFF: Final = Caller(
    kind="staff", tenant="demo", staff_id="anna", name="Anna Keller", region="us-east-1", role="agent"
)
WITH_FINDINGS: Final = CONVERSATION.changed(scopes=("findings",))


def event(name: str) -> dict[str, Any]:
    """A fresh copy of a recorded event."""
    loaded: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def request(
    method: str = "POST",
    resource: str = TURN,
    conversation_id: str = "c1",
    caller: Caller | None = CONVERSATION,
    **changes: Any,
) -> dict[str, Any]:
    """A REST proxy event for a resource, from a caller that the authorizer let through."""
    made = deepcopy(event("turn"))
    path = resource.replace("{conversation_id}", conversation_id)
    made |= {"httpMethod": method, "resource": resource, "path": path}
    made["requestContext"] |= {"httpMethod": method, "resourcePath": resource, "path": f"/v1{path}"}
    made["requestContext"]["authorizer"] = caller.model_dump(exclude_defaults=True) if caller else None
    return made | changes


@dataclass(frozen=True)
class Answer:
    """What a handler answered."""

    status: int
    headers: dict[str, str]
    json: dict[str, Any]


def read(answer: dict[str, Any]) -> Answer:
    """The parts of a proxy answer."""
    headers = {name: values[0] for name, values in answer.get("multiValueHeaders", {}).items()}
    return Answer(answer["statusCode"], headers | answer.get("headers", {}), json.loads(answer["body"] or "{}"))
