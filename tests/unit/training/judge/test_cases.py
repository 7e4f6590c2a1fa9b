"""Questions that are put to an index, with and without what answers them."""

import random

import numpy as np
import pytest

from encoder.local import LocalEncoder
from knowledge.index import Content, Index, build_index
from knowledge.judge.evidence import MEASURES
from tests.unit.knowledge.engine_behaviour import PASSAGES
from tests.unit.knowledge.judges import space_as_it_is
from training.judge.cases import Beside, Case, Question, beside_cases, cases, rows_of, without
from training.judge.questions import mistyped


@pytest.fixture(scope="module")
def index(encoder: LocalEncoder) -> Index:
    return build_index(Content(PASSAGES), encoder)


def put(index: Index, encoder: LocalEncoder, *answering: str) -> list[Case]:
    text = "What does the red brake light mean?"
    asked = Question(text, "en", encoder.questions([text])[0], space_as_it_is(), "g", frozenset(answering))
    return list(cases("text", index, [asked]))


def test_a_question_is_put_with_and_without_the_passage_that_answers(index: Index, encoder: LocalEncoder) -> None:
    there, gone = put(index, encoder, "brake")
    assert (there.answerable, gone.answerable) == (True, False)
    assert there.right.tolist() == [True] + [False] * (len(there.right) - 1)
    assert not gone.right.any()
    assert not there.held[:, 0].all()  # the same in other languages is found too


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


def test_a_question_beside_a_page_is_put_as_if_it_did_not_stand_there(encoder: LocalEncoder) -> None:
    asked = ("my pedal goes down to the floor", "is it dangerous to drive on with a soft pedal")
    passages = [one.changed(questions=asked) if one.id == "brake" else one for one in PASSAGES]
    index = build_index(Content(passages), encoder)
    place = [one.id for one in index.passages].index("brake")
    question = Question(asked[0], "en", encoder.questions([asked[0]])[0], space_as_it_is(), "g", frozenset({"brake"}))
    there, gone = beside_cases(index, [(Beside(place, 0), question)])
    [as_it_stands, _] = cases("text", index, [question])
    heading = MEASURES.index("heading_above_background")
    assert (there.answerable, gone.answerable) == (True, False)
    assert there.measured[there.right, heading] < as_it_stands.measured[as_it_stands.right, heading]
    assert without(index.passages[place], 0).questions == asked[1:]


def test_a_slip_of_the_finger_leaves_most_of_a_text() -> None:
    slips = random.Random(1)  # noqa: S311 - no secrets
    assert mistyped("am I ok", slips) == "am I ok"
    for _ in range(20):
        typed = mistyped("my pedal goes down", slips)
        assert typed.split(" ")[0] == "my"
        assert abs(len(typed) - len("my pedal goes down")) <= 1
