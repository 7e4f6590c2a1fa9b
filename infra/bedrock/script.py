"""What a script may say: rules, tried from the top, each with what it applies to and what happens then.

docs/bedrock.md describes every field for those who write one.
"""

import json
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from contracts.base import Strict
from contracts.errors import InvalidInput
from infra.bedrock.asked import Asked
from infra.bedrock.refusal import IN_STREAM, STATUSES
from infra.bedrock.service import Operation

Count = Annotated[int, Field(ge=0)]


class When(Strict):
    """What a rule applies to: all that is said must hold; nothing said, every request."""

    operation: Operation | None = None
    model: str = ""
    """Part of the model's id."""
    contains: str = ""
    """Part of the last message of the user, in any case."""
    tool: str = ""
    """Name of a tool that the request offers."""

    def fits(self, asked: Asked) -> bool:
        """Whether a request is one of these."""
        return (
            self.operation in (None, asked.operation)
            and self.model in asked.model
            and self.contains.casefold() in asked.said.casefold()
            and (not self.tool or self.tool in asked.tools)
        )


class ScriptedCall(Strict):
    """A call of a tool, which may be one that was never offered. Arguments that are a text are sent as they are."""

    name: str
    arguments: dict[str, Any] | str = Field(default_factory=dict)

    @property
    def sent(self) -> str:
        """What is sent as the arguments."""
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments)


class Then(Strict):
    """What happens: an answer, an error, or both, and how it travels. Nothing said, the default answer."""

    text: str | tuple[str, ...] | None = None
    """The answer's text; a list gives the very pieces that are streamed."""
    calls: tuple[ScriptedCall, ...] = ()
    endless: bool = False
    """Words until `maxTokens`."""
    body: dict[str, Any] | None = None
    """The whole body of the answer, for operations without a stream."""
    stop_reason: str = ""
    """Any word, also one that no version of Bedrock knows."""
    error: str = ""
    """Name of the error, such as `ThrottlingException`."""
    message: str = ""
    status: int | None = Field(default=None, ge=400, le=599)
    """HTTP status of the error; without a name it is the bare answer of a proxy before Bedrock."""
    error_after: Count | None = None
    """The error is an event of the stream, after so many pieces of the answer."""
    first_ms: Count = 0
    """Time to the first piece."""
    each_ms: Count = 0
    """Time between two pieces."""
    silent_s: float = Field(default=0.0, ge=0.0)
    """Silence, `silent_after` pieces into the answer: 0 is before its first byte."""
    silent_after: Count = 0
    cut_at: Count | None = None
    """The connection is cut after so many bytes of the body."""
    clean_end: bool = False
    """What is cut looks like a whole answer: the response ends as it should, only too early."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        answers = [self.text is not None or bool(self.calls), self.endless, self.body is not None]
        if sum(answers) > 1:
            raise ValueError("only one of text (with calls), endless and body can be the answer")
        if self.error and self.error not in STATUSES:
            raise ValueError(f"there is no error {self.error}: name one of {', '.join(sorted(STATUSES))}")
        if self.error_after is not None and self.error not in IN_STREAM:
            raise ValueError(f"error_after needs an error that a stream can hold: one of {', '.join(IN_STREAM)}")
        return self

    @property
    def refuses(self) -> bool:
        """Whether the answer is an error from the start."""
        return bool(self.error or self.status) and self.error_after is None


class Rule(Strict):
    """One rule. `times` is how often it applies; without it, always."""

    when: When = When()
    then: Then = Then()
    times: int | None = Field(default=None, gt=0)


class Script(Strict):
    """The rules, tried from the top."""

    rules: tuple[Rule, ...] = ()


def read_script(text: str) -> Script:
    """Read a script: `{"rules": [...]}`, or one rule a line. Raises `InvalidInput` with the path of the wrong field."""
    try:
        return Script.model_validate(_parsed(text))
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        raise InvalidInput(".".join(map(str, fault["loc"])) or "script", fault["msg"]) from error


def _parsed(text: str) -> Any:
    try:
        content = _json(text or "{}")
    except json.JSONDecodeError as error:
        return {"rules": _by_line(text, error)}
    return {"rules": [content]} if isinstance(content, dict) and content.keys() & {"when", "then"} else content


def _by_line(text: str, problem: json.JSONDecodeError) -> list[Any]:
    """One rule a line, if the first line is one; else `problem` says what is wrong with the whole."""
    rules = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            rules += [_json(line)] if line.strip() else []
        except json.JSONDecodeError as error:
            place, wrong = (number, error) if rules else (problem.lineno, problem)
            raise InvalidInput(f"line {place}", f"this is no JSON: {wrong.msg}") from error
    return rules


def _json(text: str) -> Any:
    """Read JSON. Raises `JSONDecodeError`, also for what is nested too deeply or has a number of too many digits."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        raise json.JSONDecodeError(str(error), text, 0) from error
