"""Who may do what: the whole table, written out by hand."""

from typing import Final, get_args

import pytest
from pydantic import ValidationError

from contracts.errors import Forbidden, NotFound
from gateway.authorize import Caller
from gateway.permissions import Action, Resource, Role, Row, allowed, demand, rows

CALLERS: Final[dict[Role, Caller]] = {
    "site_publishable": Caller(kind="publishable", tenant="harbour"),
    "site_secret": Caller(kind="secret", tenant="harbour"),
    "customer": Caller(kind="conversation", tenant="harbour", conversation_id="c1"),
    "agent": Caller(kind="staff", tenant="harbour", region="eu-west-1", staff_id="anna", role="agent"),
    "supervisor": Caller(kind="staff", tenant="harbour", region="eu-west-1", staff_id="anna", role="supervisor"),
    "admin": Caller(kind="staff", tenant="harbour", region="eu-west-1", staff_id="anna", role="admin"),
}
HERE: Final = Resource(tenant="harbour", region="eu-west-1", conversation_id="c1", holder="anna")
RESOURCES: Final[dict[str, Resource]] = {
    "mine": HERE,
    "a colleague's": HERE._replace(holder="ben"),
    "nobody's": HERE._replace(holder=None),
    "another customer's": HERE._replace(conversation_id="c2"),
    "of another region": HERE._replace(region="us-east-1"),
    "of another tenant": HERE._replace(tenant="anker"),
    "of another tenant and region": HERE._replace(tenant="anker", region="us-east-1"),
    "of no region": HERE._replace(region=None),
    "of no tenant": HERE._replace(tenant=None),
    "nothing in particular": Resource(),
}
WHERE: Final = {
    "-": set[str](),
    "always": set(RESOURCES),
    "own": {*RESOURCES} - {"another customer's", "nothing in particular"},
    "tenant": {*RESOURCES}
    - {"of another tenant", "of another tenant and region", "of no tenant", "nothing in particular"},
    "desk": {"mine", "a colleague's", "nobody's", "another customer's"},
    "held": {"mine", "another customer's"},
}
"""What a word of the table stands for. `own`: the customer's conversation; `desk`: own tenant and region; `held`: of
these what the caller holds."""
TABLE: Final = """
action                  publishable  secret  customer  agent   supervisor  admin
conversation.start      always       always  -         -       -           -
turn.take               -            -       own       -       -           -
transcript.read         -            -       own       -       -           -
document.read           -            -       tenant    -       -           -
conversation.close      -            -       own       -       -           -
conversation.leave      -            -       own       -       -           -
conversation.rate       -            -       own       -       -           -
live.open               -            -       own       -       -           -
prompts.enhance         -            always  -         -       -           -
desk.read               -            -       -         desk    desk        tenant
conversation.read       -            -       -         desk    desk        tenant
conversation.claim      -            -       -         desk    desk        desk
conversation.decline    -            -       -         desk    desk        desk
conversation.answer     -            -       -         held    held        held
conversation.note       -            -       -         desk    desk        desk
conversation.transfer   -            -       -         held    desk        desk
conversation.wrap_up    -            -       -         held    held        held
conversation.snooze     -            -       -         held    held        held
conversation.assign     -            -       -         -       desk        desk
conversation.listen     -            -       -         -       desk        desk
presence.set            -            -       -         desk    desk        desk
presence.set_other      -            -       -         -       desk        desk
customer.read           -            -       -         tenant  tenant      tenant
knowledge.search        -            -       -         tenant  tenant      tenant
replies.read            -            -       -         tenant  tenant      tenant
replies.write           -            -       -         -       tenant      tenant
insights.read           -            -       -         -       desk        tenant
staff.manage            -            -       -         -       -           tenant
"""
LINES: Final = [line.split() for line in TABLE.strip().splitlines()[1:]]
CELLS: Final = [(role, action, word) for action, *words in LINES for role, word in zip(CALLERS, words, strict=True)]


@pytest.mark.parametrize(("role", "action", "word"), CELLS)
def test_a_role_may_do_what_the_table_says_and_nowhere_else(role: Role, action: Action, word: str) -> None:
    may = {name for name, resource in RESOURCES.items() if allowed(CALLERS[role], action, resource)}
    assert may == WHERE[word]


def test_the_table_of_this_test_is_whole() -> None:
    assert [line[0] for line in LINES] == list(get_args(Action))
    assert list(CALLERS) == list(get_args(Role))


def test_every_row_says_something_and_nothing_is_said_twice() -> None:
    said = [(row.role, action) for row in rows() for action in row.actions]
    assert len(set(said)) == len(said)
    assert all(row.actions for row in rows())


@pytest.mark.parametrize(
    "row",
    [
        {"role": "owner", "actions": ["desk.read"], "when": []},
        {"role": "agent", "actions": ["desk.burn"], "when": []},
        {"role": "agent", "actions": ["desk.read"], "when": ["own_tennant"]},
        {"role": "agent", "actions": ["desk.read"]},
        {"role": "agent", "actions": ["desk.read"], "when": [], "unless": []},
    ],
)
def test_a_slip_of_the_pen_in_the_table_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Row.model_validate(row)


@pytest.mark.parametrize("action", get_args(Action))
def test_staff_without_a_role_that_is_known_may_do_nothing(action: Action) -> None:
    nobody = CALLERS["admin"].changed(role=None)
    assert not any(allowed(nobody, action, resource) for resource in RESOURCES.values())


@pytest.mark.parametrize(
    ("caller", "action", "resource"),
    [
        (CALLERS["customer"].changed(conversation_id=""), "turn.take", Resource(conversation_id="")),
        (CALLERS["customer"].changed(conversation_id=None), "turn.take", Resource()),
        (CALLERS["admin"].changed(tenant=""), "desk.read", Resource(tenant="")),
        (CALLERS["agent"].changed(region=""), "desk.read", Resource(tenant="harbour", region="")),
        (CALLERS["agent"].changed(staff_id=""), "conversation.answer", HERE._replace(holder="")),
    ],
)
def test_what_a_caller_does_not_have_is_not_the_same_as_what_a_resource_does_not_have(
    caller: Caller, action: Action, resource: Resource
) -> None:
    assert not allowed(caller, action, resource)


@pytest.mark.parametrize(
    ("role", "action", "name", "raised"),
    [
        ("agent", "conversation.assign", "mine", Forbidden),
        ("agent", "conversation.answer", "a colleague's", Forbidden),
        ("agent", "conversation.answer", "of another region", NotFound),
        ("agent", "conversation.answer", "of another tenant", NotFound),
        ("agent", "staff.manage", "of no region", Forbidden),
        ("agent", "staff.manage", "nothing in particular", Forbidden),
        ("agent", "staff.manage", "of another tenant", NotFound),
        ("supervisor", "presence.set_other", "of another region", NotFound),
        ("supervisor", "staff.manage", "mine", Forbidden),
        ("admin", "conversation.claim", "of another region", Forbidden),
        ("admin", "conversation.claim", "of another tenant", NotFound),
        ("customer", "turn.take", "another customer's", NotFound),
        ("customer", "conversation.read", "mine", NotFound),
        ("site_secret", "conversation.read", "mine", NotFound),
    ],
)
def test_what_one_may_not_see_is_not_there_and_what_one_sees_is_forbidden(
    role: Role, action: Action, name: str, raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        demand(CALLERS[role], action, RESOURCES[name], "conversation_id")


def test_what_is_allowed_is_demanded_without_a_word() -> None:
    demand(CALLERS["agent"], "conversation.answer", HERE, "conversation_id")


def test_a_thing_of_somebody_else_looks_like_one_that_is_not_there() -> None:
    with pytest.raises(NotFound) as foreign:
        demand(CALLERS["agent"], "conversation.read", RESOURCES["of another tenant"], "conversation_id")
    assert (foreign.value.field, str(foreign.value)) == ("conversation_id", "there is no such conversation")
