"""Frames, as they are counted."""

from live.policy import MAX_QUEUED_FRAMES
from tests.bench.live import ROUNDS, to_nobody


def test_each_piece_is_posted_as_a_frame_of_its_own() -> None:
    frames, seconds = to_nobody()
    assert frames == ROUNDS * MAX_QUEUED_FRAMES
    assert seconds > 0
