"""The rules by which thresholds are chosen."""

import numpy as np
import pytest

from encoder.thresholds import Thresholds
from training.handbook import Likeness, answered_questions, out_of_scope
from training.thresholds import answers, beside, reached_by, sure


def even(low: float, high: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """A thousand cosines, evenly from `low` to `high`."""
    return np.linspace(low, high, 1_000, dtype=np.float32)


def likeness(*, answered: float = 0.6, encyclopaedic: float = 0.3) -> Likeness:
    """Cosines that begin there, English ones 0.1 above those in German and French."""
    starts = {"en": 0.1, "de": 0.0, "fr": 0.02}
    return Likeness(
        answered={name: even(answered + more, answered + more + 0.1) for name, more in starts.items()},
        encyclopaedic={name: even(encyclopaedic + more, encyclopaedic + more + 0.1) for name, more in starts.items()},
        out_of_scope={name: even(0.5 + more, 0.7 + more) for name, more in starts.items()},
    )


def test_nine_of_ten_questions_to_the_handbook_are_answered() -> None:
    assert answers(likeness(), ["en"]) == pytest.approx(0.71)


def test_across_languages_the_one_that_reaches_least_decides() -> None:
    assert answers(likeness(), ["de", "fr"]) == pytest.approx(0.61)


def test_encyclopaedic_questions_are_not_answered_though_the_handbooks_own_are_no_more_alike() -> None:
    alike = likeness(answered=0.3, encyclopaedic=0.3)
    assert answers(alike, ["en"]) == pytest.approx(0.495)


def test_a_language_without_encyclopaedic_questions_is_held_against_those_of_the_others() -> None:
    found = likeness(answered=0.3, encyclopaedic=0.3)
    del found.encyclopaedic["fr"]
    assert answers(found, ["de", "fr"]) == pytest.approx(0.395)


def test_one_in_two_hundred_sentences_out_of_scope_is_answered_in_any_case() -> None:
    found = likeness()
    assert sure(found, ["en"]) == pytest.approx(0.8)
    assert np.mean(found.out_of_scope["en"] >= sure(found, ["en"])) <= 0.005


def test_at_most_one_in_so_many_ordinary_sentences_reaches_the_threshold() -> None:
    ordinary = even(0.0, 0.8)
    assert reached_by(ordinary, 1 / 50) == pytest.approx(0.79)
    assert np.mean(ordinary >= reached_by(ordinary, 1 / 50)) <= 1 / 50


@pytest.mark.parametrize(("ordinary", "threshold"), [(0.0, 0.01), (1.0, 0.99)])
def test_a_threshold_lies_between_never_and_always(ordinary: float, threshold: float) -> None:
    assert reached_by(np.full(10, ordinary, dtype=np.float32), 1 / 200) == threshold


def test_each_number_is_shown_beside_the_one_in_use() -> None:
    numbers = {
        "answers": 0.8,
        "answers_across_languages": 0.7,
        "sure": 0.9,
        "sure_across_languages": 0.85,
        "danger": 0.2,
    }
    measured = Thresholds(encoder="toy", **numbers)
    (first, *_), (new, *_) = beside(measured, measured.changed(answers=0.82)), beside(measured, None)
    assert first.split() == ["answers", "0.800", "in", "use:", "0.82"]
    assert new.split() == ["answers", "0.800", "in", "use:", "none"]


def test_every_language_has_questions_for_the_handbook_and_sentences_out_of_scope() -> None:
    assert {"en", "de", "fr", "es"} <= set(answered_questions()) & set(out_of_scope())
    assert len(out_of_scope()["en"]) == 1_940, "CLINC150's validation part"
