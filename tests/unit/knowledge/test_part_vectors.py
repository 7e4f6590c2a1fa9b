"""Passages part by part."""

from pathlib import Path

import numpy as np
import pytest

from contracts.policy import PART_CHARS
from encoder.local import LocalEncoder
from knowledge.part_vectors import Parts, cut, likest, rows_of

LONG = "The heat pump warms the cabin. " * 4 + "In frost the range falls by a fifth. " * 4


def test_parts_are_whole_sentences_and_leave_nothing_out() -> None:
    parts = cut("", LONG.strip())
    assert len(parts) > 1
    assert all(part.endswith(".") and len(part) <= PART_CHARS for part in parts)
    assert " ".join(parts) == LONG.strip()


def test_rows_of_a_table_are_not_cut_while_they_fit() -> None:
    table = "\n".join(f"| Tyre {number} | {'x' * 90} |" for number in range(5))
    assert cut("", table) == table.split("\n")


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    parts = cut("", "word " * 100)
    assert all(len(part) <= PART_CHARS and set(part.split()) == {"word"} for part in parts)


@pytest.mark.parametrize("text", ["", "Six hours.", "x" * PART_CHARS])
def test_a_short_passage_has_no_parts(text: str) -> None:
    assert cut("", text) == []


def test_the_heading_of_a_passage_is_its_first_part() -> None:
    assert cut("Range in winter", "Six hours.") == ["Range in winter"]
    assert cut("Range in winter", LONG) == ["Range in winter", *cut("", LONG)]


def test_eight_bits_keep_the_cosine(encoder: LocalEncoder) -> None:
    vectors, asked = encoder.passages(cut("", LONG)), encoder.questions(["How far do I get in winter?"])[0]
    cosines, found = vectors @ asked, likest(rows_of(vectors), asked)
    assert found is not None
    assert found.row == cosines.argmax()
    assert found.similarity == pytest.approx(float(cosines.max()), abs=2e-3)
    assert likest(rows_of(vectors[:0]), asked) is None


def test_each_passage_has_its_own_parts_again_after_saving(tmp_path: Path) -> None:
    rows = [np.full((count, 3), count, dtype=np.int8) for count in (2, 0, 1)]
    Parts.of(rows).save(tmp_path / "parts.npy")
    again = Parts.load(tmp_path / "parts.npy")
    for place, expected in enumerate(rows):
        np.testing.assert_array_equal(again.at(place), expected)


def test_parts_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    Parts.of([np.ones((2, 3), dtype=np.int8)]).save(tmp_path / "parts.npy")
    np.save(tmp_path / "parts.npy", np.ones((1, 3), dtype=np.int8))
    with pytest.raises(ValueError, match="cut off"):
        Parts.load(tmp_path / "parts.npy")
