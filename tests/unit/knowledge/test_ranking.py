"""When passages answer."""

import pytest

from contracts.policy import MIN_SIMILARITY, MIN_SIMILARITY_ACROSS_LANGUAGES
from knowledge.ranking import answers
from tests.unit.builders import passage


@pytest.mark.parametrize(
    ("similarity", "language", "enough"),
    [
        (MIN_SIMILARITY, "en", True),
        (MIN_SIMILARITY - 0.001, "en", False),
        (MIN_SIMILARITY - 0.001, "de", True),
        (MIN_SIMILARITY_ACROSS_LANGUAGES, "de", True),
        (MIN_SIMILARITY_ACROSS_LANGUAGES - 0.001, "de", False),
    ],
)
def test_a_question_in_another_language_than_the_passage_needs_less_likeness(
    similarity: float, language: str, *, enough: bool
) -> None:
    assert answers([passage(similarity=similarity)], language) is enough


def test_one_passage_that_is_like_enough_is_enough_and_none_is_not() -> None:
    assert answers([passage(1, similarity=0.5), passage(2, similarity=0.9)], "en")
    assert not answers([], "en")
