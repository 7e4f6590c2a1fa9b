"""Figures as Markdown tables."""

import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np


def percentiles(milliseconds: Sequence[float]) -> list[str]:
    """p50, p95 and p99, in whole milliseconds."""
    return [f"{value:.0f}" for value in np.percentile(milliseconds, [50, 95, 99])]


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
