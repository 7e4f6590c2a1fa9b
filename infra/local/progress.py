"""Progress of a long start: one line a step, with the time it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STARTED: Final = time.monotonic()
_WIDTH: Final = 44


def elapsed() -> float:
    """Seconds since this process began to report."""
    return time.monotonic() - _STARTED


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print what is being done, then how long it took."""
    began = time.monotonic()
    print(f"  {what:<{_WIDTH}}", end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def counting(done: int, total: int) -> None:
    """A count inside a step, on a terminal only."""
    if sys.stdout.isatty():
        text = f"{done}/{total}"
        print(text + "\b" * len(text), end="", flush=True)
        if done == total:
            print(" " * len(text) + "\b" * len(text), end="", flush=True)
