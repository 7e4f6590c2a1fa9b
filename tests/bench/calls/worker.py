"""Asks in one way, as often as it is told to, and tells what each call took.

    python -m tests.bench.calls.worker WAY QUESTION

QUESTION is a `Question` as JSON. A line of JSON tells what starting cost. Then each line `THREADS CALLS` on stdin is
answered with one. It runs in LiteLLM's environment too, and so imports nothing of ours but what needs no library.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.bench.calls.ways import WAYS, Ask, Question
from tests.bench.memory import peak, resident


def main() -> None:
    """Start, and measure until stdin ends."""
    way, question = sys.argv[1], Question(**json.loads(sys.argv[2]))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = nowhere  # where libraries log, ours too
        before, started = resident(), time.perf_counter()
        ask = WAYS[way](question)
        loaded = time.perf_counter() - started
        _, first_call = call(ask, question.answer)
        found: dict[str, Any] = {"load_s": loaded, "first_call_ms": first_call, "memory": peak() - before}
        print(json.dumps(found), file=answers, flush=True)
        for line in sys.stdin:
            threads, calls = map(int, line.split())
            print(json.dumps(measured(ask, question.answer, threads, calls)), file=answers, flush=True)


def measured(ask: Ask, answer: str, threads: int, calls: int) -> dict[str, Any]:
    """Call on so many threads; milliseconds of each to its first piece and in all, and of processors a call."""
    began = time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        times = list(pool.map(lambda _: call(ask, answer), range(calls)))
    cpu = (time.process_time() - began) * 1000 / calls
    return {"first": [first for first, _ in times], "whole": [whole for _, whole in times], "cpu": cpu}


def call(ask: Ask, answer: str) -> tuple[float, float]:
    """Call once; milliseconds to the first piece and in all. Raises `RuntimeError` if that is not the answer."""
    first, pieces, started = 0.0, list[str](), time.perf_counter()
    for piece in ask():
        if piece and not first:
            first = (time.perf_counter() - started) * 1000
        pieces.append(piece)
    whole = (time.perf_counter() - started) * 1000
    if "".join(pieces) != answer:
        raise RuntimeError(f"another answer came: {''.join(pieces)!r}")
    return first, whole


if __name__ == "__main__":
    main()
