"""What is read for a customer, and what happens when it cannot be."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from agents.personalization.policy import MOST_VEHICLES, PLAN_REFRESH_SECONDS
from agents.personalization.records import FindRecalls, facts_of, plans_in, read_records, recalls_in
from contracts.errors import Unavailable
from tests.unit.agents.personalization.test_due import PLAN
from tests.unit.builders import customer, vehicle
from tests.unit.vehicles.rows import facts, recall
from vehicles.recalls import Recall, VehicleFacts
from vehicles.service_plan import ServicePlan

Lines = Callable[[], list[dict[str, Any]]]
KITE = vehicle(make="Veldra", model="Kite")
HERON = vehicle(make="Veldra", model="Heron")


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def none(known: VehicleFacts) -> Iterable[Recall]:
    """A source without recalls."""
    return ()


def broken(*asked: Any) -> Any:
    """A source that does not answer."""
    raise Unavailable("dynamodb", "ThrottlingException")


def test_recalls_are_read_for_every_vehicle_at_once(pool: ThreadPoolExecutor) -> None:
    together = threading.Barrier(2, timeout=5)

    def wait_for_the_other(known: VehicleFacts) -> Iterable[Recall]:
        together.wait()
        return [recall(campaign_id=known.model)]

    found = read_records(customer(KITE, HERON), wait_for_the_other, None, pool)
    assert [[one.campaign_id for one in recalls or ()] for recalls in found.recalls] == [["Kite"], ["Heron"]]


@pytest.mark.parametrize("source", [None, broken])
def test_recalls_that_cannot_be_read_are_not_the_same_as_none(
    pool: ThreadPoolExecutor, source: FindRecalls | None
) -> None:
    assert read_records(customer(KITE), source, None, pool).recalls == (None,)
    assert read_records(customer(KITE), none, None, pool).recalls == ((),)


def test_a_vehicle_without_make_cannot_be_looked_up(pool: ThreadPoolExecutor) -> None:
    assert read_records(customer(vehicle(), KITE), none, None, pool).recalls == (None, ())


def test_of_a_fleet_the_first_vehicles_are_looked_up(pool: ThreadPoolExecutor) -> None:
    found = read_records(customer(*[KITE] * (MOST_VEHICLES + 2)), none, None, pool)
    assert found.recalls == (*[()] * MOST_VEHICLES, None, None)


def test_a_plan_is_read_once_for_each_make(pool: ThreadPoolExecutor) -> None:
    asked = list[tuple[str, str]]()

    def find(tenant: str, make: str) -> ServicePlan | None:
        asked.append((tenant, make))
        return PLAN if make == "veldra" else None

    found = read_records(customer(KITE, HERON, vehicle(make="VW"), vehicle()), None, find, pool)
    assert sorted(asked) == [("demo", "veldra"), ("demo", "volkswagen")]
    assert (found.plans, found.plans_checked) == ({"veldra": PLAN}, True)


def test_a_plan_that_cannot_be_read_is_said(pool: ThreadPoolExecutor) -> None:
    found = read_records(customer(KITE), None, broken, pool)
    assert (found.plans, found.plans_checked) == ({}, False)


def test_what_is_known_of_a_vehicle_is_compared_with_recalls() -> None:
    known = facts_of(vehicle(make="Veldra", sold_in="GB", built_on=date(2025, 2, 3)))
    assert known is not None
    assert (known.vin, known.year, known.market, known.built_on) == ("XVDKTE58E00000117", 2025, "GB", date(2025, 2, 3))
    assert facts_of(vehicle()) is None
    assert facts_of(vehicle(make="?")) is None


def test_recalls_are_read_in_the_range_of_the_vehicles_name() -> None:
    asked = list[dict[str, Any]]()

    def read(**search: Any) -> list[dict[str, Any]]:
        asked.append(search)
        return [recall().model_dump(mode="json", exclude_defaults=True)]

    assert recalls_in(read)(facts()) == (recall(),)
    assert asked == [
        {
            "make": "veldra",
            "first": "kite",
            "last": "kite\U0010ffff",
            "year": 2024,
            "with_vin": False,
            "with_date": False,
        }
    ]


def test_a_malformed_plan_is_an_error_that_quotes_nothing(logged: Lines) -> None:
    with pytest.raises(Unavailable, match="MalformedRecord") as caught:
        plans_in(lambda tenant, make: {"brand": "Veldra", "models": "secret"})("demo", "veldra")
    assert caught.value.__cause__ is None
    [line] = logged()
    assert (line["message"], line["record"], line["field"]) == ("malformed record", "Veldra", "models, tasks")
    assert "secret" not in str(line)


def test_a_malformed_recall_is_logged_and_the_others_are_told(logged: Lines) -> None:
    rows = [{"campaign_id": "VD-9", "summary": ["secret"]}, recall().model_dump(mode="json"), None]
    assert recalls_in(lambda **search: rows)(facts()) == (None, recall(), None)
    [line] = logged()
    assert (line["message"], line["record"]) == ("malformed record", "VD-9")
    assert "secret" not in str(line)


def test_where_one_recall_cannot_be_read_the_others_count_and_it_is_said_that_not_all_were_checked(
    pool: ThreadPoolExecutor,
) -> None:
    found = read_records(customer(KITE), lambda facts: (None, recall()), None, pool)
    assert (found.recalls, found.recalls_checked) == (((recall(),),), False)


def test_a_plan_is_kept_for_a_while_also_that_there_is_none() -> None:
    now, reads = [0.0], list[str]()

    def read(tenant: str, make: str) -> dict[str, Any] | None:
        reads.append(make)
        return PLAN.model_dump(mode="json") if make == "veldra" else None

    find = plans_in(read, lambda: now[0])
    for _ in range(3):
        assert (find("demo", "veldra"), find("demo", "other")) == (PLAN, None)
    assert reads == ["veldra", "other"]
    now[0] = PLAN_REFRESH_SECONDS
    find("demo", "veldra")
    find("tenant-2", "veldra")
    assert reads == ["veldra", "other", "veldra", "veldra"]
