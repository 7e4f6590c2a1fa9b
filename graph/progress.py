"""Which step of a turn begins, told to whoever follows the turn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

Told = Callable[[str], None]


def _nobody(step: str) -> None:
    """Stands for followers where there are none."""


_TOLD: Final = ContextVar[Told]("progress", default=_nobody)


@contextmanager
def telling(told: Told) -> Iterator[None]:
    """Tell the name of each step that begins inside, also on the tasks that asyncio starts there."""
    token = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(token)


def begins(step: str) -> None:
    """Tell that a step begins."""
    _TOLD.get()(step)
