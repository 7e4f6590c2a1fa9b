"""How the embedded engine grows: what building, loading and searching cost by the number of passages.

python -m tests.bench.retrieval FOLDER... [--sizes 1000,10000,100000,500000] [--questions FILE] [--scratch DIR]

Each FOLDER holds real text: a `corpus.jsonl` in BEIR layout, or documents. The passages measured are synthetic: made of
its sentences, drawn anew for each one, with a made-up part number; a passage's vector is that of the real passage its
first sentence comes from, with noise added and of unit length again. So sizes and times are those of real text, while
whether the right passage is found is not measured (see `python -m knowledge evaluate`). Prints a table.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np

from encoder.protocol import Matrix
from knowledge.chunks import cut
from knowledge.columns import Columns
from knowledge.documents import read_folder
from knowledge.engine import Scope
from knowledge.evaluate import read_collection
from knowledge.index import FORMAT, Index, Manifest, load_index, save_index
from knowledge.lexical import build_lexical
from knowledge.opensearch.entries import passage_entry
from knowledge.passages import StoredPassage
from knowledge.search import EmbeddedEngine
from tests.bench.report import machine, table

SIZES: Final = (1_000, 10_000, 100_000, 500_000)
MEMORY_BYTES: Final = 10_240 * 1024**2
"""Most memory a Lambda function can have, and most space below /tmp."""
NOISE: Final = 0.25
"""Length of the noise added to a vector of length 1: the cosine with the original is then 0.97."""
CHARS: Final = 600
"""Length from which a made passage is complete, characters."""
SEARCHES: Final = 300
TODAY: Final = date(2026, 11, 21)
ENCODER: Final = "perturbed"
STEPS: Final = ("build", "load")


class Material(NamedTuple):
    """Real passages with their vectors, and real questions with theirs."""

    texts: Sequence[str]
    languages: Sequence[str]
    vectors: Matrix
    questions: Sequence[str]
    asked: Matrix


def gather(folders: Sequence[Path], scratch: Path) -> Material:
    """Read and encode the real text; the vectors are kept in `scratch`."""
    texts, languages, questions = list[str](), list[str](), list[str]()
    for folder in folders:
        if (folder / "corpus.jsonl").exists():
            collection = read_collection(folder)
            texts += [line.text for line in collection.passages]
            languages += [folder.name] * len(collection.passages)
            questions += [line.text for line in collection.questions[: SEARCHES // 3]]
        else:
            passages = [passage for document in read_folder(folder).documents for passage in cut(document)]
            texts += [passage.text for passage in passages]
            languages += [passage.language for passage in passages]
    file = scratch / "vectors.npz"
    if not file.exists():
        of_texts, of_questions = _encoded(texts, questions or texts[:SEARCHES])
        np.savez(file, texts=of_texts, questions=of_questions)
    with np.load(file) as arrays:
        return Material(texts, languages, arrays["texts"], questions or texts[:SEARCHES], arrays["questions"])


def _encoded(texts: Sequence[str], questions: Sequence[str]) -> tuple[Matrix, Matrix]:
    from encoder.batches import encode_in_batches
    from encoder.local import LocalEncoder

    encoder = LocalEncoder()
    return (
        encode_in_batches(encoder.passages, texts, _tell("encoded")),
        encode_in_batches(encoder.questions, questions, _tell("questions encoded")),
    )


def make(material: Material, size: int) -> tuple[list[StoredPassage], Matrix]:
    """Passages made of real sentences, and their vectors."""
    random, noise = Random(size), np.random.default_rng(size)  # noqa: S311 - made-up text is no secret
    sentences = [
        [part.strip() for part in text.replace("\n", " ").split(". ") if part.strip()] for text in material.texts
    ]
    passages, vectors = list[StoredPassage](), np.empty((size, material.vectors.shape[1]), dtype=np.float32)
    for number in range(size):
        first = random.randrange(len(sentences))
        parts = [random.choice(sentences[first]), f"Part {random.randrange(16**8):08x}"]
        while sum(map(len, parts)) < CHARS:
            parts.append(random.choice(random.choice(sentences)))
        passages.append(_passage(number, ". ".join(parts), material.languages[first]))
        vectors[number] = material.vectors[first]
        if number % 10_000 == 9_999:
            _tell("made")(number + 1, size)
    dimensions = vectors.shape[1]
    for start in range(0, size, 10_000):
        block = vectors[start : start + 10_000]
        block += noise.standard_normal(block.shape, dtype=np.float32) * np.float32(NOISE / dimensions**0.5)
        block /= np.linalg.norm(block, axis=1, keepdims=True)
    return passages, vectors


def _passage(number: int, text: str, language: str) -> StoredPassage:
    source = f"page-{number // 8}.md"
    return StoredPassage(
        id=f"{source}#{number % 8}",
        title=f"Page {number // 8}",
        section=f"Section {number % 8}",
        text=text,
        source=source,
        models=(),
        language=language,
    )


def build(material: Material, size: int, folder: Path) -> dict[str, Any]:
    """Build and save an index; what it took without making and encoding."""
    passages, vectors = make(material, size)
    entries = [json.dumps(passage_entry(*one)) for one in zip(passages[:200], vectors[:200], strict=True)]
    started = time.perf_counter()
    lexical = build_lexical([passage.searchable() for passage in passages])
    manifest = Manifest(format=FORMAT, version=f"size-{size}", encoder=ENCODER, passages=size)
    archive = save_index(Index(manifest, passages, vectors, lexical, Columns.of(passages)), folder)
    seconds = time.perf_counter() - started
    return {
        "build_ms": seconds * 1000 / size,
        "build_peak": _peak(),
        "archive": archive.stat().st_size,
        "sent": sum(map(len, entries)) / len(entries),
    }


def load(material: Material, size: int, folder: Path) -> dict[str, Any]:
    """Load an index and search it."""
    before, started = _resident(), time.perf_counter()
    engine = EmbeddedEngine(load_index(folder / f"size-{size}.tar", ENCODER))
    loaded, scope = time.perf_counter() - started, Scope(today=TODAY)
    times = list[float]()
    for number in range(SEARCHES + 10):
        place = number % len(material.questions)
        begun = time.perf_counter()
        engine.search(material.questions[place], material.asked[place], scope, 4, "en")
        times.append((time.perf_counter() - begun) * 1000)
    p50, p95 = np.percentile(times[10:], [50, 95]).tolist()
    return {"load_s": loaded, "memory": _resident() - before, "peak": _peak(), "p50": p50, "p95": p95}


def measure(folders: Sequence[Path], size: int, scratch: Path) -> dict[str, Any]:
    """Build and load in processes of their own; `error` says why one did not get through."""
    found = dict[str, Any]()
    for step in STEPS:
        words = [sys.executable, "-m", "tests.bench.retrieval", *map(str, folders), "--scratch", str(scratch)]
        done = subprocess.run(
            [*words, "--step", step, "--sizes", str(size)], stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            return found | {"error": f"{step}: " + (done.stdout.strip().splitlines() or ["killed"])[-1]}
        found |= json.loads(done.stdout.splitlines()[-1])
        if 2 * found["archive"] > MEMORY_BYTES:
            return found | {"error": "load: the file and its content exceed 10 GB below /tmp"}
    return found


def row(size: int, found: dict[str, Any]) -> list[str]:
    """A row of the table; what was not reached stays empty."""
    cells = [f"{size:,}"]
    if "archive" in found:
        cells += [f"{found['build_ms']:.2f}", _gigabytes(found["build_peak"]), _gigabytes(found["archive"])]
    if "error" in found:
        return [*cells, f"does not fit ({found['error']})", *[""] * (len(HEAD) - len(cells) - 1)]
    return [*cells, f"{found['load_s']:.2f}", _gigabytes(found["peak"]), f"{found['p50']:.1f}", f"{found['p95']:.1f}"]


def limit_memory() -> None:
    """Fail as a function with all the memory there is would."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))


def _gigabytes(number: float) -> str:
    return f"{number / 1e9:.2f}"


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    """Most memory of this process so far. (`getrusage` would count what its parent had.)"""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _tell(what: str) -> Any:
    def progress(done: int, total: int) -> None:
        print(f"\r  {what} {done:,}/{total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return progress


def run_step(step: str, material: Material, size: int, scratch: Path) -> int:
    """One step in this process; prints what it found as JSON."""
    limit_memory()
    try:
        print(json.dumps((build if step == "build" else load)(material, size, scratch)))
    except MemoryError:
        print("more than 10 GB of memory")
        return 1
    return 0


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.retrieval", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "curbside-retrieval")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in options.sizes.split(",")]
    material = gather(options.folders, options.scratch)
    if options.step:
        return run_step(options.step, material, sizes[0], options.scratch)
    rows = list[list[str]]()
    for size in sizes:
        print(f"{size:,} passages", file=sys.stderr)
        found = measure(options.folders, size, options.scratch)
        rows.append(row(size, found))
        print(json.dumps(found), file=sys.stderr)
        if "error" in found:
            break
    print(f"\n{machine()}, {datetime.now(UTC):%Y-%m-%d}\n")
    print(table(HEAD, rows))
    return 0


HEAD: Final = (
    "passages",
    "build, ms a passage",
    "build, peak GB",
    "file, GB",
    "load, s",
    "load and search, peak GB",
    "search p50, ms",
    "p95, ms",
)

if __name__ == "__main__":
    raise SystemExit(main())
