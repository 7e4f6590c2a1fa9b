"""One call to one model, read in time whatever becomes of it.

boto3 itself is called, without langchain's wrapper: a stream has to be left at a moment of our choosing and its usage
counted however it ends, and neither can be seen from outside of `ChatBedrockConverse` (decision 35). boto3 cannot be
told how long a stream may take in all, so a thread of the call's own reads it and the caller waits for the thread's
events no longer than it wants to. A thread whose call is left reads one event more, and ends with the socket at last.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final

from contracts.deadline import time_left
from models.errors import CUT, HURRIED, NO_TIME, TIMED_OUT, ModelFailed
from models.policy import (
    CONNECT_SECONDS,
    CONNECTIONS,
    FAIR_SECONDS,
    FINISH_SECONDS,
    READ_SECONDS,
    SILENCE_SECONDS,
)

StreamEvent = Mapping[str, Any]
OpenStream = Callable[[dict[str, Any]], Iterator[StreamEvent]]
"""Begins a call with the arguments of `converse_stream` and gives its events; raises whatever the library raises."""
_END: Final = object()


def time_to_answer() -> float:
    """Return the seconds that a model may still take: what is left, without what whoever asked needs to go on."""
    return max(0.0, time_left() - FINISH_SECONDS)


def bedrock_runtime(region: str) -> Any:
    """Return boto3's client for a region. One try a call: when to try again is the caller's decision (`client.py`)."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "bedrock-runtime",
        region_name=region,
        config=Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": 1},
            max_pool_connections=CONNECTIONS,
        ),
    )


def bedrock_streams(region: str) -> OpenStream:
    """Return what begins calls in a region."""
    client = bedrock_runtime(region)

    def begin(arguments: dict[str, Any]) -> Iterator[StreamEvent]:
        stream = client.converse_stream(**arguments)["stream"]
        try:
            yield from stream
        finally:
            stream.close()

    return begin


def events_in_time(begin: OpenStream, arguments: dict[str, Any], first_piece: float) -> Iterator[StreamEvent]:
    """Give the events of a call.

    `first_piece` is the longest wait for the first piece of the answer, seconds. Raises `ModelFailed` for every way in
    which a call can fail, be late or fall silent.
    """
    events: SimpleQueue[Any] = SimpleQueue()
    left = Event()
    Thread(target=_read, args=(begin, arguments, events, left), name="model", daemon=True).start()
    until = time.monotonic() + first_piece
    silent = late = TIMED_OUT if min(first_piece, time_to_answer()) >= FAIR_SECONDS else HURRIED
    try:
        while (event := _next(events, until, silent, late)) is not _END:
            if isinstance(event, Exception):
                raise ModelFailed(_code_of(event)) from event
            if "contentBlockDelta" in event:
                silent, late = TIMED_OUT, NO_TIME
            if late == NO_TIME:
                until = time.monotonic() + SILENCE_SECONDS
            yield event
    finally:
        left.set()


def _read(begin: OpenStream, arguments: dict[str, Any], events: "SimpleQueue[Any]", left: Event) -> None:
    try:
        for event in begin(arguments):
            events.put(event)
            if left.is_set():
                return
        events.put(_END)
    except Exception as error:  # botocore, urllib3, the event stream's parser, the socket: each has errors of its own
        events.put(error)


def _next(events: "SimpleQueue[Any]", until: float, silent: str, late: str) -> Any:
    """The next event. A failure is `silent` if none has come until then, and `late` once the deadline has passed."""
    left, patience = time_to_answer(), until - time.monotonic()
    if not left:
        raise ModelFailed(late)
    try:
        return events.get(timeout=max(0.0, min(left, patience)))
    except Empty:
        raise ModelFailed(late if left <= patience else silent) from None


def _code_of(error: Exception) -> str:
    """AWS's code, in one spelling: an event in the stream writes its first letter small. Else the error's name."""
    response = getattr(error, "response", None)
    if isinstance(response, Mapping):
        code = str(response.get("Error", {}).get("Code", "")) or type(error).__name__
        return code[:1].upper() + code[1:]
    return CUT if isinstance(error, ConnectionError) else type(error).__name__
