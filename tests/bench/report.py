"""Figures as Markdown tables, and the machine that made them."""

import platform
from pathlib import Path

from evaluation.markdown import percentiles, rounded, table

__all__ = ["machine", "megabytes", "percentiles", "rounded", "table"]


def megabytes(size: float) -> str:
    """Bytes in the megabytes of 1024 × 1024 bytes that the memory of a Lambda function is given in."""
    return rounded(size / 1024**2)


def machine() -> str:
    """The machine that made the figures."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    names = []
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names) or 1} cores of {names[0] if names else model}, Python {platform.python_version()}"
