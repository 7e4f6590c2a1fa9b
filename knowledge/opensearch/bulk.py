"""Sending many documents: requests of limited size, patience with a busy collection, and a reason for each refusal."""

import json
from collections.abc import Iterable, Iterator, Sequence
from time import sleep
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from contracts.errors import Unavailable
from knowledge.opensearch.client import DEPENDENCY, answered
from knowledge.opensearch.entries import Entry
from knowledge.opensearch.policy import BULK_BYTES, BULK_DOCUMENTS, BULK_TRIES

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

_BUSY: Final = frozenset({429, 502, 503, 504, "TIMEOUT", "N/A"})
"""HTTP statuses, and what the client library has in their place when there was no answer."""
_ACTION: Final = '{"index":{}}\n'


class Sent(NamedTuple):
    """What became of a document."""

    key: str
    refusal: str | None
    """Why the collection refused it; None if it took it."""


class _Line(NamedTuple):
    key: str
    text: str


def send(client: "OpenSearch", index: str, entries: Iterable[Entry], pause: float) -> Iterator[Sent]:
    """Send documents. What the collection is too busy for is sent again after `pause` seconds, then twice as many.

    Raises `Unavailable` if it stays busy. A request that timed out may have been carried out all the same, so a
    document may end up there twice.
    """
    for lines in _requests(entries):
        waiting: Sequence[_Line] = lines
        for attempt in range(BULK_TRIES):
            if attempt:
                sleep(pause * 2 ** (attempt - 1))
            done, waiting, code = _try(client, index, waiting)
            yield from done
            if not waiting:
                break
        else:
            raise Unavailable(DEPENDENCY, code)


def _requests(entries: Iterable[Entry]) -> Iterator[list[_Line]]:
    lines, size = list[_Line](), 0
    for entry in entries:
        text = f"{_ACTION}{json.dumps(entry, ensure_ascii=False, separators=(',', ':'))}\n"
        length = len(text.encode())
        if lines and (len(lines) == BULK_DOCUMENTS or size + length > BULK_BYTES):
            yield lines
            lines, size = [], 0
        lines.append(_Line(entry["key"], text))
        size += length
    if lines:
        yield lines


def _try(client: "OpenSearch", index: str, lines: Sequence[_Line]) -> tuple[list[Sent], list[_Line], str]:
    """Send once: what was decided, what has to wait, and the code of the reason for waiting."""
    from opensearchpy.exceptions import TransportError

    with answered():
        try:
            answer = client.bulk(index=index, body="".join(line.text for line in lines))
        except TransportError as error:
            if error.status_code not in _BUSY:
                raise
            return [], list(lines), str(error.status_code)
    done, waiting, code = list[Sent](), list[_Line](), ""
    for line, item in zip(lines, (item["index"] for item in answer["items"]), strict=True):
        if item["status"] in _BUSY:
            waiting.append(line)
            code = str(item["error"]["type"])
        else:
            done.append(Sent(line.key, _refusal(item)))
    return done, waiting, code


def _refusal(item: dict[str, Any]) -> str | None:
    error = item.get("error")
    return f"{item['status']} {error['type']}: {error['reason']}" if error else None
