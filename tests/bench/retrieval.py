"""How retrieval grows with the number of passages: the embedded engine, beside either of its halves alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.bench.collection import CHARS, real_passages, real_questions
from tests.bench.engines import ENGINES
from tests.bench.fresh import WARM_UP, in_fresh_process
from tests.bench.messages import MESSAGES
from tests.bench.progress import say
from tests.bench.report import megabytes, percentiles, rounded, table

SIZES: Final = (1_000, 10_000)
LARGE: Final = (100_000, 500_000)
"""Minutes each. 500,000 take 13 GB of memory to build; each of three index files has up to 4 GB below /tmp."""
ROUNDS: Final = 3
"""The engines take turns, so that a busy moment of the machine falls on none of them alone."""
BUILT: Final = ("passages", "ms a passage", "memory, MB", "file, MB")
SEARCHED: Final = ("passages", "engine", "load, s", "memory, MB", "p50, ms", "p95, ms")
INTRODUCTION: Final = f"""## Retrieval

The embedded engine by the number of passages, beside the same code over an index that knows words or vectors alone.
The passages are synthetic: some {CHARS} characters of real sentences (the demo handbook; with `DATA=DIR` also XQuAD in
three languages), and real vectors with noise. The questions are the {MESSAGES} sentences, the first {WARM_UP} not
counted. Encoding the question is not part of a search; reading the best passages and leaving out repeats is. Each
engine runs in a process of its own, {ROUNDS} times in turn with the others, and memory is what that has grown by at its
peak. A Lambda function has 10,240 MB at most.
"""


def tables(data: Path | None, *, large: bool) -> Iterator[str]:
    """Building, then searching; the sizes that take minutes only if they are wanted."""
    built, searched = list[list[str]](), list[list[str]]()
    with TemporaryDirectory(prefix="curbside-retrieval-") as scratch:
        folder = Path(scratch)
        collections = sorted(path.parent for path in (data / "retrieval").glob("*/qrels.tsv")) if data else []
        real_passages(collections, folder / "demo").save(folder / "passages.npz")
        real_questions().save(folder / "questions.npz")
        for size in (*SIZES, *LARGE) if large else SIZES:
            say(f"retrieval at {size:,} passages")
            try:
                found = in_fresh_process("engines", "build", str(size), folder)
            except CalledProcessError as error:
                built.append([f"{size:,}", f"was not built here (exit code {error.returncode})", "", ""])
                break
            built.append(built_row(size, found))
            rounds = list[dict[str, dict[str, Any]]]()
            for number in range(ROUNDS):
                say(f"its engines, round {number + 1} of {ROUNDS}")
                rounds.append({engine: in_fresh_process("engines", engine, str(size), folder) for engine in ENGINES})
            searched += [searched_row(size, engine, [found[engine] for found in rounds]) for engine in ENGINES]
    yield INTRODUCTION
    yield "### Building, without encoding\n"
    yield table(BUILT, built)
    yield "\n### Loading and searching\n"
    yield table(SEARCHED, searched)
    if not large:
        yield f"\nNot measured: {' and '.join(f'{size:,}' for size in LARGE)} passages (`make bench LARGE=1`)."


def built_row(size: int, found: dict[str, Any]) -> list[str]:
    """What building took."""
    return [
        f"{size:,}",
        rounded(found["seconds"] * 1000 / size),
        megabytes(found["memory"]),
        megabytes(found["bytes"]),
    ]


def searched_row(size: int, engine: str, rounds: Sequence[dict[str, Any]]) -> list[str]:
    """What loading took in the median, and searching over the calls of all rounds."""
    seconds, memory = (median(found[what] for found in rounds) for what in ("seconds", "memory"))
    p50, p95, _ = percentiles([milliseconds for found in rounds for milliseconds in found["ms"][WARM_UP:]])
    return [f"{size:,}", engine, rounded(seconds), megabytes(memory), p50, p95]
