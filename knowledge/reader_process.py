"""What runs inside the process that reads documents: `python -m knowledge.reader_process MEMORY`, in bytes.

It reads one document after the other from its input, as frames, and writes to its output what each became. It is
started by `knowledge/reader.py`, holds no credentials, and imports neither the encoder nor a client of AWS.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import IO, Final

from contracts.base import Tolerant
from contracts.errors import InvalidInput
from knowledge.chunks import split
from knowledge.documents import read_document
from knowledge.formats.limits import Limits, within
from knowledge.frames import receive, send
from knowledge.passages import StoredPassage
from knowledge.policy import MAX_DOCUMENT_BYTES, MAX_PASSAGES_BYTES

READY: Final = b"ready"


class Answer(Tolerant):
    """What became of a document."""

    passages: tuple[StoredPassage, ...] = ()
    reason: str | None = None
    """Why it cannot be read."""
    memory: int = 0
    """Memory that the process takes after it, bytes of addresses."""


def main() -> None:
    """Read documents until there are no more."""
    memory = int(sys.argv[1])
    _bound(resource.RLIMIT_AS, memory)
    documents, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints is no frame
    send(answers, READY)
    while head := _head(documents):
        send(answers, _answer(head, [receive(documents, MAX_DOCUMENT_BYTES) for _ in range(3)], memory))


def _head(documents: IO[bytes]) -> bytes | None:
    try:
        return receive(documents, MAX_DOCUMENT_BYTES)
    except EOFError:
        return None


def _answer(head: bytes, contents: list[bytes | None], memory: int) -> bytes:
    told = json.loads(head)
    source, limits = told["source"], Limits(**told["limits"])
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 1)
    try:
        content, sidecar, defaults = contents
        passages = split(read_document(source, content or b"", sidecar, defaults, limits))
        answer = Answer(passages=tuple(passages), memory=_memory()).model_dump_json().encode()
        within(source, len(answer), MAX_PASSAGES_BYTES, "bytes of passages")
    except InvalidInput as error:
        return _failed(str(error))
    except MemoryError:
        return _failed(takes_too_much(memory))
    except Exception as error:  # a document can make its reader fail in any way, and must not stop the others
        return _failed(f"cannot be read: it is damaged ({type(error).__name__})")
    return answer


def _failed(reason: str) -> bytes:
    return Answer(reason=reason, memory=_memory()).model_dump_json().encode()


def takes_too_much(memory: int) -> str:
    """The reason why a document that needs more than so many bytes is not read."""
    return f"takes more memory to read than the {memory // 1024 // 1024:,} MB that there are"


def _memory() -> int:
    """What it takes now. The most it ever took says nothing on Linux: it counts from who started the process."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _bound(what: int, most: int) -> None:
    """Bound what the process may take. macOS does not know all bounds: there the clock of who started it remains."""
    try:
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
    except (ValueError, OSError):
        if sys.platform != "darwin":
            raise


if __name__ == "__main__":
    main()
