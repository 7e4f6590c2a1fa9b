"""Figures as tables."""

import numpy as np
import pytest

from tests.bench.memory import peak, resident
from tests.bench.report import megabytes, percentiles, rounded, table


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0.00"), (0.044, "0.04"), (0.994, "0.99"), (0.996, "1.0"), (9.94, "9.9"), (9.96, "10"), (1610.6, "1,611")],
)
def test_a_figure_keeps_the_digits_that_mean_something(value: float, shown: str) -> None:
    assert rounded(value) == shown


def test_percentiles_leave_the_slowest_calls_out_one_after_the_other() -> None:
    assert percentiles([float(value) for value in range(101)]) == ["50", "95", "99"]
    assert percentiles([0.2] * 96 + [8.0] * 4) == ["0.20", "0.20", "8.0"]


def test_memory_is_shown_in_the_unit_of_lambda() -> None:
    assert megabytes(10_240 * 1024 * 1024) == "10,240"


def test_every_row_of_a_table_has_a_cell_for_each_heading() -> None:
    shown = table(["step", "ms"], [["encode", "18"], ["intent", "3.1"]])
    assert shown.splitlines() == ["| step | ms |", "| --- | ---: |", "| encode | 18 |", "| intent | 3.1 |"]


def test_the_peak_of_memory_remembers_what_was_given_back() -> None:
    before, size = resident(), 100 * 1024**2
    taken = np.ones(size // 8)
    del taken
    assert peak() - before > 0.9 * size
    assert resident() - before < 0.5 * size
