"""What is measured of a question and the passages that were found for it."""

from typing import Any

import numpy as np
import pytest

from knowledge.judge.evidence import MEASURES, Found, Meant, measures
from knowledge.lexical import Rarity, pieces
from knowledge.part_vectors import Rows
from knowledge.policy import BACKGROUND_FROM
from knowledge.ranking import Ranked
from tests.unit.knowledge.engine_behaviour import passage
from tests.unit.knowledge.judges import space_as_it_is

BRAKES = dict.fromkeys(pieces("brake fluid"), 1.0)


MEANT = Meant(np.array([1, 0], dtype=np.float32), space_as_it_is(2))


def found(
    similarity: float, *cosines: float, text: str = "Something else.", rows: Rows | None = None, **fields: Any
) -> Found:
    """A passage with its cosines: the heading's, then those of its parts; `rows` are the vectors themselves."""
    parts = np.zeros((0, 2), dtype=np.int8) if rows is None else rows
    ranked = Ranked(0, similarity, similarity, np.array(cosines, dtype=np.float32), parts)
    return Found(passage(f"p{similarity}", text, **fields), ranked)


def measured(*passages: Found, rarity: Rarity | None = None) -> dict[str, float]:
    """What is measured of the first."""
    [row] = measures(passages, rarity or Rarity(BRAKES, 2.0), MEANT, [0])
    return dict(zip(MEASURES, row.tolist(), strict=True))


def test_what_a_passage_is_like_is_told_apart_from_what_its_heading_is_like() -> None:
    row = measured(found(0.8, 0.9, 0.85, 0.7))
    assert (row["whole"], row["part"]) == pytest.approx((0.8, 0.85))
    assert row["heading_above_part"] == pytest.approx(0.05)
    assert row["has_heading"] == 1


def test_without_a_heading_every_part_counts_and_without_parts_the_whole() -> None:
    assert measured(found(0.8, 0.9, 0.85, section=""))["part"] == pytest.approx(0.9)
    row = measured(found(0.8, section=""))
    assert (row["part"], row["has_heading"], row["heading_above_part"]) == (0.8, 0, 0)


def test_a_passage_that_stands_out_is_told_from_one_that_is_like_all_others() -> None:
    others = [found(0.7 - place / 100, 0.5, 0.6) for place in range(BACKGROUND_FROM + 3)]
    row = measured(found(0.8, 0.9, 0.85), *others)
    assert row["part_above_background"] == pytest.approx(0.25)
    assert row["score_above_others"] == pytest.approx(0.8 - 0.68)
    assert row["leads"] == 1


def test_a_section_that_several_questions_are_near_is_told_from_one_that_has_one_by_chance() -> None:
    others = [found(0.7 - place / 100, 0.5, 0.6) for place in range(BACKGROUND_FROM + 3)]
    several, chance = (
        measured(found(0.8, 0.9, second, 0.85, questions=("Asked?",)), *others) for second in (0.88, 0.6)
    )
    assert several["second_heading_above_background"] == pytest.approx(0.38)
    assert chance["second_heading_above_background"] == pytest.approx(0.1)
    assert several["heading_above_background"] == chance["heading_above_background"] == pytest.approx(0.4)
    assert np.isnan(measured(found(0.8, 0.9, 0.85), *others)["second_heading_above_background"])


def test_a_second_answer_takes_nothing_from_the_first_but_does_not_lead() -> None:
    first, second, rest = found(0.8, 0.9, 0.8), found(0.79, 0.9, 0.79), [found(0.6), found(0.5)]
    assert measured(first, second, *rest)["score_above_others"] == pytest.approx(0.8 - 0.55)
    [row] = measures([first, second, *rest], Rarity(BRAKES, 2.0), MEANT, [1])
    assert row[MEASURES.index("leads")] == 0


@pytest.mark.parametrize("fields", [{"language": "de"}, {"models": ("Heron",)}], ids=["language", "model"])
def test_the_same_in_another_language_or_for_another_model_takes_nothing_from_an_answer(fields: dict[str, Any]) -> None:
    mine, like = found(0.8, 0.9, 0.8, models=("Kite",)), found(0.9, 0.9, 0.79, **fields)
    row = measured(mine, like, found(0.7, 0.5, 0.6), found(0.6, 0.5, 0.6))
    assert row["score_above_others"] == pytest.approx(0.2)
    assert row["leads"] == 1


def test_what_there_is_nothing_to_compare_with_is_not_measured() -> None:
    row = measured(found(0.8, 0.9, 0.85))
    assert np.isnan([row["score_above_others"], row["part_above_background"]]).all()
    assert row["leads"] == 1


def test_the_share_of_the_questions_words_counts_by_how_rare_they_are() -> None:
    weights = dict.fromkeys(pieces("fluid"), 3.0) | dict.fromkeys(pieces("brake"), 1.0)
    row = measured(found(0.8, text="All about fluid."), rarity=Rarity(weights, 4.0))
    assert row["covered"] == pytest.approx(12 / 16)
    assert row["rarity"] == pytest.approx(2 / 4)


def test_a_question_without_words_is_covered_by_nothing() -> None:
    row = measured(found(0.8, 0.9), rarity=Rarity({}, 2.0))
    assert (row["covered"], row["rarity"]) == (0, 0)


def test_only_those_are_measured_that_are_to_be_judged() -> None:
    passages = [found(0.9 - place / 10) for place in range(3)]
    measured = measures(passages, Rarity(BRAKES, 2.0), MEANT, [0, 2])
    assert measured[:, MEASURES.index("whole")] == pytest.approx([0.9, 0.7])
    assert measures([], Rarity(BRAKES, 2.0), MEANT, []).shape == (0, len(MEASURES))


def test_what_a_question_is_about_is_known_in_another_language_and_apart_from_its_words() -> None:
    asked = Rarity(dict.fromkeys(pieces("Darf ich Starthilfe geben?"), 1.0), 2.0)
    row = measured(
        found(0.8, text="Connect the jump leads.", section="Jump start"), found(0.7, text="Honk."), rarity=asked
    )
    assert row["covered"] < 0.2
    assert (row["things_covered"], row["things_covered_above_others"]) == (1, 1)
    assert (row["things_asked"], row["things_in_heading"]) == (1, 1)


def test_a_heading_about_more_than_is_asked_for_is_told_from_one_about_just_that() -> None:
    asked = Rarity(dict.fromkeys(pieces("flat tyre"), 1.0), 2.0)
    just, more = (measured(found(0.8, section=one), rarity=asked) for one in ("Tyres", "Tyres and brakes"))
    assert just["heading_asked_for"] > more["heading_asked_for"] > 0


def test_a_passage_whose_questions_mean_the_same_is_told_from_one_with_other_questions() -> None:
    near, far = (np.array(rows, dtype=np.int8) for rows in ([[127, 0], [127, 0]], [[0, 127], [127, 127]]))
    mine, other = (found(0.8, 0.9, 0.9, rows=rows, questions=("Asked?",)) for rows in (near, far))
    [first, _] = measures([mine, other], Rarity(BRAKES, 2.0), MEANT, [0, 1])
    row = dict(zip(MEASURES, first.tolist(), strict=True))
    assert (row["question_nearest"], row["question_centre"]) == pytest.approx((1, 1))
    assert row["question_above_best_other"] == row["question_above_others"] > 0.5
    assert np.isnan(measured(found(0.8, 0.9, 0.9, section=""), other)["question_centre"])
