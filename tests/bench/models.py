"""What our client adds to a bare call of boto3, beside langchain-aws and LiteLLM."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from agents.__main__ import DOCUMENTS
from agents.response.policy import REPLY_TOKENS
from agents.response.write import PROMPT
from guards.delimited import delimited
from models.places import places_in
from models.prompts import read_prompt
from tests.bench.calls.litellm_environment import VERSION, litellm_python
from tests.bench.calls.running import Round, Start, running_worker
from tests.bench.calls.ways import Question
from tests.bench.double import SHARED, running_double
from tests.bench.progress import counting, say
from tests.bench.report import megabytes, percentiles, rounded, table

REGION: Final = "eu-central-1"
NAMES: Final = {
    "boto3_alone": "boto3 alone",
    "curbside": "Curbside",
    "langchain_aws": "langchain-aws",
    "litellm": f"LiteLLM {VERSION}",
}
"""The ways, by their names in `calls/ways.py`, in the order in which they take turns."""
BARE, OURS, LITELLM = "boto3_alone", "curbside", "litellm"
CALLS: Final = {1: 10, 8: 24}
"""Calls of a round, by the number of threads."""
ROUNDS: Final = 30
STARTS: Final = 5
ANSWER: Final = " ".join(f"{sentence} [1]" for sentence in 6 * ["Stop as soon as it is safe, and do not drive on."])
WORDS: Final = len(ANSWER.split())
INTRODUCTION: Final = f"""## Calls to models

One prompt of the response agent with two passages, and one answer of {WORDS} words, which the double streams at full
speed, so that what is left is what libraries take; a model writes slower, and much of it hides in its pauses. Each way
is a process of its own that measures itself, warm, with one client for all its threads. They take turns, {ROUNDS}
rounds of {CALLS[1]} calls on 1 thread and {CALLS[8]} on 8. "boto3 alone" reads the events of `converse_stream` and does
nothing else, so it is the share of the double, of boto3 and of the wire. What a way adds is the difference of its
median from that. Curbside's calls have deadlines, breakers, metering and their log line.
{SHARED}
"""


class Way(NamedTuple):
    """What a way took, by the number of threads; and its starts."""

    rounds: Mapping[int, list[Round]]
    starts: list[Start]

    def first(self, threads: int) -> list[float]:
        """Milliseconds to the first piece."""
        return list(chain.from_iterable(one.first for one in self.rounds[threads]))

    def whole(self, threads: int) -> list[float]:
        """Milliseconds of whole calls."""
        return list(chain.from_iterable(one.whole for one in self.rounds[threads]))

    def cpu(self, threads: int) -> float:
        """Milliseconds of processors a call."""
        return median(one.cpu for one in self.rounds[threads])


def tables() -> Iterator[str]:
    """Time of calls, and of a start."""
    yield INTRODUCTION
    pythons = {way: Path(sys.executable) for way in NAMES if way != LITELLM}
    if found := litellm_python():
        pythons[LITELLM] = found
    else:
        yield f"Not measured: LiteLLM {VERSION}, which pip could not get.\n"
    with running_double() as double:
        asked = question(double.address)
        double.script({"then": {"text": asked.answer}})
        measured = measure(pythons, asked)
    yield table(
        ("", "threads", "first piece p50 / p95, ms", "whole p50 / p95, ms", "adds to both, ms", "CPU of a call, ms"),
        [row(measured, way, threads) for threads in CALLS for way in measured],
    )
    yield f"\n{meaning(measured)}\n"
    yield "### Their starts\n"
    yield f"{STARTS} fresh processes of each, in turn; medians. Memory is what a process has grown by after one call.\n"
    yield table(
        ("", "imports and client, s", "first call, ms", "memory, MB"), [start_row(*one) for one in measured.items()]
    )


def question(address: str) -> Question:
    """Return what is asked: a prompt as the response agent makes it."""
    pages = sorted((DOCUMENTS / "warning-lights").glob("*.md"))[:2]
    texts = [page.read_text(encoding="utf-8").split("---")[-1].strip()[:900] for page in pages]
    passages = [delimited(text, "passage", id=str(number)) for number, text in enumerate(texts, start=1)]
    return Question(
        address=address,
        region=REGION,
        model=places_in([REGION])[0].served.offer.id,
        system=read_prompt(PROMPT).text,
        said="\n".join([*passages, delimited("What does the red brake light mean?", "message")]),
        max_tokens=REPLY_TOKENS,
        answer=ANSWER,
    )


def measure(pythons: Mapping[str, Path], asked: Question, rounds: int = ROUNDS, starts: int = STARTS) -> dict[str, Way]:
    """Start each way some times, then let them take turns."""
    begun: dict[str, list[Start]] = {way: [] for way in pythons}
    say("starts of libraries")
    for _ in range(starts):
        for way, python in pythons.items():
            with running_worker(python, way, asked) as worker:
                begun[way].append(worker.start)
    taken: dict[str, dict[int, list[Round]]] = {way: {threads: [] for threads in CALLS} for way in pythons}
    told = counting("rounds")
    with ExitStack() as stack:
        workers = {way: stack.enter_context(running_worker(python, way, asked)) for way, python in pythons.items()}
        for number in range(rounds + 1):  # the first warms up
            for way, worker in workers.items():
                for threads, calls in CALLS.items():
                    found = worker.round(threads, calls)
                    if number:
                        taken[way][threads].append(found)
            told(number, rounds)
    return {way: Way(taken[way], begun[way]) for way in pythons}


def row(measured: Mapping[str, Way], way: str, threads: int) -> list[str]:
    """Return the line of a way."""
    first, whole = (percentiles(times(threads))[:2] for times in (measured[way].first, measured[way].whole))
    added = "–" if way == BARE else " / ".join(rounded(one) for one in adds(measured, way, threads))
    return [NAMES[way], str(threads), " / ".join(first), " / ".join(whole), added, rounded(measured[way].cpu(threads))]


def adds(measured: Mapping[str, Way], way: str, threads: int) -> tuple[float, float]:
    """Return the milliseconds that a way adds to boto3 alone, at the median: to the first piece, and to the whole."""
    bare, one = measured[BARE], measured[way]
    first = median(one.first(threads)) - median(bare.first(threads))
    return first, median(one.whole(threads)) - median(bare.whole(threads))


def meaning(measured: Mapping[str, Way]) -> str:
    """Return what the table says."""
    ours, bare = adds(measured, OURS, 1), measured[BARE]
    said = f"On one thread a call of boto3 alone takes {rounded(median(bare.whole(1)))} ms here, and Curbside adds "
    said += f"{rounded(ours[0])} ms to its first piece and {rounded(ours[1])} ms to the whole"
    if LITELLM not in measured:
        return f"{said}."
    theirs = adds(measured, LITELLM, 1)
    shares = " and ".join(f"{our / their:.0%}" for our, their in zip(ours, theirs, strict=True))
    return f"{said}, which is {shares} of what LiteLLM adds."


def start_row(way: str, measured: Way) -> list[str]:
    """Return the line of a way's starts."""
    load, first, memory = (median(values) for values in zip(*measured.starts, strict=True))
    return [NAMES[way], rounded(load), rounded(first), megabytes(memory)]
