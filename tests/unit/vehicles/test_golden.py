"""Recalls and service plans as earlier versions stored them."""

import json
from pathlib import Path
from typing import Any

import pytest

from contracts.base import Tolerant
from tests.unit.golden import FOLDERS, agrees, opened, read, with_later_fields, without_each
from vehicles.recalls import Recall
from vehicles.service_plan import ServicePlan


def records(folder: Path) -> list[tuple[type[Tolerant], dict[str, Any]]]:
    items = map(opened, read(folder, "recalls.json"))
    return [(ServicePlan if "service_plan" in json.dumps(item["key"]) else Recall, item["record"]) for item in items]


@pytest.mark.parametrize("folder", FOLDERS)
def test_recalls_and_plans_are_read_whole_with_more_and_with_less(folder: Path) -> None:
    assert {model for model, _ in records(folder)} == {Recall, ServicePlan}
    for model, record in records(folder):
        found = model.model_validate(record)
        assert agrees(found, record)
        assert model.model_validate(with_later_fields(record)) == found
        needed = [name for name, field in model.model_fields.items() if field.is_required()]
        for name, less in without_each(record, *needed):
            assert agrees(model.model_validate(less), less), name
