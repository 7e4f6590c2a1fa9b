"""Run stored conversations against the working tree and say what changed: intents, routes, replies, latency.

    python -m evaluation.replay [FILE] [--update]

FILE holds one conversation a line (`evaluation/replay/recorded.py`); without it the made-up ones in
`evaluation/conversations.jsonl` are run, with the demo customers and the demo documents. The exit code is 1 if
anything but the latency changed, 2 if an input is wrong or an agent cannot be loaded. `--update` writes what is found
now into FILE.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from agents.__main__ import agent_named
from contracts.command_line import exit_code, parser_of
from contracts.turn import AgentName
from encoder import Encoder
from encoder.command_line import add_encoder_options, encoder_of
from evaluation.replay.changes import changes, report
from evaluation.replay.recorded import Conversation, read_conversations, write_conversations
from evaluation.replay.run import replay
from graph.in_process import InProcessDispatch

CONVERSATIONS: Final = Path(__file__).parent.parent / "conversations.jsonl"


def played(recorded: Sequence[Conversation], encoder: Encoder) -> list[Conversation]:
    """The conversations as they go now. The first is run once before, so that nothing is timed cold."""
    dispatch = InProcessDispatch({name: agent_named(name, encoder) for name in AgentName})
    list(replay(recorded[:1], dispatch, encoder))
    return list(replay(recorded, dispatch, encoder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay and print; returns the exit code."""
    parser = parser_of("evaluation.replay", __doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CONVERSATIONS)
    parser.add_argument("--update", action="store_true", help="write what is found now into FILE")
    add_encoder_options(parser)
    options = parser.parse_args(arguments)
    return exit_code(lambda: run(options.file, encoder_of(options), update=options.update), failed=2)


def run(file: Path, encoder: Encoder, *, update: bool) -> int:
    """Replay a file; returns 1 if anything changed, unless the file is to hold what is found now."""
    recorded = read_conversations(file)
    now = played(recorded, encoder)
    print(report(recorded, now))
    if update:
        write_conversations(file, now)
    return int(not update and any(changes(recorded, now)))


if __name__ == "__main__":
    raise SystemExit(main())
