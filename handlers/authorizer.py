"""The Lambda authorizer: who holds this key or token?

Anyone unknown gets a policy that denies, which the gateway turns into a 401 problem document and remembers for a
minute (see `infra/openapi/gateway_responses.py`), on routes of staff not at all. While the tables do not answer nobody
can be known: the error is thrown, and the gateway answers with a 500 problem document and remembers nothing.
"""

from datetime import UTC, datetime
from typing import Any, Final

from contracts.errors import Unauthenticated, Unavailable
from gateway.authorize import authorize, bearer
from handlers.environment import AuthorizerEnvironment, read_environment
from handlers.wiring.staff import staff_door
from handlers.wiring.tables import connect_tables
from observe.log import log, where
from store.sessions import find_session
from store.site_keys import find_site_key

_environment: Final = read_environment(AuthorizerEnvironment)
connect_tables(_environment)
_door: Final = staff_door(_environment)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """The policy for this caller. It covers the whole stage, so that the gateway may reuse it for the next request.

    Raises `Unavailable`.
    """
    stage = "/".join(event["methodArn"].split("/")[:2]) + "/*"
    try:
        credential = bearer(event.get("headers") or {})
        caller = authorize(credential, find_site_key, find_session, _door.member, datetime.now(UTC))
    except Unauthenticated:
        log("warning", "caller refused", {"outcome": "refused"})
        return _policy("anonymous", "Deny", stage, {})
    except Unavailable as error:
        log("error", "caller not known", {"outcome": "failed", "error": error.code, "where": where(error)})
        raise
    log("info", "caller accepted", {"outcome": "accepted", "tenant": caller.tenant})
    return _policy(caller.tenant, "Allow", stage, caller.model_dump(exclude_defaults=True))


def _policy(principal: str, effect: str, resource: str, context: dict[str, str]) -> dict[str, Any]:
    return {
        "principalId": principal,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": resource}],
        },
        "context": context,
    }
