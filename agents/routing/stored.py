"""A turn as it is kept to try policies on: what rules may ask about it, and its text without personal data.

One turn a line of JSON. The exporter writes facts and not findings, so that nothing a later finding may hold (slots,
names, vehicles) gets out with them; a policy judges by facts alone.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, ValidationError

from agents.routing.facts import Facts
from contracts.base import Strict
from contracts.errors import InvalidInput
from contracts.session import Dialogue


class StoredTurn(Strict):
    """One turn of a stored conversation, with the state the conversation was in when it came."""

    conversation: str
    """A number in this file; not the conversation's id."""
    turn: int = Field(ge=1)
    language: str
    text: str
    """Masked: `<person-1>` stands for a name."""
    facts: Facts

    def dialogue(self) -> Dialogue:
        """What the dialogue must know to keep a place in line."""
        seen = self.facts
        return Dialogue(
            holder="queue" if seen.waiting else "bot", queue=seen.waiting_in, priority=seen.waiting_priority
        )


def read_turns(path: Path) -> Iterator[StoredTurn]:
    """The turns of a file, in order. Raises `InvalidInput` naming the file or the line that is wrong."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InvalidInput(str(path), f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield StoredTurn.model_validate_json(line)
        except ValidationError as error:
            problem = error.errors()[0]
            field = ".".join(map(str, problem["loc"])) or "the line"
            # pydantic's own text quotes the line, which may hold what a customer wrote
            reason = f"{path.name}, line {number}: {field}: {problem['msg']}"
            raise InvalidInput(f"line {number}", reason) from None
