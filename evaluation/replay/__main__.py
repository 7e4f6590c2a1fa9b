"""Run stored conversations against the working tree and say what changed: intents, routes, replies, latency.

    python -m evaluation.replay [FILE] [--update] [--models MODE [--double]]

FILE holds one conversation a line (`evaluation/replay/recorded.py`); without it the made-up ones in
`evaluation/conversations.jsonl` are run, with the demo customers and the demo documents. The exit code is 1 if
anything but the latency changed, 2 if an input is wrong or an agent cannot be loaded. `--update` writes what is found
now into FILE.

With `--models` agents ask models of Bedrock, in a mode of `evaluation/with_models/modes.py`; `--double` lets the
stand-in answer. To see what the change of a prompt changes, update a copy of FILE before it, and replay it after.
Models say the same in other words each time: replay twice before the change as well, to know how much that is.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from contracts.command_line import exit_code, parser_of
from encoder.command_line import add_encoder_options, encoder_of
from evaluation.replay.changes import changes, report
from evaluation.replay.recorded import Conversation, read_conversations, write_conversations
from evaluation.replay.run import replay
from evaluation.scripted.play import demo_supervisor
from evaluation.with_models.bedrock import add_double_option, answering, client_in
from evaluation.with_models.metered import Meter
from evaluation.with_models.modes import MODES
from graph.supervisor import Supervisor

CONVERSATIONS: Final = Path(__file__).parent.parent / "conversations.jsonl"


def played(recorded: Sequence[Conversation], supervisor: Supervisor, mode: str = "off") -> list[Conversation]:
    """The conversations as they go now. The first is run once before, so that nothing is timed cold."""
    list(replay(recorded[:1], supervisor, MODES[mode]))
    return list(replay(recorded, supervisor, MODES[mode]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay and print; returns the exit code."""
    parser = parser_of("evaluation.replay", __doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CONVERSATIONS)
    parser.add_argument("--update", action="store_true", help="write what is found now into FILE")
    parser.add_argument("--models", choices=MODES, default="off", help="which agents ask models; none without")
    add_double_option(parser)
    add_encoder_options(parser)
    options = parser.parse_args(arguments)
    return exit_code(lambda: run(options), failed=2)


def run(options: argparse.Namespace) -> int:
    """Replay a file; returns 1 if anything changed, unless the file is to hold what is found now."""
    file, update, mode = options.file, options.update, options.models
    recorded = read_conversations(file)
    with answering(double=options.double):
        client = None if mode == "off" else client_in(options.region, Meter())
        now = played(recorded, demo_supervisor(encoder_of(options), client), mode)
    print(report(recorded, now))
    if update:
        write_conversations(file, now)
    return int(not update and any(changes(recorded, now)))


if __name__ == "__main__":
    raise SystemExit(main())
