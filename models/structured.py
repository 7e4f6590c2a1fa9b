"""Answers with a shape: the model calls a tool whose arguments are a pydantic model."""

from typing import Final, TypeVar

from pydantic import ValidationError

from contracts.base import Strict
from models.client import ModelClient
from models.errors import MALFORMED, ModelFailed
from models.request import Completion, Message, ModelRequest, Tool

_REPAIR: Final = (
    "That was not what the tool takes. Call it again, whole and with valid arguments. What is wrong: {faults}"
)
ShapeT = TypeVar("ShapeT", bound=Strict)


def tool_for(name: str, description: str, shape: type[Strict]) -> Tool:
    """Return the tool by which a model gives an answer of this shape."""
    return Tool(name=name, description=description, arguments=shape.model_json_schema())


def ask_for(shape: type[ShapeT], request: ModelRequest, client: ModelClient) -> tuple[ShapeT, Completion]:
    """Return an answer of a shape. What does not fit is sent back once, with what is wrong about it.

    Raises `ModelFailed`, `malformed` if the second answer does not fit either.
    """
    completion = client.complete(request)
    try:
        return _read(shape, request, completion), completion
    except ValidationError as error:
        again = _with_faults(request, completion, error)
    spent = completion.spent
    try:
        repaired = client.complete(again)
    except ModelFailed as error:
        raise ModelFailed(error.code, spent.and_(error.spent)) from error
    spent = spent.and_(repaired.spent)
    try:
        return _read(shape, request, repaired), repaired.changed(spent=spent)
    except ValidationError as error:
        raise ModelFailed(MALFORMED, spent) from error


def _read(shape: type[ShapeT], request: ModelRequest, completion: Completion) -> ShapeT:
    """Raises pydantic's `ValidationError`; the text of an answer without a call is read as one, and mostly raises."""
    said = next((call.arguments for call in completion.calls if call.name == request.forced), completion.text)
    return shape.model_validate_json(said)


def _with_faults(request: ModelRequest, completion: Completion, error: ValidationError) -> ModelRequest:
    faults = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'it'}: {one['msg']}" for one in error.errors())
    said = completion.text.strip() or next((call.arguments for call in completion.calls), "").strip() or "(nothing)"
    messages = (
        *request.messages,
        Message(author="assistant", text=said),
        Message(author="user", text=_REPAIR.format(faults=faults)),
    )
    left = None if request.budget_usd is None else max(0.0, request.budget_usd - completion.spent.cost_usd)
    return request.changed(messages=messages, budget_usd=left)
