"""Identifiers."""

import re
import time

import pytest

from contracts.ids import new_id


def test_an_id_is_safe_in_keys_and_paths() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", new_id())


def test_ids_sort_as_text_in_the_order_of_their_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for milliseconds in (0, 1, 15, 16, 255, 256, 1_700_000_000_000, 1_700_000_000_001, 2_000_000_000_000):
        monkeypatch.setattr(time, "time_ns", lambda now=milliseconds: now * 1_000_000)
        made.append(new_id())
    assert made == sorted(made)


def test_ids_of_the_same_millisecond_do_not_collide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_000_000_000)
    assert len({new_id() for _ in range(20_000)}) == 20_000
