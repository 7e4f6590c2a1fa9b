"""Weights by which at most one of several is chosen."""

import numpy as np
import pytest

from training.follow_up.choice import Choice, fit_choice


def choice(*values: float, right: int | None) -> Choice:
    """What has one feature, of which the one at place `right` is right."""
    chosen = np.array([place == right for place in range(len(values))])
    return Choice(np.zeros(len(values)), np.array(values).reshape(-1, 1), chosen)


def test_what_tells_the_right_one_weighs_more_the_surer_it_does() -> None:
    always = [choice(1.0, 0.0, right=0), choice(0.0, 1.0, right=1)] * 20
    mostly = [*always[:30], choice(1.0, 0.0, right=1), choice(1.0, 0.0, right=None)]
    sure, unsure = (fit_choice(choices, np.ones(len(choices)))[0] for choices in (always, mostly))
    assert sure > unsure > 0


def test_a_choice_that_weighs_nothing_is_not_learned_from() -> None:
    told, other = [choice(1.0, 0.0, right=0)] * 10, [choice(1.0, 0.0, right=1)] * 10
    without = fit_choice([*told, *other], np.array([1.0] * 10 + [0.0] * 10))
    with_all = fit_choice([*told, *other], np.ones(20))
    assert without == pytest.approx(fit_choice(told, np.ones(10)), rel=0.01)
    assert with_all[0] < without[0]
