"""Service plans, and what is due. The plans are made up."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import vehicles.service_plan
from contracts.errors import InvalidInput
from contracts.months import months_after
from vehicles.plan_file import read_plan
from vehicles.policy import SOON_DAYS, SOON_KM
from vehicles.service_plan import (
    DueTask,
    ServicePlan,
    TaskDone,
    VehicleUse,
    due,
    schedule,
)

TODAY = date(2026, 6, 1)
DEMO = Path(vehicles.service_plan.__file__).with_name("plan_demo.yaml")
HERON = {"name": "Heron", "drives": ["hybrid"]}
OIL = {"task": "oil", "name": "Oil", "every": {"months": 12, "km": 20_000}}
BELT = {"task": "belt", "name": "Timing belt", "every": {"km": 100_000}}


def plan(*tasks: dict[str, Any], models: tuple[dict[str, Any], ...] = (HERON,)) -> ServicePlan:
    return ServicePlan.as_written({"brand": "Veldra", "models": models, "tasks": tasks or (OIL,)})


def heron(**changes: Any) -> VehicleUse:
    values = {"model": "Heron", "drive": "hybrid", "km": 5_000, "first_registered": date(2026, 1, 15)}
    return VehicleUse.model_validate(values | changes)


def oil(on: date, km: int) -> TaskDone:
    return TaskDone(task="oil", on=on, km=km)


def only(tasks: tuple[DueTask, ...]) -> DueTask:
    [task] = tasks
    return task


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 25, date(2028, 12, 30)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_of_its_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_nothing_is_due_on_a_new_car_but_everything_is_on_its_schedule() -> None:
    assert due(plan(), heron(), TODAY) == ()
    task = only(schedule(plan(), heron(), TODAY))
    assert (task.due_on, task.due_km, task.recorded) == (date(2027, 1, 15), 20_000, False)
    assert (task.overdue, task.soon, task.limits) == (False, False, ())


@pytest.mark.parametrize(
    ("days", "soon", "overdue"),
    [(-1, False, True), (0, True, False), (SOON_DAYS, True, False), (SOON_DAYS + 1, False, False)],
)
def test_the_date_makes_a_task_soon_due_and_overdue_the_day_after(days: int, *, soon: bool, overdue: bool) -> None:
    done = TODAY + timedelta(days=days)
    task = only(schedule(plan(), heron(), TODAY, [oil(done.replace(year=done.year - 1), 4_000)]))
    assert (task.due_on, task.soon, task.overdue) == (done, soon, overdue)
    assert task.limits == (("date",) if soon or overdue else ())


@pytest.mark.parametrize(
    ("left", "soon", "overdue"),
    [(-1, False, True), (0, True, False), (SOON_KM, True, False), (SOON_KM + 1, False, False)],
)
def test_the_distance_makes_a_task_soon_due_and_overdue_a_kilometre_later(
    left: int, *, soon: bool, overdue: bool
) -> None:
    task = only(schedule(plan(), heron(km=30_000 - left), TODAY, [oil(date(2026, 5, 1), 10_000)]))
    assert (task.due_km, task.soon, task.overdue) == (30_000, soon, overdue)
    assert task.limits == (("distance",) if soon or overdue else ())


def test_whichever_is_reached_first_counts() -> None:
    by_date = only(due(plan(), heron(km=11_000), TODAY, [oil(date(2025, 5, 1), 10_000)]))
    by_distance = only(due(plan(), heron(km=31_000), TODAY, [oil(date(2026, 5, 1), 10_000)]))
    by_both = only(due(plan(), heron(km=31_000), TODAY, [oil(date(2025, 5, 1), 10_000)]))
    assert (by_date.limits, by_distance.limits, by_both.limits) == (("date",), ("distance",), ("date", "distance"))
    assert by_date.overdue is by_distance.overdue is by_both.overdue is True


def test_without_a_record_a_task_counts_from_first_registration() -> None:
    task = only(due(plan(), heron(first_registered=date(2022, 2, 28), km=88_000), TODAY))
    assert (task.due_on, task.due_km, task.overdue, task.recorded) == (date(2023, 2, 28), 20_000, True, False)


def test_a_first_interval_counts_once_only() -> None:
    running_in = OIL | {"first": {"months": 3, "km": 2_000}}
    first = only(schedule(plan(running_in), heron(), TODAY))
    then = only(schedule(plan(running_in), heron(), TODAY, [oil(date(2026, 4, 10), 1_900)]))
    assert (first.due_on, first.due_km, first.overdue) == (date(2026, 4, 15), 2_000, True)
    assert (then.due_on, then.due_km, then.overdue) == (date(2027, 4, 10), 21_900, False)


def test_the_latest_record_counts_in_whatever_order_they_come() -> None:
    records = [oil(date(2025, 6, 1), 3_000), oil(date(2026, 3, 1), 4_500), oil(date(2024, 6, 1), 1_000)]
    task = only(schedule(plan(), heron(), TODAY, records))
    assert (task.due_on, task.due_km, task.recorded) == (date(2027, 3, 1), 24_500, True)


def test_records_of_work_outside_the_plan_are_passed_over() -> None:
    other = TaskDone(task="windscreen", on=date(2026, 5, 1), km=4_900)
    assert only(schedule(plan(), heron(), TODAY, [other])).recorded is False


def test_a_mileage_that_went_backwards_leaves_the_date_to_decide() -> None:
    task = only(schedule(plan(), heron(km=800), TODAY, [oil(date(2026, 3, 1), 90_000)]))
    assert (task.due_on, task.due_km, task.odometer_went_back) == (date(2027, 3, 1), None, True)
    assert task.overdue is False


def test_a_task_by_distance_only_counts_from_the_new_odometer() -> None:
    record = TaskDone(task="belt", on=date(2025, 3, 1), km=160_000)
    task = only(schedule(plan(BELT), heron(km=99_000), TODAY, [record]))
    assert (task.due_on, task.due_km, task.soon, task.odometer_went_back) == (None, 100_000, True, True)


def test_a_service_after_the_odometer_was_replaced_counts_as_usual() -> None:
    records = [oil(date(2025, 3, 1), 90_000), oil(date(2026, 3, 1), 500)]
    task = only(schedule(plan(), heron(km=800), TODAY, records))
    assert (task.due_km, task.odometer_went_back) == (20_500, False)


@pytest.mark.parametrize("days", [0, 1])
def test_work_dated_today_or_tomorrow_elsewhere_is_taken(days: int) -> None:
    task = only(schedule(plan(), heron(), TODAY, [oil(TODAY + timedelta(days=days), 5_000)]))
    assert task.recorded is True


def test_dates_in_the_future_are_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="oil was done on 2026-06-03") as caught:
        schedule(plan(), heron(), TODAY, [oil(date(2026, 6, 3), 5_000)])
    assert caught.value.field == "history"
    with pytest.raises(InvalidInput, match="2026-06-03 is in the future") as caught:
        schedule(plan(), heron(first_registered=date(2026, 6, 3)), TODAY)
    assert caught.value.field == "first_registered"


def test_a_model_or_drive_kind_the_plan_does_not_know_is_refused() -> None:
    with pytest.raises(InvalidInput, match="knows Heron only") as caught:
        schedule(plan(), heron(model="Kite"), TODAY)
    assert caught.value.field == "model"
    with pytest.raises(InvalidInput, match="not sold as diesel") as caught:
        schedule(plan(), heron(drive="diesel"), TODAY)
    assert caught.value.field == "drive"


def test_a_task_is_for_the_drive_kinds_and_models_it_names() -> None:
    swift = {"name": "Swift", "drives": ["petrol", "electric"]}
    belt = BELT | {"drives": ["petrol", "diesel"], "models": ["SWIFT"]}
    both = plan(OIL | {"drives": ["petrol"]}, belt, models=(swift, {"name": "Heron", "drives": ["petrol"]}))
    for model, drive, tasks in (
        ("swift", "petrol", ["belt", "oil"]),
        ("Swift", "electric", []),
        ("Heron", "petrol", ["oil"]),
    ):
        found = schedule(both, heron(model=model, drive=drive), TODAY)
        assert sorted(task.task for task in found) == tasks


def test_overdue_tasks_come_first_then_soon_due_ones_each_by_date() -> None:
    tasks = [
        OIL | {"task": name, "every": {"months": months}} for name, months in (("a", 24), ("b", 5), ("c", 4), ("d", 3))
    ]
    found = schedule(plan(*tasks), heron(), TODAY)
    assert [(task.task, task.overdue, task.soon) for task in found] == [
        ("d", True, False),
        ("c", True, False),
        ("b", False, True),
        ("a", False, False),
    ]
    assert [task.task for task in due(plan(*tasks), heron(), TODAY)] == ["d", "c", "b"]


@pytest.mark.parametrize(
    ("tasks", "reason"),
    [
        ([OIL, OIL | {"every": {"months": 6}}], "oil stands twice for Heron"),
        ([OIL | {"models": ["Kite"]}], "unknown models"),
        ([OIL | {"every": {}}], "needs months or km"),
        ([OIL | {"every": {"months": 0}}], "greater than 0"),
        ([OIL | {"miles": 3}], "miles"),
        ([OIL | {"drives": ["steam"]}], "drives"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(tasks: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        plan(*tasks)


def test_a_model_stands_once_in_a_plan() -> None:
    with pytest.raises(ValidationError, match="stands twice"):
        plan(models=(HERON, HERON | {"name": "HERON"}))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("brand: [Veldra", "is not YAML"),
        ("brand: \xff", "is not YAML in UTF-8"),
        ("just a sentence", "the plan: Input should be a valid dictionary"),
        ("brand: Veldra\nmodels: []\ntasks: []", "models: Tuple should have at least 1 item"),
    ],
)
def test_a_plan_file_that_cannot_be_used_is_refused_by_name(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InvalidInput, match=reason) as caught:
        read_plan(path)
    assert caught.value.field == str(path)


def test_a_plan_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_plan(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("model", "drive", "task", "months", "km"),
    [
        ("Kite", "electric", "service", 24, 30_000),
        ("Tern", "plug_in_hybrid", "service", 12, 20_000),
        ("Heron", "hybrid", "oil", 12, 20_000),
        ("Kite", "electric", "brake_fluid", 24, None),
        ("Heron", "hybrid", "cabin_filter", 24, None),
        ("Kite", "electric", "brake_calipers", 48, 60_000),
        ("Tern", "plug_in_hybrid", "brake_calipers", 24, 40_000),
        ("Tern", "plug_in_hybrid", "battery_high_voltage", 12, 20_000),
        ("Heron", "hybrid", "spark_plugs", 48, 60_000),
        ("Heron", "hybrid", "engine_air_filter", 48, 60_000),
        ("Kite", "electric", "wiper_blades", 12, None),
    ],
)
def test_the_demo_plan_says_what_the_demo_handbook_says(
    model: str, drive: str, task: str, months: int, km: int | None
) -> None:
    car = heron(model=model, drive=drive, km=0)
    [found] = [entry for entry in schedule(read_plan(DEMO), car, TODAY) if entry.task == task]
    assert (found.due_on, found.due_km) == (months_after(car.first_registered, months), km)


def test_the_demo_plan_is_made_up_and_spares_the_electric_car_the_engine() -> None:
    demo = read_plan(DEMO)
    tasks = {task.task for task in schedule(demo, heron(model="Kite", drive="electric"), TODAY)}
    assert demo.demo is True
    assert tasks.isdisjoint({"oil", "coolant", "spark_plugs", "engine_air_filter", "timing_belt"})
    assert {"brake_fluid", "cabin_filter", "battery_12v", "tyres"} <= tasks
