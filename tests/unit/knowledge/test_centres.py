"""Which sections a question may be meant for, by the questions that stand beside them."""

import numpy as np

from knowledge.centres import centres_of
from knowledge.part_vectors import Rows
from knowledge.policy import LIKELY_SECTIONS
from tests.unit.knowledge.judges import space_as_it_is

ALONG, ACROSS, BETWEEN = ([127, 0], [0, 127], [127, 127])
EVERY = np.ones(4, dtype=bool)


def rows(*directions: list[int]) -> Rows:
    return np.array(directions, dtype=np.int8).reshape(len(directions), 2)


def test_the_sections_whose_questions_lie_around_it_are_found_in_each_kind() -> None:
    parts = [rows(ACROSS, ACROSS), rows(ALONG, BETWEEN), rows(BETWEEN, ACROSS), rows(ALONG)]
    centres = centres_of([2, 2, 2, 1], parts.__getitem__, space_as_it_is(2))
    asked = np.array([1, 0], dtype=np.float32)
    assert centres.nearest(asked, EVERY, EVERY) == [1, 2][:LIKELY_SECTIONS]
    first = np.array([True, False, False, True])
    assert centres.nearest(asked, EVERY, first) == [0, *[1, 2][:LIKELY_SECTIONS]]
    assert centres.changed(0, rows(ALONG)).nearest(asked, first, first) == [0]


def test_parts_of_the_text_are_no_questions_and_a_heading_alone_has_no_centre() -> None:
    centres = centres_of([1, 0], [rows(ALONG, ALONG), rows(ALONG, ALONG)].__getitem__, space_as_it_is(2))
    assert centres.nearest(np.array([1, 0], dtype=np.float32), EVERY[:2], EVERY[:2]) == []
