"""Try a new policy on stored turns before it goes live.

    python -m agents.routing.shadow NEW_POLICY.json TURNS.jsonl

Each turn is judged as it came, by the policy in use and by the new one; what a changed route would have led to later in
its conversation is not played on. The exit code is 1 if a turn in danger is no emergency any more, 2 if an input is
wrong. `agents/routing/stored.py` describes the turns.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from agents.routing.compare import compare
from agents.routing.policy import POLICY, read_policy
from agents.routing.shadow_report import report
from agents.routing.stored import read_turns
from contracts.errors import CurbsideError


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m agents.routing.shadow",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("policy", type=Path, help="the new policy")
    parser.add_argument("turns", type=Path, help="stored turns, one a line")
    parser.add_argument("--old", type=Path, default=POLICY, help="what to compare with; default: the policy in use")
    parser.add_argument("--examples", type=int, default=3, help="turns shown for each change")
    options = parser.parse_args(arguments)
    try:
        compared = compare(read_turns(options.turns), read_policy(options.old), read_policy(options.policy))
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(report(compared, options.examples))
    return int(any(one.danger_lost for one in compared))


if __name__ == "__main__":
    raise SystemExit(main())
