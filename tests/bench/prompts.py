"""The prompt service in process: what a request takes from the event to the answer, and what starting takes.

    python -m tests.bench.prompts    # as the benchmark runs it, in a process of its own

Everything is imported inside the functions, so that time and memory of a start are those of the handler's imports.
"""

import json
import os
import time
from collections.abc import Iterator
from typing import Any, Final

from tests.bench.fresh import WARM_UP, in_fresh_process
from tests.bench.memory import peak, resident
from tests.bench.progress import say
from tests.bench.report import megabytes, percentiles, table

REQUESTS: Final = 200
SIZES: Final = ("short prompts", "with context and examples", "of the largest size")
INTRODUCTION: Final = f"""## The prompt service

`POST /prompts/enhance` from the gateway's event to its answer, in process, with no model and no network: {REQUESTS}
requests of each size, made of the examples written for this project, the first {WARM_UP} not counted. The largest have
8,000 characters of prompt and as many of context.
"""


def tables() -> Iterator[str]:
    """Milliseconds by size, and what a start costs."""
    say("the prompt service")
    found = in_fresh_process("prompts")
    yield INTRODUCTION
    yield table(
        ("requests", "count", "p50, ms", "p95, ms", "p99, ms"),
        [(size, str(len(found[size])), *percentiles(found[size])) for size in SIZES],
    )
    yield (
        f"\nImporting the handler takes {found['import_s']:.2f} s, its first request {found['first_ms']:.0f} ms; both "
        f"together add {megabytes(found['memory'])} MB."
    )


def bodies(size: str, texts: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the bodies of all requests of a size."""
    from contracts.prompts import MAX_PROMPT_CHARS

    for number in range(REQUESTS + WARM_UP):
        text, other = texts[number % len(texts)], texts[(7 * number + 3) % len(texts)]
        match size:
            case "short prompts":
                yield {"prompt": text}
            case "with context and examples":
                yield {"prompt": text, "context": 20 * other, "examples": 3 * [{"input": other, "output": text}]}
            case _:
                long = (text + "\n" + other + "\n") * (MAX_PROMPT_CHARS // len(text))
                yield {"prompt": long[:MAX_PROMPT_CHARS], "context": long[:MAX_PROMPT_CHARS][::-1]}


def main() -> None:
    """Measure, and print one JSON object."""
    os.environ["AWS_REGION"] = "eu-central-1"
    before, started = resident(), time.perf_counter()
    from handlers.prompts import handler

    imported = time.perf_counter() - started
    first = _milliseconds(handler, {"prompt": "Summarise this."})
    found: dict[str, Any] = {"import_s": imported, "first_ms": first, "memory": peak() - before}
    from evaluation.instructions import written

    texts = [prompt.text for prompt in written()]
    for size in SIZES:
        found[size] = [_milliseconds(handler, body) for body in bodies(size, texts)][WARM_UP:]
    print(json.dumps(found))


def _milliseconds(handler: Any, body: dict[str, Any]) -> float:
    from gateway.authorize import Caller
    from tests.unit.handlers.events import request

    caller = Caller(kind="secret", tenant="demo")
    event = request("POST", "/prompts/enhance", caller=caller, body=json.dumps(body))
    started = time.perf_counter()
    answer = handler(event, None)
    taken = (time.perf_counter() - started) * 1000
    if answer["statusCode"] != 200:
        raise RuntimeError(answer["body"])
    return taken


if __name__ == "__main__":
    main()
