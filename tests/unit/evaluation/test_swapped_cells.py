"""Rows get the numbers of other rows of their table, and only those that differ."""

from evaluation.swapped_cells import own_cells, swapped_cells

TABLE = (
    "– Kite – Front: 2.6 bar; Rear: 2.6 bar\n– Tern – Front: 2.4 bar; Rear: 2.6 bar\n– Heron – Front: none; Rear: none"
)


def test_each_row_gets_each_number_of_another_that_it_does_not_have() -> None:
    assert list(swapped_cells(TABLE)) == [
        "Kite – Front: 2.4 bar.",
        "Tern – Front: 2.6 bar.",
        "Heron – Front: 2.6 bar.",
        "Heron – Rear: 2.6 bar.",
        "Heron – Front: 2.4 bar.",
        "Heron – Rear: 2.6 bar.",
    ]


def test_rows_of_other_tables_and_items_are_left_alone() -> None:
    assert list(swapped_cells("– Kite – Front: 2.6 bar\n– Kite – Time: 2 years\n– Wait – and see")) == []


def test_what_a_table_has_is_said_cell_by_cell() -> None:
    assert list(own_cells("– Kite – Front: 2.6 bar; Rear: none")) == ["Kite – Front: 2.6 bar."]
