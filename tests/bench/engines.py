"""The embedded engine over a made-up collection, each step in a process of its own.

    python -m tests.bench.engines build SIZE FOLDER
    python -m tests.bench.engines ENGINE SIZE FOLDER

FOLDER holds `passages.npz` and `questions.npz`, and gets an index file for each engine. All three are built, loaded and
searched by the product's own code. `lexical` alone is an index whose vectors have one dimension that says nothing;
`dense` alone is one whose passages share a word that nobody asks for.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from contracts.policy import PASSAGES_PER_TURN
from encoder.protocol import Matrix
from knowledge.engine import Scope
from knowledge.index import Content, Index, build_index, read_index, save_index
from knowledge.lexical import build_lexical
from knowledge.search import EmbeddedEngine
from tests.bench.collection import MadeUpEncoder, made_passages, read_texts
from tests.bench.memory import peak, resident
from tests.bench.progress import say
from tests.unit.knowledge.judges import judge_of_all, judging

HYBRID, LEXICAL, DENSE = "hybrid", "lexical", "dense"
ENGINES: Final = (HYBRID, LEXICAL, DENSE)
UNASKED: Final = "qqqq"


def build(size: int, folder: Path) -> dict[str, Any]:
    """Build and save an index of `size` passages, and one for each engine alone.

    Returns seconds without making the passages up, bytes of memory with them, and bytes of the first file.
    """
    before, real = resident(), read_texts(folder / "passages.npz")
    content = Content(made_passages(real, size))
    say("building and saving the index")
    started = time.perf_counter()
    index = build_index(content, MadeUpEncoder(real.vectors))
    archive = _save(index, HYBRID, folder)
    seconds, memory = time.perf_counter() - started, peak() - before
    say("the same for each engine alone")
    _save(index._replace(lexical=build_lexical([UNASKED] * size)), DENSE, folder)
    del index
    _save(build_index(content, MadeUpEncoder(_nothing(1), noise=0)), LEXICAL, folder)
    return {"seconds": seconds, "memory": memory, "bytes": archive.stat().st_size}


def search(engine: str, folder: Path) -> dict[str, Any]:
    """Load an index file and ask it every question: seconds to load, milliseconds a question, bytes of memory."""
    questions = read_texts(folder / "questions.npz")
    asked = _nothing(len(questions.texts)) if engine == LEXICAL else questions.vectors
    scope = Scope(today=datetime.now(UTC).date())
    before, started = resident(), time.perf_counter()
    index = read_index(folder / f"{engine}.tar", MadeUpEncoder.name)
    loaded = EmbeddedEngine(index, judging(judge_of_all(MadeUpEncoder.name), index.vectors.shape[1]))
    seconds, times = time.perf_counter() - started, list[float]()
    for question, vector in zip(questions.texts.tolist(), asked, strict=True):
        begun = time.perf_counter()
        loaded.search(question, vector, scope, PASSAGES_PER_TURN, "en")
        times.append((time.perf_counter() - begun) * 1000)
    return {"seconds": seconds, "ms": times, "memory": peak() - before}


def _save(index: Index, engine: str, folder: Path) -> Path:
    """Write the index under the name of its engine."""
    return save_index(index._replace(manifest=index.manifest.changed(version=engine)), folder)


def _nothing(rows: int) -> Matrix:
    """Vectors that are all alike, of one dimension."""
    return np.ones((rows, 1), dtype=np.float32)


def main() -> None:
    """Run one step; prints what it found as JSON."""
    step, size, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(build(size, folder) if step == "build" else search(step, folder)))


if __name__ == "__main__":
    main()
