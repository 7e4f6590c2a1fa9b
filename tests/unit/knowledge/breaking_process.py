"""Stands in for the process that reads documents, and does what the name of a document says."""

import os
import signal
import time
from typing import Any

from knowledge import reader_process
from knowledge.documents import Document, read_document

SIGNALS = {"crash.md": signal.SIGSEGV, "killed.md": signal.SIGKILL, "abort.md": signal.SIGABRT}


def _read(source: str, *contents: Any) -> Document:
    if source in SIGNALS:
        os.kill(os.getpid(), SIGNALS[source])
    elif source == "sleep.md":
        time.sleep(60)
    elif source == "busy.md":
        while True:
            pass
    elif source == "prints.md":
        os.write(1, b"not a frame")
    elif source == "odd.md":
        raise LookupError
    return read_document(source, *contents)


if __name__ == "__main__":
    reader_process.read_document = _read  # type: ignore[assignment, attr-defined]
    reader_process.main()
