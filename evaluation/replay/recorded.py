"""A recorded conversation: one a line of JSON, turn by turn, with what was found when it was recorded."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, ValidationError

from contracts.base import Strict
from contracts.errors import InvalidInput
from contracts.findings.finding import Path as AnswerPath
from contracts.language import Language
from contracts.turn import Text, TurnAnswer


class Found(Strict):
    """What a turn came to."""

    intent: str | None
    """None when the intent agent was missing."""
    route: str
    """Kind, queue and priority where there are any, and the rule that decided."""
    reply: str | None
    """None where the reply was not kept, since it spoke of what is known of a customer; it is then not compared."""
    path: AnswerPath = "fast"
    prompts: tuple[str, ...] = ()
    """Names and versions of the prompts that models answered."""
    cost_usd: float = Field(default=0.0, ge=0)
    latency_ms: float = Field(ge=0)


class RecordedTurn(Strict):
    """What the customer said, and what it came to; nothing yet in a conversation that was never run."""

    text: Text
    found: Found | None = None


class Conversation(Strict):
    """A conversation. It holds no personal data: either it is made up, or it was masked when it was exported."""

    name: str
    synthetic: bool = False
    """Made up for this project."""
    language: Language = "en"
    customer_id: str | None = None
    """One of the demo customers."""
    turns: tuple[RecordedTurn, ...] = Field(min_length=1)


def found_in(answer: TurnAnswer) -> Found:
    """What is compared of an answer."""
    intent, route = answer.findings.intent, answer.route
    place = [route.queue, str(route.priority)] if route.queue else [route.reply_with]
    return Found(
        intent=intent.intent if intent else None,
        route=" ".join([route.kind, *place, f"({route.rule})"]),
        reply=answer.reply.text,
        path=answer.path,
        prompts=answer.prompts,
        cost_usd=answer.cost_usd,
        latency_ms=answer.timing_ms.total,
    )


def read_conversations(path: Path) -> list[Conversation]:
    """The conversations of a file. Raises `InvalidInput` naming the file, or the line and field that are wrong."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InvalidInput(str(path), f"{path}: {error.strerror}") from error
    return [_conversation(line, f"{path.name}, line {n}") for n, line in enumerate(lines, start=1) if line.strip()]


def write_conversations(path: Path, conversations: Iterable[Conversation]) -> None:
    """Write one a line, leaving out what is not set, so that a change reads well in a review."""
    lines = (conversation.model_dump_json(exclude_defaults=True) for conversation in conversations)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _conversation(line: bytes, where: str) -> Conversation:
    try:
        return Conversation.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(map(str, problem["loc"])) or "the line"
        raise InvalidInput(where, f"{where}: {field}: {problem['msg']}") from None
