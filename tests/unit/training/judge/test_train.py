"""Fitting the judge."""

import numpy as np
import pytest

from agents.__main__ import demo_index
from encoder.local import LocalEncoder
from knowledge.chunks import split
from knowledge.judge.evidence import MEASURES
from tests.unit.knowledge.reading import documents_below
from training.judge.cases import Case, Kind, rows_of
from training.judge.questions import INVENTED, read_asked, read_written
from training.judge.train import as_judge, best_of, fitted, held_out, probabilities

SHARES: dict[Kind, float] = {"text": 1.0}
COVERED = MEASURES.index("covered")


def made_up(questions: int = 120) -> list[Case]:
    """Passages of which those answer that cover the question, in one language; in two, those that do not."""
    random, found = np.random.default_rng(0), list[Case]()
    for number in range(questions):
        measured, same = random.normal(size=(3, len(MEASURES))), number % 2 == 0
        measured[1, 0] = np.nan
        right = (measured[:, COVERED] > 0.5) == same
        found.append(
            Case(
                "text",
                f"g{number % 12}",
                bool(right.any()),
                np.column_stack([np.full(3, same), np.zeros(3, bool)]),
                measured,
                right,
            )
        )
    return found


def test_the_judge_that_is_stored_says_what_was_fitted() -> None:
    rows = rows_of(made_up(), SHARES)
    model = fitted(rows)
    stored = as_judge("toy", model).probabilities(rows.measured, rows.held)
    assert stored == pytest.approx(probabilities(model, rows), abs=1e-3)


def test_what_is_learned_in_one_language_is_not_taken_for_granted_across_two() -> None:
    judge = as_judge("toy", fitted(rows_of(made_up(), SHARES)))
    across, in_one_language, _ = (weights[COVERED] for weights in judge.weights)
    assert across + in_one_language > 1
    assert across < -1


def test_held_back_groups_are_told_apart() -> None:
    rows = rows_of(made_up(), SHARES)
    judged = held_out(rows)
    assert judged[rows.right].mean() > judged[~rows.right].mean() + 0.3


def test_the_most_probable_answer_of_each_question_would_be_quoted_and_of_equal_ones_the_first() -> None:
    rows = rows_of(made_up(2), SHARES)
    assert best_of(rows, np.array([0.1, 0.9, 0.2, 0.5, 0.5, 0.1])).tolist() == [1, 3]


def test_every_section_that_a_written_question_names_is_there(encoder: LocalEncoder) -> None:
    ids = {passage.id for passage in demo_index(encoder).passages}
    assert {entry.passage for entry in read_written().answered} <= ids


def test_there_are_questions_that_no_page_answers_in_every_language() -> None:
    assert set(read_written().unanswered) == {"en", "de", "fr", "es", "it"}


def test_every_section_of_the_invented_handbook_is_asked_for_and_no_other() -> None:
    ids = {passage.id for document in documents_below(INVENTED) for passage in split(document)}
    assert {one.passage for one in read_asked() if one.passage} == ids
