"""A copy of the project with a small part of its examples, to train in: a training writes beside the code."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import yaml

from encoder.model_files import CACHE
from infra.local.settings import ROOT
from training.tweets import EMOTIONS, FOLDERS, SENTIMENTS

LEFT_OUT: Final = (".*", "__pycache__", "tests", "ui", "docs", "*.part.npz")
PAGES: Final = ("charging/charging-times.md", "dealer/loan-car.md", "warning-lights/brake-system.md")
"""Documents that stay in the demo's knowledge base."""
ARTICLES: Final = 8
"""Of the collection that is made up."""
SENTENCES: Final = 2
"""That stay of each list."""
FAMILY_STEP: Final = 8
"""Of so many families of what is said around danger, one stays."""
TOPICS: Final = ("alarm", "tell_joke")
TOPIC_SENTENCES: Final = 16


def make_project(folder: Path) -> Path:
    """Copy the project, and shorten what it learns from."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    encoder = folder / CACHE.relative_to(ROOT)
    encoder.parent.mkdir()
    encoder.symlink_to(CACHE)
    for name in (
        "intent/examples.yaml",
        "intent/follow_ups.yaml",
        "follow_up/corrections.yaml",
        "sentiment/danger.yaml",
    ):
        _rewrite(folder / "training" / name, lambda text: yaml.safe_dump(_shortened(yaml.safe_load(text))))
    _rewrite(folder / "training" / "sentiment" / "denials.yaml", _few_families)
    _rewrite(folder / "training" / "intent" / "contrasts.yaml", _english_devices)
    for part in ("train", "validation"):
        _rewrite(folder / "training" / "intent" / "clinc150" / f"clinc150_{part}.jsonl", _few_lines)
    documents = folder / "infra" / "demo" / "knowledge"
    for page in documents.rglob("*.md"):
        if page.relative_to(documents).as_posix() not in PAGES:
            page.unlink()
    _rewrite(folder / "training" / "judge" / "questions.yaml", _about_pages_that_stay)
    _rewrite(folder / "training" / "follow_up" / "pairs.jsonl", _pairs_about_pages_that_stay)
    return folder


def make_data(folder: Path) -> Path:
    """Make up a little of the data that may not be part of the project."""
    for name, labels in [*((name, SENTIMENTS) for name in FOLDERS.values()), ("emotion", EMOTIONS)]:
        target = folder / "sentiment" / name
        target.mkdir(parents=True)
        for part in ("train", "val"):
            lines = [
                (f"{label} words about car {number}", at) for number in range(6) for at, label in enumerate(labels)
            ]
            (target / f"{part}_text.txt").write_text("\n".join(text for text, _ in lines), encoding="utf-8")
            (target / f"{part}_labels.txt").write_text("\n".join(str(at) for _, at in lines), encoding="utf-8")
    for language, question in (("en", "which river crosses the town"), ("de", "welcher Fluss quert die Stadt")):
        (folder / "retrieval" / language).mkdir(parents=True)
        for name, text in (("queries", question), ("corpus", f"{question}? That is number")):
            ids = [f"a{number:02}p0" for number in range(ARTICLES)]
            rows = [json.dumps({"_id": one, "text": f"{text} {one}"}) for one in ids]
            (folder / "retrieval" / language / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
        judged = ["query-id\tcorpus-id\tscore", *(f"{one}\t{one}\t1" for one in ids)]
        (folder / "retrieval" / language / "qrels.tsv").write_text("\n".join(judged), encoding="utf-8")
    return folder


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _shortened(node: Any) -> Any:
    """Return the same with the first sentences of each list of sentences."""
    if isinstance(node, dict):
        return {key: _shortened(value) for key, value in node.items()}
    if isinstance(node, list):
        return node[:SENTENCES] if all(isinstance(one, str) for one in node) else [_shortened(one) for one in node]
    return node


def _few_families(text: str) -> str:
    written = yaml.safe_load(text)
    return yaml.safe_dump(_shortened(written | {"families": written["families"][::FAMILY_STEP]}))


def _english_devices(text: str) -> str:
    written = yaml.safe_load(text)
    kinds = {"devices": {"en": written["kinds"]["devices"]["en"]}}
    return yaml.safe_dump({"kinds": kinds, "others": {"en": written["others"]["en"][:SENTENCES]}})


def _about_pages_that_stay(text: str) -> str:
    written = yaml.safe_load(text)
    stay = tuple(f"{page.removesuffix('.md')}#" for page in PAGES)
    written["answered"] = [entry for entry in written["answered"] if entry["passage"].startswith(stay)]
    return yaml.safe_dump(written)


def _pairs_about_pages_that_stay(text: str) -> str:
    stay = tuple(page.removesuffix(".md") for page in PAGES)
    return "\n".join(line for line in text.splitlines() if json.loads(line)["passage"].startswith(stay)) + "\n"


def _few_lines(text: str) -> str:
    """Every thousandth line, and of two topics enough to hold back an eighth of each."""
    lines = text.splitlines()
    topics = [[line for line in lines if f'"clinc150:{topic}"' in line][:TOPIC_SENTENCES] for topic in TOPICS]
    return "\n".join([*lines[::1000], *(line for topic in topics for line in topic)]) + "\n"
