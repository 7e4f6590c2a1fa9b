"""One connection: which operation a request is, who answers it, and what tests may set and see."""

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from contracts.errors import ConfigurationError, InvalidInput
from infra.bedrock.answering import AnsweringHandler, CutOff
from infra.bedrock.asked import Asked
from infra.bedrock.checks import check
from infra.bedrock.policy import BODY_BYTES
from infra.bedrock.refusal import Refusal, invalid
from infra.bedrock.script import Then
from infra.bedrock.service import problems, routes

if TYPE_CHECKING:
    from infra.bedrock.server import BedrockServer

_SCOPE: Final = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/")
"""The region, in the header with a request's signature."""


class Handler(AnsweringHandler):
    """One connection."""

    server: "BedrockServer"

    def do_POST(self) -> None:  # noqa: N802 - http.server names it so
        """Answer a request to Bedrock."""
        self._safely(self._answer)

    def do_GET(self) -> None:  # noqa: N802
        """Tell what was asked, or that the server runs."""
        self._do({"/requests": lambda _: self.server.log.all(), "/health": lambda _: {}})

    def do_PUT(self) -> None:  # noqa: N802
        """Take another script."""
        self._do({"/script": lambda payload: self.server.book.replace(payload.decode(errors="replace"))})

    def do_DELETE(self) -> None:  # noqa: N802
        """Forget what was asked, or the rules of the script."""
        self._do({"/requests": lambda _: self.server.log.clear(), "/script": lambda _: self.server.book.replace("")})

    def _do(self, actions: dict[str, Callable[[bytes], Any]]) -> None:
        def act(payload: bytes) -> None:
            if self.path not in actions:
                raise _unknown(self.path)
            answer = actions[self.path](payload)
            self.answer({} if answer is None else answer, Then())

        self._safely(act)

    def _safely(self, act: Callable[[bytes], None]) -> None:
        """Act on the request's body. Every error becomes an answer, or the end of the connection."""
        try:
            act(self._body())
        except Refusal as refusal:
            self.refuse(refusal)
        except InvalidInput as error:
            self.answer({"field": error.field, "message": str(error)}, Then(), 400)
        except (CutOff, ConnectionError):
            self.cut()

    def _answer(self, payload: bytes) -> None:
        asked, parameters = self._asked(payload)
        then = self._then(asked, problems(asked.operation, parameters))
        if then is None and self.server.aws is not None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            with self.server.aws(self.command, self.path, headers, payload) as response:
                self.pass_back(response)
            return
        then = then or Then()
        if asked.operation == "ConverseStream":
            self.stream(self.server.answers.stream(asked, then), then)
        else:
            self.answer(self.server.answers.whole(asked, then), then)

    def _then(self, asked: Asked, wrong: str) -> Then | None:
        """What the script says, None where it says nothing. Raises `Refusal`, unless the real Bedrock judges itself."""
        if self.server.aws is None:
            if wrong:
                raise invalid(wrong)
            check(asked)
        try:
            rule = None if wrong else self.server.book.take(asked)
        except ConfigurationError as error:
            raise invalid(str(error)) from error
        return None if rule is None else rule.then

    def _asked(self, payload: bytes) -> tuple[Asked, dict[str, Any]]:
        """The request, and all that it says in one piece, as botocore describes it."""
        found = next(((name, match) for name, path in routes() if (match := path.fullmatch(self.path))), None)
        if found is None:
            raise _unknown(self.path)
        if "Authorization" not in self.headers:  # which also keeps web pages out: browsers ask before they send it
            raise Refusal("MissingAuthenticationTokenException")
        operation, in_path = found[0], {name: unquote(value) for name, value in found[1].groupdict().items()}
        asked = Asked(operation, in_path.get("modelId", ""), _object(payload))
        scope = _SCOPE.search(self.headers["Authorization"])
        self.server.log.add(asked, scope[1] if scope else "")
        return asked, in_path | ({"body": payload} if operation == "InvokeModel" else asked.body)

    def _body(self) -> bytes:
        length = int(self.headers.get("Content-Length", 0))
        if length > BODY_BYTES:
            self.close_connection = True  # what it sends now is no request
            raise invalid(f"The request body is over {BODY_BYTES} bytes.")
        return self.rfile.read(length)


def _object(payload: bytes) -> dict[str, Any]:
    try:
        body = json.loads(payload or b"{}")
    except (ValueError, RecursionError) as error:
        raise invalid("The request body is no JSON.") from error
    if not isinstance(body, dict):
        raise invalid("The request body must be an object.")
    return body


def _unknown(path: str) -> Refusal:
    return Refusal("UnknownOperationException", f"nothing is spoken here at {path}")
