"""The page of all measurements: a section a part, each with the command that makes it, so that one can be made anew."""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from tests.bench.report import machine

HEAD: Final = """# Benchmarks

Each section names the command that makes it, and when and where that ran; `UPDATE=1` writes it here. Every process
encodes and reckons on one thread, as the functions do.
"""
_SECTION: Final = re.compile(r"^## .+?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_PART: Final = re.compile(r"^`make bench PARTS=(\w+)", re.MULTILINE)


def made_by(part: str, words: Iterable[str]) -> str:
    """Return how and where a part is being measured, and how busy the machine is with other things as it begins."""
    command = " ".join(["make bench", f"PARTS={part}", *words])
    return f"`{command}`, {datetime.now(UTC):%d %B %Y}: {machine()}; load {os.getloadavg()[0]:.1f} when it began."


def section(text: str, made: str) -> str:
    """Return the text of a part with how it was made below its heading."""
    heading, _, rest = text.partition("\n\n")
    return f"{heading}\n\n{made}\n\n{rest.strip()}\n"


def page_of(before: str, measured: Mapping[str, str], order: Iterable[str]) -> str:
    """Return the page with the sections that were measured, by part, in place of theirs; those of other parts stay."""
    sections = {part: text for text in _SECTION.findall(before) for part in _PART.findall(text)} | dict(measured)
    return "\n".join([HEAD, *(f"{sections[part].strip()}\n" for part in order if part in sections)])
