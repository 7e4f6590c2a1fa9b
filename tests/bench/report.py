"""Figures as Markdown tables."""

import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np


def percentiles(milliseconds: Sequence[float]) -> list[str]:
    """p50, p95 and p99, in milliseconds."""
    return [rounded(value) for value in np.percentile(milliseconds, [50, 95, 99]).tolist()]


def rounded(value: float) -> str:
    """A figure with as many digits as mean something: 0.04, 1.3, 42, 1,611."""
    digits = 0 if abs(value) >= 9.95 else 1 if abs(value) >= 0.995 else 2
    return f"{value:,.{digits}f}"


def megabytes(size: float) -> str:
    """Bytes in the megabytes of 1024 × 1024 bytes that the memory of a Lambda function is given in."""
    return rounded(size / 1024**2)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    lines = ["| " + " | ".join(headings) + " |", "| --- |" + " ---: |" * (len(headings) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def machine() -> str:
    """The machine that made the figures."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    names = []
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names) or 1} cores of {names[0] if names else model}, Python {platform.python_version()}"
