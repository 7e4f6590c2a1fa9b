"""Asks a reranker which of some documents answer a question best: one call, in time, metered however it ends."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pydantic import Field, TypeAdapter, ValidationError

from contracts.base import Strict, Tolerant
from models.breaker import Breakers
from models.catalogue.price import Usage, cost_usd
from models.errors import CUT, EMPTY, HURRIED, LEFT_ALONE, MALFORMED, NO_TIME, TIMED_OUT, ModelFailed
from models.metering import ANSWERED, Call, meter
from models.places import Place
from models.policy import LEAST_SECONDS, RERANK_SECONDS
from models.request import Asking, Spent
from models.stream import OpenStream, StreamEvent, bedrock_runtime, events_in_time, time_to_answer

_BODY: Final = "body"
_TOLD: Final = frozenset({ANSWERED, MALFORMED, EMPTY})
"""Endings of calls that were answered, and so are charged."""
_GIVEN_UP: Final = frozenset({CUT, HURRIED, NO_TIME, TIMED_OUT})
"""Endings of calls that may be charged though nothing has come of them."""


class RerankRequest(Asking):
    """A question, and documents that may answer it, whichever reranker orders them."""

    question: str = Field(min_length=1)
    documents: tuple[str, ...] = Field(min_length=1, max_length=100)
    """As many as one search may have for its price."""


class Reranked(Strict):
    """Documents in the order in which they answer."""

    model: str
    order: tuple[int, ...]
    """Places of all documents of the request, the likeliest answer first."""
    spent: Spent


class _Result(Tolerant):
    index: int = Field(ge=0)
    relevance_score: float


_RESULTS: Final = TypeAdapter(tuple[_Result, ...])
RerankMeter = Callable[[RerankRequest, Call], None]


def bedrock_invocations(region: str) -> OpenStream:
    """Return what calls models in a region that answer as a whole: the answer's body is its one event."""
    client = bedrock_runtime(region)

    def invoke(arguments: dict[str, Any]) -> Iterator[StreamEvent]:
        yield {_BODY: client.invoke_model(**arguments)["body"].read()}

    return invoke


class RerankClient:
    """Asks one reranker in one place.

    It is tried once: who asks has an order of their own, and a second try would come later than that is worth.
    """

    def __init__(self, place: Place, invoke: OpenStream, breakers: Breakers, meter: RerankMeter = meter) -> None:
        self._place, self._invoke = place, invoke
        self._breakers, self._meter = breakers, meter

    def rerank(self, request: RerankRequest) -> Reranked:
        """Return the order of the documents, within the time that is left. Raises `ModelFailed` with what it cost."""
        if time_to_answer() < LEAST_SECONDS:
            raise ModelFailed(NO_TIME)
        if not self._breakers.allows(self._place.key):
            raise ModelFailed(LEFT_ALONE)
        started = time.perf_counter()
        try:
            order, outcome = self._order(request), ANSWERED
        except ModelFailed as error:
            self._breakers.failed(self._place.key, error)
            raise ModelFailed(error.code, self._metered(request, error.code, started)) from error
        self._breakers.succeeded(self._place.key)
        return Reranked(model=self._place.served.offer.id, order=order, spent=self._metered(request, outcome, started))

    def _order(self, request: RerankRequest) -> tuple[int, ...]:
        arguments = rerank_arguments(request, self._place.served.offer.id)
        for event in events_in_time(self._invoke, arguments, RERANK_SECONDS):
            return order_told(event[_BODY], len(request.documents))
        raise ModelFailed(CUT)

    def _metered(self, request: RerankRequest, outcome: str, started: float) -> Spent:
        usage = Usage(search_units=int(outcome in _TOLD | _GIVEN_UP))
        cost, estimated = cost_usd(self._place.served.offer.price, usage), outcome in _GIVEN_UP
        took = round((time.perf_counter() - started) * 1000, 2)
        call = Call(
            model=self._place.served.offer.id,
            outcome=outcome,
            usage=usage,
            estimated=estimated,
            cost_usd=cost,
            first_piece_ms=took if outcome in _TOLD else None,
            duration_ms=took,
        )
        self._meter(request, call)
        return Spent(cost_usd=cost, estimated=estimated)


def rerank_arguments(request: RerankRequest, model: str) -> dict[str, Any]:
    """Return the arguments of `invoke_model`: Amazon's and Cohere's rerankers differ in the version that one wants.

    https://docs.aws.amazon.com/bedrock/latest/userguide/rerank-use.html (December 2026).
    """
    body: dict[str, Any] = {
        "query": request.question,
        "documents": list(request.documents),
        "top_n": len(request.documents),
    }
    if model.startswith("cohere."):
        body["api_version"] = 2
    return {"modelId": model, "body": json.dumps(body), "contentType": "application/json", "accept": "application/json"}


def order_told(body: bytes, documents: int) -> tuple[int, ...]:
    """Return the places of so many documents, the most relevant first; those that the answer leaves out come last.

    Raises `ModelFailed` for what is no answer to that many.
    """
    try:
        answer = json.loads(body)
        results = _RESULTS.validate_python(answer["results"] if isinstance(answer, Mapping) else answer)
    except (ValueError, KeyError, ValidationError) as error:
        raise ModelFailed(MALFORMED) from error
    if not results:
        raise ModelFailed(EMPTY)
    if any(one.index >= documents for one in results):
        raise ModelFailed(MALFORMED)
    best_first = sorted(results, key=lambda one: -one.relevance_score)
    return tuple(dict.fromkeys([*(one.index for one in best_first), *range(documents)]))
