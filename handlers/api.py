"""What all HTTP functions share: who calls, what they sent, and errors as problem documents."""

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import unquote

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from pydantic import BaseModel, ValidationError

from contracts.errors import CurbsideError, InvalidInput, NotFound, PayloadTooLarge, Unauthenticated
from gateway.authorize import WANTED, Caller
from gateway.permissions import Action, Resource, allowed
from handlers.policy import MAX_BODY_BYTES, PREFLIGHT_SECONDS
from handlers.problems import CONTENT_TYPE, as_json, kind_of, problem_of
from observe.log import Fields, log, where

JSON: Final = "application/json"
ALLOWED_ORIGIN: Final = "*"
"""Credentials travel in a header and never as a cookie, so a page of another site gains nothing from it."""
ALLOWED_HEADERS: Final = ("Authorization", "Content-Type")
EXPOSED_HEADERS: Final = ("Retry-After",)
HttpHandler = Callable[[dict[str, Any], object], dict[str, Any]]
ModelT = TypeVar("ModelT", bound=BaseModel)


class Api(APIGatewayRestResolver):
    """A router whose every failure is a problem document with a trace id."""

    def __init__(self) -> None:
        super().__init__(
            cors=CORSConfig(
                allow_origin=ALLOWED_ORIGIN,
                allow_headers=list(ALLOWED_HEADERS),
                expose_headers=list(EXPOSED_HEADERS),
                max_age=PREFLIGHT_SECONDS,
            )
        )
        self.exception_handler([CurbsideError, ValidationError, Exception])(self._problem)
        self.not_found(self._no_route)

    @property
    def trace_id(self) -> str:
        """Identifies this request in the answer and in the logs."""
        return str(self.current_event.request_context.request_id)

    def caller(self) -> Caller:
        """Who calls, as the authorizer found. Raises `Unauthenticated`, also for a kind that only a newer one knows."""
        context = dict(self.current_event.raw_event["requestContext"].get("authorizer") or {})
        try:
            return Caller.model_validate(context)
        except ValidationError:
            raise Unauthenticated(WANTED) from None

    def caller_in(self, conversation_id: str, action: Action) -> Caller:
        """The caller, if they may do this in the conversation. Raises `NotFound`, as for one that does not exist."""
        caller = self.caller()
        if not allowed(caller, action, Resource(conversation_id=conversation_id)):
            raise NotFound("conversation_id", "there is no such conversation")
        return caller

    def staff(self) -> Caller:
        """The caller, if they are staff. Raises `Unauthenticated`."""
        caller = self.caller()
        if caller.kind != "staff":
            raise Unauthenticated("sign in as staff")
        return caller

    def body(self, model: type[ModelT]) -> ModelT:
        """The request's JSON as `model`; no body at all is an object without fields.

        Raises `PayloadTooLarge`, `InvalidInput` and pydantic's `ValidationError`.
        """
        try:
            text = self.current_event.decoded_body or ""
        except ValueError as error:  # broken base64, or bytes that are not UTF-8
            raise InvalidInput("body", "is not valid UTF-8") from error
        if len(text.encode("utf-8", errors="surrogatepass")) > MAX_BODY_BYTES:
            raise PayloadTooLarge(f"the body is larger than {MAX_BODY_BYTES} bytes")
        return model.model_validate_json(text.strip() or "{}")

    def path_parameter(self, name: str) -> str:
        """A parameter of the path that may hold any character. Raises `NotFound` where there is none.

        A REST API hands it on as it stands in the address, the local gateway decodes it. No address holds a `#`: where
        there is one it was decoded, and must not be decoded again.
        """
        value: str | None = (self.current_event.path_parameters or {}).get(name)
        if not value:
            raise NotFound(name, f"there is no such {name}")
        return value if "#" in value else unquote(value)

    def query(self, name: str, pattern: str) -> str | None:
        """A query parameter, or None. Raises `InvalidInput` if it does not look as it should."""
        value: str | None = self.current_event.query_string_parameters.get(name)
        if value is not None and not re.fullmatch(pattern, value):
            raise InvalidInput(name, "is not a value that this API gave out")
        return value

    def handle(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        """Answer one request and log one line about it."""
        started = time.perf_counter()
        answer = self.resolve(event, context)  # type: ignore[arg-type]  # typed for Lambda's own context class
        duration = round((time.perf_counter() - started) * 1000, 2)
        fields: Fields = {"status": int(answer["statusCode"]), "duration_ms": duration}
        log("info", f"{event['httpMethod']} {event['resource']}", {**fields, "trace_id": self._trace_id_of(event)})
        return answer

    def _problem(self, error: Exception) -> Response[str]:
        problem = problem_of(error, self.trace_id)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            fields: Fields = {"error": type(error).__name__, "where": where(error), "trace_id": self.trace_id}
            log("error", "request failed", fields)
        return Response(
            status_code=problem.status,
            content_type=CONTENT_TYPE,
            body=self._serializer(as_json(problem)),
            headers={**kind_of(error).headers},
        )

    def _no_route(self, error: NotFoundError) -> Response[str]:
        return self._problem(NotFound("path", "there is no such endpoint"))

    @staticmethod
    def _trace_id_of(event: dict[str, Any]) -> str:
        return str(event["requestContext"].get("requestId", ""))


def answer(model: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response[str]:
    """A model as a JSON response."""
    return Response(status_code=status, content_type=JSON, body=model.model_dump_json())
