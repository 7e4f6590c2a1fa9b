"""Service plans as data, and what one says is due on a vehicle.

A plan is a YAML file (`plan_demo.yaml` is one, `plan_file.py` reads it): the models of a brand with their drive kinds,
and tasks with intervals. Distances are kilometres, intervals whole months. How a due point is found:

- It counts from the last time the task was done; if that is not recorded, from first registration and 0 km.
- The date and the distance both count, and whichever is reached first makes the task due. Due today, or at this very
  kilometre, is not overdue yet.
- Months end where the calendar says: 31 January and one month is the last of February, 29 February and twelve months
  is 28 February.
- A reading below that of the last time means that the odometer was replaced, or someone mistyped. The distance since
  then is unknown, so the date alone decides; a task that goes by distance only counts from 0 km of the new odometer.
- Nothing can have been done, or registered, in the future: such dates are refused, but for a day's slack, since it may
  be tomorrow already where the workshop is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from contracts.base import Strict, Tolerant
from contracts.customer import Drive, StoredDrive
from contracts.errors import InvalidInput
from contracts.months import months_after
from vehicles.names import words
from vehicles.policy import FUTURE_SLACK_DAYS, MAX_INTERVAL_MONTHS, SOON_DAYS, SOON_KM

Limit = Literal["date", "distance"]


class Interval(Tolerant):
    """A time, a distance, or both, whichever ends first."""

    months: int | None = Field(default=None, gt=0, le=MAX_INTERVAL_MONTHS)
    km: int | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.months is None and self.km is None:
            raise ValueError("an interval needs months or km")
        return self


class PlanModel(Tolerant):
    """A model of the brand, and the drive kinds it is sold with."""

    name: str
    drives: tuple[StoredDrive, ...] = Field(min_length=1)


class PlanTask(Tolerant):
    """One job. The same task may stand more than once with other intervals, if no vehicle gets two of them."""

    task: str = Field(pattern=r"^[a-z0-9_]+$")
    """The name that records of work use."""
    name: str
    """What a customer reads."""
    every: Interval
    first: Interval | None = None
    """If the first time comes earlier or later than `every`."""
    models: tuple[str, ...] = ()
    drives: tuple[StoredDrive, ...] = ()
    """Which vehicles need it; empty for all."""

    def is_for(self, model: str, drive: Drive) -> bool:
        """Whether a vehicle needs this task."""
        named = not self.models or words(model) in map(words, self.models)
        return named and (not self.drives or drive in self.drives)


class ServicePlan(Tolerant):
    """All tasks of a brand."""

    brand: str
    version: str | None = None
    """Which edition of the brand's plan, such as its year."""
    demo: bool = False
    """True for a made-up plan."""
    models: tuple[PlanModel, ...] = Field(min_length=1)
    tasks: tuple[PlanTask, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_unambiguous(self) -> Self:
        names = {words(model.name) for model in self.models}
        if len(names) < len(self.models):
            raise ValueError("a model stands twice")
        for task in self.tasks:
            if unknown := [name for name in task.models if words(name) not in names]:
                raise ValueError(f"task {task.task} is for unknown models {unknown}")
        for one, other in combinations(self.tasks, 2):
            if one.task == other.task and (both := self._both(one, other)):
                raise ValueError(f"task {one.task} stands twice for {both}")
        return self

    def _both(self, one: PlanTask, other: PlanTask) -> str | None:
        kinds = ((model.name, drive) for model in self.models for drive in model.drives)
        return next(
            (f"{name} ({drive})" for name, drive in kinds if one.is_for(name, drive) and other.is_for(name, drive)),
            None,
        )

    @property
    def title(self) -> str:
        """What the plan is cited by, such as `veldra-2026`."""
        return "-".join([*words(self.brand), *([self.version] if self.version else [])])

    def drives_of(self, model: str) -> tuple[Drive, ...]:
        """Drive kinds of a model. Raises `InvalidInput` if the plan has no such model."""
        for known in self.models:
            if words(known.name) == words(model):
                return known.drives
        raise InvalidInput("model", f"the plan of {self.brand} knows {', '.join(m.name for m in self.models)} only")


class VehicleUse(Strict):
    """What decides when work is due on a vehicle."""

    model: str
    drive: Drive
    km: int = Field(ge=0)
    """The odometer's reading today."""
    first_registered: date


class TaskDone(Strict):
    """A record of work: what, when, and at which reading of the odometer. Tasks that no plan knows are passed over."""

    task: str
    on: date
    km: int = Field(ge=0)


class DueTask(Strict):
    """When a task is due. A limit that the task does not have, or that cannot be told, is None."""

    task: str
    name: str
    due_on: date | None
    due_km: int | None
    overdue: bool
    soon: bool
    """Due within the next `SOON_DAYS` or `SOON_KM`, and not overdue."""
    limits: tuple[Limit, ...]
    """Which of date and distance make it overdue or soon due; empty when it is neither."""
    recorded: bool
    """False if no record says that the task was ever done, so that it counts from first registration."""
    odometer_went_back: bool = False


def due(plan: ServicePlan, vehicle: VehicleUse, today: date, history: Sequence[TaskDone] = ()) -> tuple[DueTask, ...]:
    """The tasks that are overdue, then those soon due. Raises `InvalidInput` as `schedule` does."""
    return tuple(task for task in schedule(plan, vehicle, today, history) if task.overdue or task.soon)


def schedule(
    plan: ServicePlan, vehicle: VehicleUse, today: date, history: Sequence[TaskDone] = ()
) -> tuple[DueTask, ...]:
    """Every task of the vehicle with its next due point: overdue ones first, then soon due ones, each by date.

    Raises `InvalidInput` for a model that the plan does not know, a drive kind the model is not sold with, and dates
    in the future.
    """
    if vehicle.drive not in plan.drives_of(vehicle.model):
        raise InvalidInput("drive", f"{vehicle.model} is not sold as {vehicle.drive}")
    latest = today + timedelta(days=FUTURE_SLACK_DAYS)
    if vehicle.first_registered > latest:
        raise InvalidInput("first_registered", f"{vehicle.first_registered} is in the future")
    for done in history:
        if done.on > latest:
            raise InvalidInput("history", f"{done.task} was done on {done.on}, which is in the future")
    tasks = [_next(task, vehicle, today, history) for task in plan.tasks if task.is_for(vehicle.model, vehicle.drive)]
    return tuple(sorted(tasks, key=lambda task: (not task.overdue, not task.soon, task.due_on or date.max, task.task)))


class _Point(NamedTuple):
    """Where an interval ends."""

    on: date | None
    km: int | None
    recorded: bool
    went_back: bool = False


def _next(task: PlanTask, vehicle: VehicleUse, today: date, history: Sequence[TaskDone]) -> DueTask:
    point = _due_point(task, vehicle, history)
    overdue = tuple(_passed(point, today, vehicle.km))
    near = tuple(_passed(point, today + timedelta(days=SOON_DAYS + 1), vehicle.km + SOON_KM + 1))
    return DueTask(
        task=task.task,
        name=task.name,
        due_on=point.on,
        due_km=point.km,
        overdue=bool(overdue),
        soon=bool(near) and not overdue,
        limits=overdue or near,
        recorded=point.recorded,
        odometer_went_back=point.went_back,
    )


def _due_point(task: PlanTask, vehicle: VehicleUse, history: Sequence[TaskDone]) -> _Point:
    last = max((done for done in history if done.task == task.task), key=lambda done: (done.on, done.km), default=None)
    if last is None:
        interval = task.first or task.every
        return _Point(_later(vehicle.first_registered, interval.months), interval.km, recorded=False)
    on, km = _later(last.on, task.every.months), task.every.km
    if last.km <= vehicle.km:
        return _Point(on, None if km is None else last.km + km, recorded=True)
    return _Point(on, km if on is None else None, recorded=True, went_back=True)


def _later(day: date, months: int | None) -> date | None:
    return None if months is None else months_after(day, months)


def _passed(point: _Point, day: date, km: int) -> Iterator[Limit]:
    if point.on is not None and day > point.on:
        yield "date"
    if point.km is not None and km > point.km:
        yield "distance"
