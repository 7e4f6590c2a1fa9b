"""The page that a citation leads to, over HTTP."""

from datetime import UTC, datetime
from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.errors import Unauthenticated
from gateway.permissions import Resource, allowed
from handlers.api import Api, answer
from handlers.environment import DocumentEnvironment, read_environment
from handlers.wiring.documents import documents
from knowledge.engine import Scope
from knowledge.page import page_for

_documents: Final = documents(read_environment(DocumentEnvironment))
api = Api()


@api.get("/documents/.+")  # ids of passages hold slashes
def read() -> Response[str]:
    """Show a page as the customer of the conversation may see it."""
    caller, passage = api.caller(), api.path_parameter("passage")
    if not allowed(caller, "document.read", Resource(tenant=caller.tenant)):
        raise Unauthenticated("a page is opened with the token of a conversation")
    scope = Scope(today=datetime.now(UTC).date(), market=caller.country)
    return answer(page_for(_documents, caller.tenant, passage, scope))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
