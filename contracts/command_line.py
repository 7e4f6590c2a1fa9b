"""How a command of this project begins and ends: `python -m NAME`."""

import argparse
import sys
from collections.abc import Callable

from contracts.errors import CurbsideError, InvalidInput


def parser_of(module: str, documentation: str | None) -> argparse.ArgumentParser:
    """Return a parser that shows a module's documentation as it is written."""
    return argparse.ArgumentParser(
        prog=f"python -m {module}",
        description=documentation,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def exit_code(command: Callable[[], int | None], failed: int = 1, wrong_input: int | None = None) -> int:
    """Run a command and return its exit code; None counts as 0. An error is named on stderr.

    The code is then `failed`, or `wrong_input` where the input was wrong and that has a code of its own.
    """
    try:
        return command() or 0
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return wrong_input if wrong_input is not None and isinstance(error, InvalidInput) else failed
