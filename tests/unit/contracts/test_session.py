"""What a conversation remembers."""

import pytest

from contracts.policy import ANGRY_SCORE
from contracts.session import Dialogue


@pytest.mark.parametrize(
    ("before", "score", "after"),
    [
        (0, -0.9, 1),
        (1, -0.9, 2),
        (1, ANGRY_SCORE, 2),
        (1, ANGRY_SCORE + 0.01, 0),
        (3, 0.8, 0),
        (2, None, 2),
        (0, None, 0),
    ],
)
def test_angry_turns_count_in_a_row_and_an_unknown_mood_changes_nothing(
    before: int, score: float | None, after: int
) -> None:
    assert Dialogue(angry_turns=before).angry_turns_with(score) == after


def test_the_mood_of_a_conversation_follows_its_last_turns() -> None:
    assert Dialogue().mood_with(None) is None
    assert Dialogue().mood_with(-0.4) == -0.4
    assert Dialogue(mood=0.6).mood_with(-0.4) == 0.1
    assert Dialogue(mood=0.6).mood_with(None) == 0.6
