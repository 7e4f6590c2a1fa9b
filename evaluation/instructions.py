"""Prompts with their kind of task, from public collections of instructions.

DIR/prompts holds what may not be part of the project:

    t0/                 instructions of T0 as yizhongw/self-instruct drew them (Apache-2.0; the wording is that of
                        bigscience-workshop/promptsource, Apache-2.0; texts under the terms of their data sets)
    gsm8k.jsonl         word problems of arithmetic (openai/grade-school-math, MIT)
    mbppplus.json       tasks for programmers (evalplus, Apache-2.0; MBPP, CC BY 4.0)
    bfcl_*.jsonl        requests with the functions that answer them (ShishirPatil/gorilla, Apache-2.0)
    roles.csv           "act as" prompts (awesome-chatgpt-prompts, CC0)
    seed_tasks.jsonl    175 tasks written by hand (yizhongw/self-instruct, Apache-2.0)
    mt_bench.jsonl      questions to chat models (lm-sys/FastChat, Apache-2.0)
    vicuna_bench.jsonl  the same
    wizardlm.jsonl      218 questions by skill (nlpxucan/WizardLM, CC BY-NC 4.0: for evaluation alone)

The rules of `prompting/classify.py` were written with `evaluation/data/prompts.yaml` and, where a rule seemed wrong,
changed by T0, BFCL and GSM8K. Their author had read the names and first words of the seed tasks before, and of the
other judged collections figures alone; that of WizardLM fell by these changes, and they stayed. One rule, that what
begins with "write" is writing, came after a look at which kinds are confused there: figures since then (all 0.675
before) are a little in favour of the rules. Heads that are compared with them learn from the collections of `learned`,
and from none of `JUDGED`.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

import yaml

from contracts.prompts import TaskKind

DATA: Final = Path(__file__).parent / "data"
OF_A_TEMPLATE: Final = 6
"""Prompts taken from each of T0's templates: its texts differ, its wording does not."""
OF_A_COLLECTION: Final = 200
"""Most prompts taken from a collection that holds one kind alone."""
MT_BENCH: Final = {
    "writing": "writing",
    "roleplay": "conversation",
    "reasoning": "reasoning",
    "math": "reasoning",
    "coding": "code",
    "extraction": "extraction",
    "stem": "open_question",
    "humanities": "open_question",
    "generic": "open_question",
    "knowledge": "open_question",
    "common-sense": "open_question",
    "counterfactual": "open_question",
    "fermi": "reasoning",
}
"""What the categories of MT-bench and Vicuna-bench are called here."""
WIZARD: Final = {
    "Math": "reasoning",
    "Reasoning": "reasoning",
    "Code Generation": "code",
    "Code Debug": "code",
    "Writting": "writing",
    "Academic Writing": "writing",
    "Roleplay": "conversation",
    **dict.fromkeys(
        ("Technology", "Biology", "Physics", "Music", "Medicine", "Literature", "Law", "Economy", "Art", "History"),
        "open_question",
    ),
}
"""What WizardLM's skills are called here; those that mix kinds, such as `Complex Format`, are left out."""


class Prompt(NamedTuple):
    """A prompt, the kind of its task, and the collection that it comes from."""

    text: str
    kind: TaskKind
    source: str


def learned(folder: Path) -> list[Prompt]:
    """Return what the head learns from."""
    readers: tuple[Callable[[Path], Iterator[Prompt]], ...] = (t0, gsm8k, mbpp, bfcl, roles)
    return [*written(), *(prompt for read in readers for prompt in read(folder))]


def written() -> Iterator[Prompt]:
    """Yield the examples that were written for this project."""
    kinds: dict[TaskKind, list[str]] = yaml.safe_load((DATA / "prompts.yaml").read_text(encoding="utf-8"))
    return (Prompt(text, kind, "written") for kind, texts in kinds.items() for text in texts)


def t0(folder: Path) -> Iterator[Prompt]:
    """Yield prompts of T0 by the kind of their template; `t0_kinds.json` says which, the first pattern counts."""
    kinds: dict[str, str] = json.loads((DATA / "t0_kinds.json").read_text(encoding="utf-8"))
    for path in sorted((folder / "t0").glob("*.jsonl")):
        kind = next((kind for pattern, kind in kinds.items() if fnmatch(path.stem, pattern)), "")
        for row in _rows(path)[:OF_A_TEMPLATE] if kind else ():
            yield Prompt(row["prompt"].strip(), _kind(kind), "T0")


def gsm8k(folder: Path) -> Iterator[Prompt]:
    """Yield word problems."""
    for row in _rows(folder / "gsm8k.jsonl")[:OF_A_COLLECTION]:
        yield Prompt(row["question"], "reasoning", "GSM8K")


def mbpp(folder: Path) -> Iterator[Prompt]:
    """Yield tasks for programmers, half of them without the tests that they must pass."""
    tasks: dict[str, str] = json.loads((folder / "mbppplus.json").read_text(encoding="utf-8"))
    for number, text in enumerate(list(tasks.values())[:OF_A_COLLECTION]):
        yield Prompt(text if number % 2 else text.partition(" Your code should satisfy")[0], "code", "MBPP")


def bfcl(folder: Path) -> Iterator[Prompt]:
    """Yield requests together with the functions that may be called for them."""
    for path in sorted(folder.glob("bfcl_*.jsonl")):
        for row in _rows(path)[: OF_A_COLLECTION // 2]:
            asked = "\n".join(turn["content"] for turn in row["question"][0])
            yield Prompt(f"{asked}\n\nTools:\n{json.dumps(row['function'])}", "planning", "BFCL")


def roles(folder: Path) -> Iterator[Prompt]:
    """Yield prompts that give the model a part to play in a conversation."""
    csv.field_size_limit(1_000_000)
    rows = csv.DictReader(io.StringIO((folder / "roles.csv").read_text(encoding="utf-8")))
    texts = [row["prompt"] for row in rows if row["prompt"].lower().startswith("i want you to act as")]
    yield from (Prompt(text, "conversation", "roles") for text in texts[:OF_A_COLLECTION])


def seeds(folder: Path) -> Iterator[Prompt]:
    """Yield Self-Instruct's seed tasks, by kinds that one reader gave them (`seed_kinds.json`)."""
    kinds: dict[str, list[int]] = json.loads((DATA / "seed_kinds.json").read_text(encoding="utf-8"))
    rows = _rows(folder / "seed_tasks.jsonl")
    for kind, numbers in kinds.items():
        for number in numbers:
            row = rows[number]
            yield Prompt(f"{row['instruction']}\n\n{row['instances'][0]['input']}".strip(), _kind(kind), "seed tasks")


def benches(folder: Path) -> Iterator[Prompt]:
    """Yield the first questions of MT-bench and Vicuna-bench."""
    for name in ("mt_bench", "vicuna_bench"):
        for row in _rows(folder / f"{name}.jsonl"):
            if row["category"] in MT_BENCH:
                yield Prompt(row["turns"][0], _kind(MT_BENCH[row["category"]]), "MT-bench and Vicuna-bench")


def wizardlm(folder: Path) -> Iterator[Prompt]:
    """Yield WizardLM's questions whose skill is one kind of task."""
    for row in _rows(folder / "wizardlm.jsonl"):
        if row["Skill"] in WIZARD:
            yield Prompt(row["Instruction"], _kind(WIZARD[row["Skill"]]), "WizardLM")


JUDGED: Final[tuple[Callable[[Path], Iterator[Prompt]], ...]] = (seeds, benches, wizardlm)
"""Collections that nothing is learned from."""


def _rows(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _kind(name: str) -> TaskKind:
    if name not in get_args(TaskKind):
        raise ValueError(f"{name} is no kind of task")
    return name  # type: ignore[return-value]  # looked up the line before
