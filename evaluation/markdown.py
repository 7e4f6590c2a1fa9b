"""Figures as Markdown tables."""

from collections.abc import Iterable, Sequence

import numpy as np


def percentiles(milliseconds: Sequence[float]) -> list[str]:
    """Return p50, p95 and p99, in milliseconds."""
    return [rounded(value) for value in np.percentile(milliseconds, [50, 95, 99]).tolist()]


def rounded(value: float) -> str:
    """Return a figure with as many digits as mean something: 0.04, 1.3, 42, 1,611."""
    digits = 0 if abs(value) >= 9.95 else 1 if abs(value) >= 0.995 else 2
    return f"{value:,.{digits}f}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; every column but the first is aligned to the right."""
    lines = ["| " + " | ".join(headings) + " |", "| --- |" + " ---: |" * (len(headings) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
