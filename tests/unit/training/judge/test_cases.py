"""Questions that are put to an index, with and without what answers them."""

import numpy as np
import pytest

from encoder.local import LocalEncoder
from knowledge.index import Content, Index, build_index
from tests.unit.knowledge.engine_behaviour import PASSAGES
from training.judge.cases import Case, Question, cases, rows_of


@pytest.fixture(scope="module")
def index(encoder: LocalEncoder) -> Index:
    return build_index(Content(PASSAGES), encoder)


def put(index: Index, encoder: LocalEncoder, *answering: str) -> list[Case]:
    text = "What does the red brake light mean?"
    asked = Question(text, "en", encoder.questions([text])[0], "g", frozenset(answering))
    return list(cases("text", index, [asked]))


def test_a_question_is_put_with_and_without_the_passage_that_answers(index: Index, encoder: LocalEncoder) -> None:
    there, gone = put(index, encoder, "brake")
    assert (there.answerable, gone.answerable) == (True, False)
    assert there.right.tolist() == [True] + [False] * (len(there.right) - 1)
    assert not gone.right.any()
    assert not there.in_one_language.all()  # the same in other languages is found too


def test_a_question_that_no_page_answers_is_put_once(index: Index, encoder: LocalEncoder) -> None:
    [case] = put(index, encoder)
    assert not case.answerable
    assert not case.right.any()


def test_each_kind_weighs_its_share_and_both_sides_of_it_the_same(index: Index, encoder: LocalEncoder) -> None:
    text, outside = put(index, encoder, "brake"), [one._replace(kind="out of scope") for one in put(index, encoder)]
    found = [*text, text[1], text[1], *outside]
    rows = rows_of(found, {"text": 0.6, "out of scope": 0.4})
    weights = [rows.weight[rows.case == number][0] for number in range(len(found))]
    assert np.array(weights) / len(found) == pytest.approx([0.3, 0.1, 0.1, 0.1, 0.4])
