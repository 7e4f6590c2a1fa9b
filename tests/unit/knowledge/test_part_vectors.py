"""Vectors of the parts of passages."""

from pathlib import Path

import numpy as np
import pytest

from encoder.local import LocalEncoder
from knowledge.part_vectors import PartVectors, cosines_of, rows_of

TEXTS = ("The heat pump warms the cabin.", "In frost the range falls by a fifth.", "Range in winter")


def test_eight_bits_keep_the_cosine(encoder: LocalEncoder) -> None:
    vectors, asked = encoder.passages(TEXTS), encoder.questions(["How far do I get in winter?"])[0]
    cosines, found = vectors @ asked, cosines_of(rows_of(vectors), asked)
    assert found.argmax() == cosines.argmax()
    assert found.tolist() == pytest.approx(cosines.tolist(), abs=2e-3)
    assert cosines_of(rows_of(vectors[:0]), asked).tolist() == []


def test_each_passage_has_its_own_parts_again_after_saving(tmp_path: Path) -> None:
    rows = [np.full((count, 3), count, dtype=np.int8) for count in (2, 0, 1)]
    PartVectors.of(rows).save(tmp_path / "parts.npy")
    again = PartVectors.load(tmp_path / "parts.npy")
    for place, expected in enumerate(rows):
        np.testing.assert_array_equal(again.at(place), expected)


def test_parts_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    PartVectors.of([np.ones((2, 3), dtype=np.int8)]).save(tmp_path / "parts.npy")
    np.save(tmp_path / "parts.npy", np.ones((1, 3), dtype=np.int8))
    with pytest.raises(ValueError, match="cut off"):
        PartVectors.load(tmp_path / "parts.npy")
