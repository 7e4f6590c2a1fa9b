"""The share of a question that a passage covers, reckoned from statistics."""

import numpy as np
import pytest

from knowledge.lexical import build_lexical, pieces
from knowledge.opensearch.coverage import Statistics, coverage
from knowledge.opensearch.entries import count_pieces
from tests.unit.knowledge.engine_behaviour import PASSAGES

TEXTS = [passage.searchable() for passage in PASSAGES]


@pytest.mark.parametrize(
    "question",
    [
        "red brake light",
        "brake brake brake fluid",
        "¿Qué significa la luz roja de los frenos?",
        "Donaudampfschifffahrtsgesellschaft",
        "0W-20 or 5W-30 oil for the KITE",
        "a",
    ],
)
def test_it_is_what_the_embedded_engine_reckons(question: str) -> None:
    holding, average = count_pieces(PASSAGES)
    statistics = Statistics(len(PASSAGES), average, holding)
    share = coverage(pieces(question), [pieces(text) for text in TEXTS], statistics)
    assert np.allclose(share, build_lexical(TEXTS).scores(question), atol=1e-5)


def test_both_engines_find_the_same_pieces_rare() -> None:
    holding, average = count_pieces(PASSAGES)
    rarity, embedded = (
        Statistics(len(PASSAGES), average, holding).rarity(pieces("the red brake light")),
        build_lexical(TEXTS).rarity("the red brake light"),
    )
    assert rarity.weights == pytest.approx(embedded.weights)
    assert rarity.unseen == pytest.approx(embedded.unseen)


def test_a_question_without_words_is_covered_by_nothing() -> None:
    assert coverage([], [pieces(TEXTS[0])], Statistics(1, 10.0, {})).tolist() == [0.0]


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    statistics = Statistics(100, 4.0, {"_oil": 1, "_car": 90})
    rare, common = coverage(["_oil", "_car"], [["_oil"], ["_car"]], statistics)
    assert rare > 5 * common
