"""Backtest: try a new policy on stored turns before it goes live.

    python -m agents.routing.backtest NEW_POLICY.json TURNS.jsonl
    python -m agents.routing.backtest NEW_POLICY.json TURNS.jsonl --publish s3://BUCKET/routing/candidate.json

Each turn is judged as it came, by the policy in use and by the new one; what a changed route would have led to later in
its conversation is not played on. With `--publish` a new policy that misses no danger becomes the candidate that is
compared with the policy in use on the turns of today (`docs/routing.md`). The exit code is 1 if a turn in danger is no
emergency any more, 2 if an input is wrong or publishing failed. `agents/routing/stored.py` describes the turns.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from agents.routing.backtest_report import report
from agents.routing.compare import compare
from agents.routing.rules import RULES, read_rules
from agents.routing.stored import read_turns
from contracts.command_line import exit_code, parser_of
from store.candidate import CandidateObject, version_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print; returns the exit code."""
    parser = parser_of("agents.routing.backtest", __doc__)
    parser.add_argument("policy", type=Path, help="the new policy")
    parser.add_argument("turns", type=Path, help="stored turns, one a line")
    parser.add_argument("--old", type=Path, default=RULES, help="what to compare with; default: the policy in use")
    parser.add_argument("--examples", type=int, default=3, help="turns shown for each change")
    parser.add_argument("--publish", type=address, metavar="ADDRESS", help="make the new policy the candidate there")
    parser.add_argument("--region", default="us-east-1", help="of the bucket")
    options = parser.parse_args(arguments)
    return exit_code(lambda: run(options), failed=2)


def run(options: argparse.Namespace) -> int:
    """Print what changes, and publish the policy if that is asked for; returns 1 if a turn in danger is lost."""
    compared = compare(read_turns(options.turns), read_rules(options.old), read_rules(options.policy))
    print(report(compared, options.examples))
    if any(one.danger_lost for one in compared):
        return 1
    if options.publish:
        publish(options.policy.read_bytes(), options.publish, options.region)
    return 0


def address(text: str) -> str:
    """Where a candidate may be published: the template lets functions read nothing else."""
    if not re.fullmatch(r"s3://[^/]+/routing/[A-Za-z0-9_.-]+\.json", text):
        raise argparse.ArgumentTypeError("write it as s3://BUCKET/routing/NAME.json")
    return text


def publish(content: bytes, to: str, region: str) -> None:
    """Make a policy the candidate. Raises `Unavailable`."""
    CandidateObject(to, region).write(content)
    print(f"\npublished as {to}, version {version_of(content)}")


if __name__ == "__main__":
    raise SystemExit(main())
