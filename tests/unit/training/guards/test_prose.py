"""What documents say, in windows of words."""

from hypothesis import given
from hypothesis import strategies as st

from training.guards.prose import WINDOW_WORDS, handbook_pages, windows


@given(st.integers(min_value=0, max_value=200))
def test_whatever_is_half_as_long_as_a_window_lies_whole_in_one(count: int) -> None:
    said = [f"w{number}" for number in range(count)]
    cut = [window.split() for window in windows(" ".join(said))]
    assert max(map(len, cut)) <= WINDOW_WORDS
    assert {word for window in cut for word in window} == set(said)
    half = WINDOW_WORDS // 2
    for start in range(max(0, count - half)):
        assert any(set(said[start : start + half]) <= set(window) for window in cut)


def test_a_short_text_is_one_window() -> None:
    assert windows("my  brakes\nfailed") == ["my brakes failed"]


def test_the_invented_handbook_is_there() -> None:
    assert len(handbook_pages()) > 10
