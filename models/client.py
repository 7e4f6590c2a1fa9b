"""Asks models: the first that may be asked and answers in time, tried again where that may help, metered throughout."""

import random
import time
from collections.abc import Mapping, Sequence
from typing import Final

from models.attempt import Answer, Attempt, Begins, Meter, with_a_word
from models.breaker import Breakers
from models.budget import affords
from models.errors import LEFT_ALONE, NO_TIME, OVER_BUDGET, ModelFailed
from models.metering import count_over_budget, meter
from models.places import Place
from models.policy import LEAST_SECONDS, RETRY_SECONDS, TRIES
from models.request import Completion, ModelRequest, Spent
from models.stream import OpenStream, time_to_answer

_JITTER: Final = random.SystemRandom()
"""A function that starts from a snapshot of itself would repeat any other."""


class ModelClient:
    """Asks a chain of models, in order."""

    def __init__(
        self, places: Sequence[Place], streams: Mapping[str, OpenStream], breakers: Breakers, meter: Meter = meter
    ) -> None:
        """`streams` begins calls, by region."""
        self._places = tuple(places)
        self._streams = streams
        self._breakers = breakers
        self._meter = meter

    def complete(self, request: ModelRequest) -> Completion:
        """Return the whole answer, of the first model that comes to its end. Raises `ModelFailed`."""
        answer = self.stream(request, lambda _: False)
        try:
            while True:
                next(answer)
        except StopIteration as end:
            whole: Completion = end.value
            return whole

    def stream(self, request: ModelRequest, begins: Begins = with_a_word) -> Answer:
        """Give an answer piece by piece, within the time that is left (`contracts.deadline`).

        Another try, or another model, takes over as long as no piece was given; after that a failure is the end. The
        first piece is given as soon as the answer `begins`: who shows whole sentences has no use for less.
        A model is passed over that might cost more than is left of the request's budget: a cheaper one may be next.
        Raises `ModelFailed`, which tells what all tries cost.
        """
        spent, failed = Spent(), ModelFailed(LEFT_ALONE)
        places = [one for one in self._places if request.may_leave_home or one.served.offer.scope != "global"]
        for place in places:
            try:
                completion = yield from self._tried(request, place, spent, begins, last=place is places[-1])
            except ModelFailed as error:
                failed, spent = error, spent.and_(error.spent)
                if error.shown_of or error.final:
                    break
            else:
                return completion.changed(spent=spent.and_(completion.spent))
        if failed.code == OVER_BUDGET:
            count_over_budget(request)
        raise ModelFailed(failed.code, spent, shown_of=failed.shown_of) from failed

    def _tried(self, request: ModelRequest, place: Place, before: Spent, begins: Begins, *, last: bool) -> Answer:
        """Ask one model, a second time where that may help. `before` was spent on others."""
        spent = Spent()
        for tries_left in reversed(range(TRIES)):
            if time_to_answer() < LEAST_SECONDS:
                raise ModelFailed(NO_TIME, spent)
            if not affords(request, place.served, before.and_(spent)):
                raise ModelFailed(OVER_BUDGET, spent)
            if not self._breakers.allows(place.key):
                raise ModelFailed(LEFT_ALONE, spent)
            attempt = Attempt(request, place, self._streams[place.region], self._meter, begins)
            try:
                completion = yield from attempt.run(last=last)
            except ModelFailed as error:
                self._breakers.failed(place.key, error)
                spent = spent.and_(attempt.spent)
                if attempt.shown or not error.passes or not tries_left:
                    shown_of = place.served.offer.id if attempt.shown else None
                    raise ModelFailed(error.code, spent, shown_of=shown_of) from error
                time.sleep(_JITTER.uniform(*RETRY_SECONDS))
            else:
                self._breakers.succeeded(place.key)
                return completion.changed(spent=spent.and_(attempt.spent))
        raise AssertionError("the last try returns or raises")
