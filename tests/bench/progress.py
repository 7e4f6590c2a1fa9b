"""What is being measured, on stderr, so that the tables on stdout stay clean."""

import sys

from encoder.batches import Progress


def say(what: str) -> None:
    """One line for each step that takes long."""
    print(f"  measuring {what}", file=sys.stderr, flush=True)


def counting(what: str) -> Progress:
    """A line that counts up."""

    def show(done: int, total: int) -> None:
        print(f"\r    {what} {done:,}/{total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show
