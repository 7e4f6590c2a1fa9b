"""Run stored conversations against the working tree and say what changed: intents, routes, replies, latency.

    python -m tests.evaluation.replay [FILE] [--update]

FILE holds one conversation a line (`tests/evaluation/replay/recorded.py`); without it the made-up ones in
`tests/evaluation/conversations.jsonl` are run, with the demo customers and the demo documents. The exit code is 1 if
anything but the latency changed, 2 if an input is wrong or an agent cannot be loaded. `--update` writes what is found
now into FILE.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from agents.__main__ import agent_named
from contracts.errors import CurbsideError
from contracts.turn import AgentName
from encoder.factory import encoder_for
from graph.in_process import InProcessDispatch
from tests.evaluation.replay.changes import changes, report
from tests.evaluation.replay.recorded import Conversation, read_conversations, write_conversations
from tests.evaluation.replay.run import replay

CONVERSATIONS: Final = Path(__file__).parent.parent / "conversations.jsonl"


def played(recorded: Sequence[Conversation]) -> list[Conversation]:
    """The conversations as they go now. The first is run once before, so that nothing is timed cold."""
    dispatch = InProcessDispatch({name: agent_named(name) for name in AgentName})
    encoder = encoder_for("local", "")
    list(replay(recorded[:1], dispatch, encoder))
    return list(replay(recorded, dispatch, encoder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.replay",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, nargs="?", default=CONVERSATIONS)
    parser.add_argument("--update", action="store_true", help="write what is found now into FILE")
    options = parser.parse_args(arguments)
    try:
        recorded = read_conversations(options.file)
        now = played(recorded)
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(report(recorded, now))
    if options.update:
        write_conversations(options.file, now)
    return int(not options.update and any(changes(recorded, now)))


if __name__ == "__main__":
    raise SystemExit(main())
