"""What is due on a vehicle, from its service plan, mileage and date."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from contracts.customer import Vehicle
from contracts.findings import DueItem

SOON: Final = timedelta(days=45)
SOON_KM: Final = 1_500


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month if it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def due_items(vehicle: Vehicle, today: date) -> tuple[DueItem, ...]:
    """Open recalls first, then a service that is due or soon due, then a warranty that ends soon."""
    recalls = tuple(
        DueItem(kind="recall", model=vehicle.model, detail=title, overdue=True) for title in vehicle.open_recalls
    )
    return recalls + _service(vehicle, today) + _warranty(vehicle, today)


def _service(vehicle: Vehicle, today: date) -> tuple[DueItem, ...]:
    due_on = add_months(vehicle.last_service_on, vehicle.service_interval_months)
    due_at_km = vehicle.last_service_km + vehicle.service_interval_km
    if today < due_on - SOON and vehicle.mileage_km < due_at_km - SOON_KM:
        return ()
    overdue = today > due_on or vehicle.mileage_km > due_at_km
    return (DueItem(kind="service", model=vehicle.model, due_on=due_on, due_at_km=due_at_km, overdue=overdue),)


def _warranty(vehicle: Vehicle, today: date) -> tuple[DueItem, ...]:
    ends = vehicle.warranty_until
    if ends is None or not today <= ends <= today + SOON:
        return ()
    return (DueItem(kind="warranty_end", model=vehicle.model, due_on=ends),)
