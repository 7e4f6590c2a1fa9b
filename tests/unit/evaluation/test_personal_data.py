"""Measuring: what counts as found, and what is held out."""

import json
from pathlib import Path

import pytest

from evaluation.personal_data import measure, table, tally
from privacy import PiiType, Span
from training.privacy.presidio import read_examples


def span(start: int, end: int, kind: PiiType = PiiType.PERSON) -> Span:
    return Span(start=start, end=end, type=kind)


def test_four_fifths_of_the_characters_are_enough_and_less_is_a_miss() -> None:
    assert tally([span(0, 10)], [span(0, 8)], "all").found == 1
    assert tally([span(0, 10)], [span(0, 7)], "all").found == 0
    assert tally([span(0, 10)], [span(0, 4), span(4, 8)], "all").found == 1


def test_another_type_finds_but_not_strictly() -> None:
    counts = tally([span(0, 10)], [span(0, 10, PiiType.ADDRESS)], "person")
    assert (counts.wanted, counts.found, counts.strict, counts.given) == (1, 1, 0, 0)


def test_a_mask_too_many_costs_precision() -> None:
    every, person = measure([([span(0, 4)], [span(0, 4), span(10, 14)]), ([], [])])
    assert (every.type, person.type) == ("all", "person")
    assert (every.recall.share, every.precision.share, every.precision.of) == (1.0, 0.5, 2)
    assert every.recall.low <= every.recall.share <= every.recall.high


def test_the_table_names_every_type_that_occurs() -> None:
    lines = table(measure([([span(0, 4)], []), ([], [span(0, 2, PiiType.IBAN)])])).splitlines()
    assert [line.split()[0] for line in lines] == ["type", "all", "person", "iban"]
    assert "none" in lines[2]


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        ("I live at Ring 5, Ulm", [("STREET_ADDRESS", "Ring 5"), ("GPE", "Ulm")], ["address", "address"]),
        ("Ulm is nice", [("GPE", "Ulm")], []),
        ("born on 1/2/1980", [("DATE_TIME", "1/2/1980")], ["date_of_birth"]),
        ("on 1/2/1980", [("DATE_TIME", "1/2/1980")], []),
        ("Dr. Ada of Acme", [("TITLE", "Dr."), ("PERSON", "Ada"), ("ORGANIZATION", "Acme")], ["person"]),
    ],
)
def test_only_what_identifies_a_person_has_to_be_found(
    tmp_path: Path, text: str, marks: list[tuple[str, str]], wanted: list[str]
) -> None:
    spans = [
        {"entity_type": kind, "start_position": text.index(value), "end_position": text.index(value) + len(value)}
        for kind, value in marks
    ]
    rows = [{"full_text": text, "spans": spans, "template_id": 1}]
    (tmp_path / "presidio_train.json").write_text(json.dumps(rows), encoding="utf-8")
    assert [span.type.value for span in read_examples(tmp_path)[0].spans] == wanted
