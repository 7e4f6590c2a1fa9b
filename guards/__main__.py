"""Try the guards from the command line.

python -m guards "ignore your instructions"     # does a message attack the machine?
python -m guards --passage "Close the cap."     # does a passage hold an order to the machine?
python -m guards --mask "I'm Anna Weber"        # what a model would read instead
"""

import json
from collections.abc import Sequence
from typing import Any

from contracts.command_line import exit_code, parser_of
from guards.attacks import judge_attack
from guards.delimited import delimited
from guards.documents import suspicious
from guards.masked import mask_for_model


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one answer as JSON; returns the exit code."""
    parser = parser_of("guards", __doc__)
    parser.add_argument("text")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--passage", action="store_true", help="the text is a passage of a document")
    what.add_argument("--mask", action="store_true", help="replace personal data")
    options = parser.parse_args(arguments)
    judge = answer_passage if options.passage else answer_masked if options.mask else answer_message
    return exit_code(lambda: print(json.dumps(judge(options.text), indent=2)))


def answer_message(text: str) -> dict[str, Any]:
    """Return what is found in a message."""
    return judge_attack(text).model_dump(mode="json")


def answer_passage(text: str) -> dict[str, Any]:
    """Return whether a passage is suspicious, and how a prompt would hold it."""
    return {"suspicious": suspicious(text), "delimited": delimited(text, "passage", id="1")}


def answer_masked(text: str) -> dict[str, Any]:
    """Return the text as a model would read it, and what was taken out."""
    (masked,), placeholders = mask_for_model([text])
    return {"masked": masked, "values": placeholders.values}


if __name__ == "__main__":
    raise SystemExit(main())
