"""Prompts with their kind of task."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from contracts.prompts import TaskKind
from evaluation.instructions import DATA, MT_BENCH, WIZARD, seeds, t0, written

KINDS = set(get_args(TaskKind))


def test_every_kind_has_examples_of_its_own_and_none_is_there_twice() -> None:
    examples = list(written())
    assert {prompt.kind for prompt in examples} == KINDS
    assert max(Counter(prompt.text for prompt in examples).values()) == 1


def test_what_collections_call_a_kind_is_a_kind_here() -> None:
    of_templates = json.loads((DATA / "t0_kinds.json").read_text(encoding="utf-8")).values()
    assert {*MT_BENCH.values(), *WIZARD.values()} <= KINDS
    assert set(of_templates) <= KINDS | {""}


def test_each_seed_task_has_one_kind() -> None:
    kinds: dict[str, list[int]] = json.loads((DATA / "seed_kinds.json").read_text(encoding="utf-8"))
    assert set(kinds) == KINDS
    assert sorted(number for numbers in kinds.values() for number in numbers) == list(range(175))


def test_a_seed_task_is_its_instruction_and_its_input(tmp_path: Path) -> None:
    row = {"instruction": "Do it.", "instances": [{"input": "material"}]}
    (tmp_path / "seed_tasks.jsonl").write_text("\n".join([json.dumps(row)] * 175), encoding="utf-8")
    assert {prompt.text for prompt in seeds(tmp_path)} == {"Do it.\n\nmaterial"}


@pytest.mark.parametrize(
    ("template", "kinds"),
    [("xsum_tldr", {"summarising"}), ("duorc_SelfRC_generate_question", set()), ("unheard_of", set())],
)
def test_the_first_pattern_that_fits_a_template_says_its_kind(tmp_path: Path, template: str, kinds: set[str]) -> None:
    (tmp_path / "t0").mkdir()
    (tmp_path / "t0" / f"{template}.jsonl").write_text(json.dumps({"prompt": "text"}), encoding="utf-8")
    assert {prompt.kind for prompt in t0(tmp_path)} == kinds
