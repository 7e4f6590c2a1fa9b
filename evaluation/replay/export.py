"""Write stored conversations to files, without personal data: for the replay, and for trying routing policies.

    python -m evaluation.replay.export FOLDER --conversations TABLE --sessions TABLE --region REGION

FOLDER gets `conversations.jsonl` for `python -m evaluation.replay` and `turns.jsonl` for
`python -m agents.routing.backtest`. Texts are masked before they are written, ids become numbers, and the replies to
known customers are left out. No finder of personal data finds all of it: look through the files before you pass them
on. It reads the sessions table as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from agents.routing.read_facts import facts
from agents.routing.stored import StoredTurn
from contracts.command_line import exit_code, parser_of
from contracts.errors import Unavailable
from contracts.findings.of_turn import Findings
from contracts.session import Dialogue
from contracts.turn import AgentTask, TurnAnswer
from conversations.dialogue import dialogue_after
from evaluation.replay.recorded import Conversation, Found, RecordedTurn, found_in, write_conversations
from privacy import PiiType, Span, detect, mask
from privacy.spans import settle
from store.entries import answer_of
from store.errors import MALFORMED, translated_errors
from store.names import TableNames
from store.tables import REPLY, TRY, ConversationItem, SessionItem, connect


class Answered(NamedTuple):
    """A customer's message and the answer to it, as stored."""

    text: str
    answer: TurnAnswer


class Exported(NamedTuple):
    """One conversation, ready to be written."""

    conversation: Conversation
    turns: list[StoredTurn]


def newest(most: int) -> list[tuple[str, str]]:
    """Ids and languages of the newest conversations, oldest first. Raises `Unavailable`."""
    with translated_errors():
        found = [(item.session_id, item.language) for item in SessionItem.scan()]
    return sorted(found)[-most:]  # ids sort by time


def answered(conversation_id: str) -> list[Answered]:
    """The answered turns of a conversation, in order.

    Raises `Unavailable`, also for an answer that cannot be read.
    """
    with translated_errors():
        items = {item.turn: item for item in ConversationItem.query(conversation_id, ConversationItem.turn < TRY)}
    return [
        Answered(items[turn].text, answer_of(items[turn + REPLY])) for turn in sorted(items) if turn + REPLY in items
    ]


def export(name: str, language: str, turns: Sequence[Answered]) -> Exported:
    """A conversation without personal data. What its dialogue knew at each turn is worked out anew."""
    dialogue, stored, recorded = Dialogue(), list[StoredTurn](), list[RecordedTurn]()
    private = [value for turn in turns for value in known_values(turn.answer)]
    for number, (text, answer) in enumerate(turns, start=1):
        findings = Findings.model_validate(answer.findings.model_dump())
        masked = masked_text(text, language, private)
        stored.append(
            StoredTurn(
                conversation=name,
                turn=number,
                language=language,
                text=masked,
                facts=facts(AgentTask(text=text, language=language, dialogue=dialogue, findings=findings)),
            )
        )
        recorded.append(RecordedTurn(text=masked, found=masked_found(answer, language, private)))
        dialogue = dialogue_after(dialogue, answer)
    return Exported(Conversation(name=name, language=language, turns=tuple(recorded)), stored)


def known_values(answer: TurnAnswer) -> Iterator[tuple[str, PiiType]]:
    """Personal data that the answer shows to be such, wherever it stands: the name, numbers of orders and cases."""
    person = answer.findings.personalization
    if person is None:
        return
    if person.first_name:
        yield person.first_name, PiiType.PERSON
    yield from ((item.reference, PiiType.ID_NUMBER) for item in person.due if item.reference)


def masked_found(answer: TurnAnswer, language: str, private: Sequence[tuple[str, PiiType]]) -> Found:
    """What the turn came to; the reply to a known customer may tell of their vehicle, so it is left out."""
    found, person = found_in(answer), answer.findings.personalization
    reply = None if person and person.identified else masked_text(answer.reply.text, language, private)
    return found.changed(reply=reply)


def masked_text(text: str, language: str, private: Sequence[tuple[str, PiiType]]) -> str:
    """The text with everything personal that is found in it, or known, as tokens."""
    known = [
        Span(start=match.start(), end=match.end(), type=kind)
        for value, kind in private
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE)
    ]
    return mask(text, settle(text, [*detect(text, language), *known])).text


def main(arguments: Sequence[str] | None = None) -> int:
    """Export; returns the exit code."""
    parser = parser_of("evaluation.replay.export", __doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--conversations", required=True, help="the stack's output ConversationsTable")
    parser.add_argument("--sessions", required=True, help="the stack's output SessionsTable")
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--most", type=int, default=500, help="conversations to write, the newest")
    options = parser.parse_args(arguments)
    connect(TableNames(conversations=options.conversations, sessions=options.sessions), options.region)
    return exit_code(lambda: run(options.folder, options.most))


def run(folder: Path, most: int) -> None:
    """Write both files, and say how many conversations they hold."""
    written, unread = write(folder, most)
    print(f"{written} conversations written to {folder}, {unread} left out: stored by another version")


def write(folder: Path, most: int) -> tuple[int, int]:
    """Write both files; returns how many conversations were written and how many could not be read."""
    exported, unread = list[Exported](), 0
    for number, (conversation_id, language) in enumerate(newest(most), start=1):
        try:
            turns = answered(conversation_id)
        except Unavailable as error:
            if error.code != MALFORMED:
                raise
            unread += 1
            continue
        if turns:
            exported.append(export(f"c{number:04}", language, turns))
    folder.mkdir(parents=True, exist_ok=True)
    write_conversations(folder / "conversations.jsonl", (one.conversation for one in exported))
    lines = [turn.model_dump_json(exclude_defaults=True) + "\n" for one in exported for turn in one.turns]
    (folder / "turns.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(exported), unread


if __name__ == "__main__":
    raise SystemExit(main())
