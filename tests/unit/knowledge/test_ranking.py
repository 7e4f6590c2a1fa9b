"""Which passages come first."""

import numpy as np

from encoder.protocol import Vector
from knowledge.part_vectors import Rows
from knowledge.policy import RERANKED_PASSAGES, TRANSLATION_HANDICAP
from knowledge.ranking import rank

ASKED: Vector = np.array([1, 0], dtype=np.float32)
NO_PARTS: Rows = np.zeros((0, 2), dtype=np.int8)


def ranked(
    similarity: list[float],
    parts: dict[int, Rows],
    lexical: list[float] | None = None,
    translated: tuple[int, ...] = (),
) -> list[int]:
    wholes = np.array(similarity, dtype=np.float32)
    words = np.array(lexical or [0] * len(similarity), dtype=np.float32)
    kinds = np.isin(np.arange(len(similarity)), translated)
    return [one.place for one in rank(wholes, words, ASKED, lambda place: parts.get(place, NO_PARTS), kinds)]


def test_a_passage_with_one_sentence_that_answers_comes_before_one_that_is_alike_as_a_whole() -> None:
    exact, unlike = (np.array([[0, 127], row], dtype=np.int8) for row in ([127, 0], [10, 127]))
    assert ranked([0.84, 0.85], {}) == [1, 0]
    assert ranked([0.84, 0.85], {0: exact, 1: unlike}) == [0, 1]


def test_a_translation_comes_first_only_if_it_is_more_alike_than_its_language_makes_it() -> None:
    assert ranked([0.8, 0.8 + TRANSLATION_HANDICAP - 0.01], {}, translated=(1,)) == [0, 1]
    assert ranked([0.8, 0.8 + TRANSLATION_HANDICAP + 0.01], {}, translated=(1,)) == [1, 0]


def test_translations_do_not_crowd_out_other_pages_nor_those_them() -> None:
    many = RERANKED_PASSAGES + 5
    assert ranked([0.9] * many + [0.5], {}, translated=tuple(range(many)))[-1] == many
    assert ranked([0.9] * many + [0.5], {}, translated=(many,))[-1] == many


def test_of_equal_passages_the_one_that_shares_words_comes_first_and_then_the_earlier() -> None:
    assert ranked([0.8, 0.8, 0.8], {}, [0, 0, 0.5]) == [2, 0, 1]


def test_what_may_not_be_found_is_not() -> None:
    assert ranked([0.8, -np.inf, 0.7], {}) == [0, 2]
    assert ranked([-np.inf], {}) == []


def test_only_the_best_wholes_are_looked_at_part_by_part() -> None:
    similarity = [0.9 - place / 1000 for place in range(RERANKED_PASSAGES + 1)]
    exact: Rows = np.array([[127, 0]], dtype=np.int8)
    assert ranked(similarity, {RERANKED_PASSAGES - 1: exact})[0] == RERANKED_PASSAGES - 1
    assert RERANKED_PASSAGES not in ranked(similarity, {RERANKED_PASSAGES: exact})
