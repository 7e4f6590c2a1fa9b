"""The tables of the documentation that come from the routes, the kinds of problems and the permissions."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from gateway.permissions import Action, Condition, Role, rows
from handlers.problem_kinds import EVERY_KIND, REFUSED
from handlers.routes import ROUTES, Route

HOLDERS = {
    "siteKey": "a site key",
    "secretKey": "a secret site key",
    "conversationToken": "the conversation's token",
    "staffToken": "an access token of staff",
    None: "nothing",
}


CONDITIONS: dict[tuple[Condition, ...], str] = {
    (): "always",
    ("own_conversation",): "own conversation",
    ("own_tenant",): "own tenant",
    ("own_tenant", "own_region"): "own desk",
    ("own_tenant", "own_region", "holds"): "held",
}


def with_table(page: Path, name: str, rows: Iterable[Sequence[str]]) -> str:
    """Return a page with the table between its marks `<!-- name -->` and `<!-- /name -->` written anew."""
    text = page.read_text("utf-8")
    before, opening, rest = text.partition(f"<!-- {name} -->\n")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    if not (opening and closing):
        raise ValueError(f"{page.name} has no place for the table {name}")
    return before + opening + _table(rows) + closing + after


def _table(rows: Iterable[Sequence[str]]) -> str:
    head, *body = rows
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ["---"] * len(head), *body))


def endpoints() -> Iterator[Sequence[str]]:
    """What may be called, and what the caller has to hold."""
    yield "call", "what for", "`Authorization: Bearer` holds", "answer"
    for route in ROUTES:
        yield f"`{route.method} {route.path}`", route.summary, HOLDERS[route.credential], _answers(route)


def _answers(route: Route) -> str:
    answers = ", ".join(f"{status.value} `{model.__name__}`" for status, model in route.answers.items())
    return answers + (f", with the scope `findings` `{route.with_findings.__name__}`" if route.with_findings else "")


def problems() -> Iterator[Sequence[str]]:
    """What can go wrong, by type."""
    yield "type `urn:curbside:problem:`", "status", "when", "what to do"
    for kind in EVERY_KIND:
        yield f"`{kind.name}`", "4xx" if kind is REFUSED else str(kind.status.value), kind.when, kind.remedy


def permissions() -> Iterator[Sequence[str]]:
    """Who may do what, and with what of it."""
    roles: tuple[Role, ...] = get_args(Role)
    may = {(row.role, action): CONDITIONS[row.when] for row in rows() for action in row.actions}
    yield "action", *(role.replace("_", " ") for role in roles)
    for action in get_args(Action):
        yield f"`{action}`", *(may.get((role, action), "–") for role in roles)
