"""Find and mask personal data from the command line.

    python -m privacy "I'm Anna Weber, call me on 0170 1234567"
    python -m privacy --jsonl < lines
    python -m privacy evaluate --data DIR

With `--jsonl` each input line is an object with `text` and optionally `language` (ISO 639-1); each output line holds
`text`, `masked` and `spans`, in the same order. `evaluate` measures on `DIR/presidio_train.json`, which takes minutes.
"""

import argparse
import json
import subprocess
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from contracts.command_line import exit_code, parser_of
from contracts.errors import InvalidInput
from privacy.detect import detect
from privacy.mask import mask


class Line(BaseModel):
    """One line of input."""

    text: str
    language: str | None = None


def result(line: Line) -> dict[str, Any]:
    """One line of output."""
    spans = detect(line.text, line.language)
    masked = mask(line.text, spans).text
    return {"text": line.text, "masked": masked, "spans": [span.model_dump(mode="json") for span in spans]}


def read_lines() -> Iterator[Line]:
    """Each line of standard input that is not blank. Raises `InvalidInput` with the number of a line that is wrong."""
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            yield Line.model_validate_json(raw.removeprefix(BOM_UTF8))
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise InvalidInput(f"line {number}", f"line {number} is no object with `text`: {reason}") from error


def evaluate(arguments: list[str]) -> int:
    """Hand over to the command that measures; returns its exit code. The product itself imports no evaluation."""
    return subprocess.run([sys.executable, "-m", "evaluation.personal_data", *arguments], check=False).returncode


def run(options: argparse.Namespace) -> None:
    """Answer for one text or for each line."""
    lines = read_lines() if options.jsonl else iter([Line(text=options.text, language=options.language)])
    only_ascii = sys.stdout.encoding.lower() not in {"utf-8", "utf8"}
    for line in lines:
        shown = json.dumps(result(line), ensure_ascii=only_ascii, indent=None if options.jsonl else 2)
        print(shown, flush=options.jsonl)


def main() -> int:
    """Run one command; returns the exit code."""
    parser = parser_of("privacy", __doc__)
    parser.add_argument("text", nargs="?")
    parser.add_argument("--jsonl", action="store_true", help="read JSON lines, write JSON lines")
    parser.add_argument("--language", help="ISO 639-1, such as de")
    if sys.argv[1:2] == ["evaluate"] and len(sys.argv) > 2:
        return evaluate(sys.argv[2:])
    options = parser.parse_args()
    if options.jsonl == (options.text is not None):
        parser.error("give either a text or --jsonl")
    return exit_code(lambda: run(options), wrong_input=2)


if __name__ == "__main__":
    raise SystemExit(main())
