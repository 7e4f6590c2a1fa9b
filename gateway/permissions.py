"""Who may do what: one table (`permissions.json`), and the one function that asks it."""

from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from pydantic import TypeAdapter

from contracts.base import Strict
from contracts.errors import Forbidden, NotFound
from gateway.authorize import Caller

Role = Literal["site_publishable", "site_secret", "customer", "agent", "supervisor", "admin"]
Condition = Literal["own_tenant", "own_region", "own_conversation", "holds"]
Action = Literal[
    "conversation.start",
    "turn.take",
    "transcript.read",
    "document.read",
    "conversation.close",
    "conversation.leave",
    "conversation.rate",
    "live.open",
    "prompts.enhance",
    "desk.read",
    "conversation.read",
    "conversation.claim",
    "conversation.decline",
    "conversation.answer",
    "conversation.note",
    "conversation.transfer",
    "conversation.wrap_up",
    "conversation.snooze",
    "conversation.assign",
    "conversation.listen",
    "presence.set",
    "presence.set_other",
    "customer.read",
    "knowledge.search",
    "replies.read",
    "replies.write",
    "insights.read",
    "staff.manage",
]
TABLE: Final = Path(__file__).with_name("permissions.json")


class Row(Strict):
    """A role may do these things where all conditions hold."""

    role: Role
    actions: tuple[Action, ...]
    when: tuple[Condition, ...]


class Resource(NamedTuple):
    """What something is done with. A condition on what is left out does not hold."""

    tenant: str | None = None
    region: str | None = None
    conversation_id: str | None = None
    holder: str | None = None
    """Staff id of who has the conversation."""


def allowed(caller: Caller, action: Action, resource: Resource = Resource()) -> bool:  # noqa: B008 - it is immutable
    """Whether a caller may do something. What no row allows is not."""
    conditions = _table().get((_role_of(caller), action))
    return conditions is not None and all(_holds(condition, caller, resource) for condition in conditions)


def demand(caller: Caller, action: Action, resource: Resource, field: str) -> None:
    """Refuse what is not allowed: raises `Forbidden`, or `NotFound` for `field` where the caller may not even see it.

    Of another tenant, and for most roles of another region, nobody is told that anything is there.
    """
    if allowed(caller, action, resource):
        return
    own = {"tenant": resource.tenant or caller.tenant, "region": resource.region or caller.region}
    if allowed(caller, "conversation.read", resource._replace(**own)):
        raise Forbidden(f"your role does not allow {action}")
    raise NotFound(field, f"there is no such {field.removesuffix('_id')}")


@cache
def rows() -> tuple[Row, ...]:
    """Return the table."""
    return TypeAdapter(tuple[Row, ...]).validate_json(TABLE.read_bytes())


@cache
def _table() -> dict[tuple[Role | None, Action], tuple[Condition, ...]]:
    return {(row.role, action): row.when for row in rows() for action in row.actions}


def _role_of(caller: Caller) -> Role | None:
    if caller.kind == "staff":
        return caller.role
    roles: dict[str, Role] = {"publishable": "site_publishable", "secret": "site_secret", "conversation": "customer"}
    return roles[caller.kind]


def _holds(condition: Condition, caller: Caller, resource: Resource) -> bool:
    """Whether a condition does. What a caller does not have is never equal to what a resource does not name."""
    own, its = {
        "own_tenant": (caller.tenant, resource.tenant),
        "own_region": (caller.region, resource.region),
        "own_conversation": (caller.conversation_id, resource.conversation_id),
        "holds": (caller.staff_id, resource.holder),
    }[condition]
    return bool(own) and own == its
