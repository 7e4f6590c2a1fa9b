"""The personalization function with its two tables."""

from typing import Any

import pytest

from infra.recalls import rows_of
from store.customers import save_customer
from store.recalls import save_recalls, save_service_plan
from tests.unit import builders
from tests.unit.agents.personalization.test_due import PLAN
from tests.unit.aws import drop_table
from tests.unit.handlers.conftest import Load
from tests.unit.vehicles.rows import kite, recall

pytestmark = pytest.mark.usefixtures("tables")
TASK = builders.task("is my car due?", customer_id="cust-1").model_dump(mode="json")


@pytest.fixture
def someone(tables: None) -> None:
    """A customer whose Kite is recalled and due."""
    save_customer(builders.customer(builders.vehicle(make="Veldra", mileage_km=90_000)))
    list(save_recalls(rows_of(recall(kite(model="KITE LONG RANGE", vins=("XVDKTE58E00000117",))))))
    save_service_plan("demo", "veldra", PLAN.model_dump(mode="json"))


@pytest.mark.usefixtures("someone")
def test_recalls_and_service_plans_come_from_their_table(load: Load) -> None:
    found: dict[str, Any] = load("personalization").handler(TASK, None)
    assert [item["source"] for item in found["due"]] == ["recall VD-26-01", "service plan veldra-2026"]
    assert found["unchecked"] == []


@pytest.mark.usefixtures("someone")
def test_while_that_table_is_down_the_customer_is_still_known(load: Load) -> None:
    drop_table("Recalls")
    found: dict[str, Any] = load("personalization").handler(TASK, None)
    assert (found["identified"], found["unchecked"]) == (True, ["recalls", "service_plan"])
    assert [item["source"] for item in found["due"]] == ["vehicle record"]
