"""One call to one model, metered however it ends."""

import time
from collections.abc import Callable, Generator
from typing import Final

from models.catalogue.price import Usage, cost_usd
from models.errors import CUT, EMPTY, HURRIED, NO_TIME, REFUSED, TIMED_OUT, ModelFailed
from models.metering import ANSWERED, CANCELLED, Call, estimated_usage
from models.places import Place
from models.policy import FAIR_SECONDS, FIRST_PIECE_SECONDS
from models.request import Completion, ModelRequest, Spent
from models.stream import OpenStream, events_in_time, time_to_answer
from models.wire import Reading, converse_arguments

Answer = Generator[str, None, Completion]
"""The pieces of an answer as they come; at its end, by `yield from`, the whole. Closing it early gives up the call."""
Begins = Callable[[str], bool]
"""Whether an answer that begins so may be given already; after that no other model can take over."""
Meter = Callable[[ModelRequest, Call], None]
_GIVEN_UP: Final = frozenset({CANCELLED, HURRIED, NO_TIME, TIMED_OUT})
"""Endings of calls that a model may be working on, though nothing has come of them."""


def with_a_word(text: str) -> bool:
    """Return whether there is more than blanks: a beginning for whoever shows every piece."""
    return bool(text.strip())


def time_to_begin(*, last: bool) -> float:
    """Return the longest wait for the first piece, seconds; half of the time is for the next model, unless it is short.

    A model that is given up just before it would have begun leaves too little for the next one too.
    """
    return FIRST_PIECE_SECONDS if last else min(FIRST_PIECE_SECONDS, max(FAIR_SECONDS, time_to_answer() / 2))


class Attempt:
    """One call to one model."""

    def __init__(
        self, request: ModelRequest, place: Place, open_stream: OpenStream, meter: Meter, begins: Begins
    ) -> None:
        self._request, self._place, self._open, self._meter = request, place, open_stream, meter
        self._begins = begins
        self._reading = Reading()
        self._started = time.perf_counter()
        self._first: float | None = None
        self._outcome = CANCELLED
        self.shown = False
        """Whether a piece of the answer was given."""

    def run(self, *, last: bool) -> Answer:
        """Call, and meter the call however it ends. `last`: no other model could be asked if this one is late."""
        try:
            yield from self._pieces(time_to_begin(last=last))
            completion = self._completion()
            self._outcome = ANSWERED
            if not self.shown and with_a_word(completion.text):
                self.shown = True
                yield completion.text
        except ModelFailed as error:
            self._outcome = error.code
            raise
        finally:
            self._meter(self._request, self._call())
        return completion

    @property
    def spent(self) -> Spent:
        """What the call cost so far."""
        usage, estimated = self._used()
        return Spent(
            tokens=usage.prompt_tokens + usage.output_tokens, cost_usd=self._cost_of(usage), estimated=estimated
        )

    def _pieces(self, first_piece: float) -> Generator[str, None, None]:
        arguments = converse_arguments(self._request, self._place.served)
        try:
            for event in events_in_time(self._open, arguments, first_piece):
                piece = self._reading.take(event)
                if self._first is None and "contentBlockDelta" in event:
                    self._first = self._since_start()
                if piece and not self.shown:
                    piece = self._reading.text if self._begins(self._reading.text) else ""
                if piece:
                    self.shown = True
                    yield piece
        except ModelFailed:
            if not self._reading.ended:  # else the answer is whole, and only its usage was lost
                raise

    def _completion(self) -> Completion:
        reading = self._reading
        if not reading.ended:
            raise ModelFailed(CUT)
        if reading.ending == "refused":
            raise ModelFailed(REFUSED)
        if not reading.text.strip() and not reading.calls:
            raise ModelFailed(EMPTY)
        return Completion(
            model=self._place.served.offer.id,
            text=reading.text,
            calls=reading.calls,
            ending=reading.ending,
            spent=Spent(),
        )

    def _used(self) -> tuple[Usage, bool]:
        """What the call used, and whether that is an estimate. What was refused at the door used nothing."""
        if self._reading.usage is not None:
            return self._reading.usage, False
        if self._reading.began or self._outcome in _GIVEN_UP:
            return estimated_usage(self._request, self._reading.written), True
        return Usage(), False

    def _cost_of(self, usage: Usage) -> float:
        return cost_usd(self._place.served.offer.price, usage)

    def _call(self) -> Call:
        usage, estimated = self._used()
        return Call(
            model=self._place.served.offer.id,
            outcome=self._outcome,
            usage=usage,
            estimated=estimated,
            cost_usd=self._cost_of(usage),
            first_piece_ms=self._first,
            duration_ms=self._since_start(),
        )

    def _since_start(self) -> float:
        return round((time.perf_counter() - self._started) * 1000, 2)
