"""Better prompts for developers, over HTTP."""

from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.errors import Unauthenticated
from contracts.prompts import EnhancePrompt
from gateway.permissions import allowed
from handlers.api import Api, answer
from handlers.environment import Environment, read_environment
from prompting.enhance import enhance

_environment: Final = read_environment(Environment)
api = Api()


@api.post("/prompts/enhance")
def better() -> Response[str]:
    """Make a better prompt for a server that holds a secret site key."""
    if not allowed(api.caller(), "prompts.enhance"):
        raise Unauthenticated("prompts are made for holders of a secret site key")
    return answer(enhance(api.body(EnhancePrompt), _environment.region))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
