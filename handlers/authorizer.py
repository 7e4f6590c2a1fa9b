"""The Lambda authorizer: who holds this key or token?

It never throws: a thrown error costs a new process. Anyone unknown gets a policy that denies, which the gateway turns
into a 401 problem document (see `GatewayResponses` in `template.yaml`).
"""

from datetime import UTC, datetime
from typing import Any

from contracts.errors import CurbsideError
from gateway.authorize import authorize, bearer
from handlers.environment import TablesEnvironment, read_environment
from handlers.log import log
from store.sessions import find_session
from store.site_keys import find_site_key
from store.tables import connect

_environment = read_environment(TablesEnvironment)
connect(_environment.tables(), _environment.region)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """The policy for this caller. It covers the whole stage, so that the gateway may reuse it for the next request."""
    stage = "/".join(event["methodArn"].split("/")[:2]) + "/*"
    try:
        caller = authorize(bearer(event.get("headers") or {}), find_site_key, find_session, datetime.now(UTC))
    except CurbsideError as error:
        log("warning", "caller refused", {"outcome": "refused", "error": type(error).__name__})
        return _policy("anonymous", "Deny", stage, {})
    log("info", "caller accepted", {"outcome": "accepted", "tenant": caller.tenant})
    return _policy(caller.tenant, "Allow", stage, caller.model_dump(exclude_none=True))


def _policy(principal: str, effect: str, resource: str, context: dict[str, str]) -> dict[str, Any]:
    return {
        "principalId": principal,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": resource}],
        },
        "context": context,
    }
