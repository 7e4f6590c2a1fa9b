"""What makers say about their vehicles: recalls by make and model, service plans by tenant and make."""

import time
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from contracts.errors import Unavailable
from store.errors import malformed, report_malformed, translated_errors
from store.policy import RECALL_WRITE_PAUSE_SECONDS, RECALL_WRITE_TRIES
from store.tables import RecallItem

BATCH: Final = 25
"""Items that DynamoDB takes in one batch."""
_THROTTLED: Final = ("PutError", "ProvisionedThroughputExceededException", "ThrottlingException")
"""The first is pynamodb's, for items that DynamoDB gave back."""


class RecallRow(NamedTuple):
    """One recall of one model, or a part of it."""

    make: str
    name: str
    """The model, a `#`, and what tells this row from others of the model."""
    source: str
    years: frozenset[int] | None
    by_vin: bool
    by_date: bool
    record: dict[str, Any]
    """The recall as JSON."""


class RecallKey(NamedTuple):
    """What a row is stored under."""

    make: str
    name: str


def find_recalls(
    *, make: str, first: str, last: str, year: int | None, with_vin: bool, with_date: bool
) -> list[dict[str, Any] | None]:
    """Recalls of the models from `first` to `last` of a make, as JSON, in one query; None for one that is unreadable.

    With a `year`, those of other years alone are left out, unless they go by VIN or day of manufacture and that of the
    vehicle is known. Raises `Unavailable`.
    """
    wanted = None
    if year is not None:
        wanted = RecallItem.years.does_not_exist() | RecallItem.years.contains(year)
        wanted = wanted | (RecallItem.by_vin == True) if with_vin else wanted  # noqa: E712  # pynamodb's condition
        wanted = wanted | (RecallItem.by_date == True) if with_date else wanted  # noqa: E712
    with translated_errors():
        items = list(RecallItem.query(_recalls_of(make), RecallItem.name.between(first, last), wanted))
    for item in items:
        if _record_of(item) is None:
            report_malformed("recalls", ["record"], {"record": item.name})
    return [_record_of(item) for item in items]


def save_recalls(rows: Iterable[RecallRow]) -> Iterator[RecallKey]:
    """Create or replace recalls, a batch at a time; gives the key of each row once it is written.

    Raises `Unavailable`; what was given out by then is stored.
    """
    batch = dict[RecallKey, RecallRow]()
    for row in rows:
        batch[RecallKey(row.make, row.name)] = row
        if len(batch) == BATCH:
            _write(batch.values())
            yield from batch
            batch = {}
    _write(batch.values())
    yield from batch


def remove_recalls(sources: frozenset[str], kept: set[RecallKey]) -> int:
    """Delete the recalls of these sources that are not `kept`; returns how many. Reads the whole table.

    Raises `Unavailable`.
    """
    removed = 0
    with translated_errors(), RecallItem.batch_write() as batch:
        for item in RecallItem.scan(RecallItem.source.exists(), attributes_to_get=["key", "name", "source"]):
            if item.source in sources and RecallKey(item.key.removeprefix(_recalls_of("")), item.name) not in kept:
                batch.delete(item)
                removed += 1
    return removed


def find_service_plan(tenant: str, make: str) -> dict[str, Any] | None:
    """The service plan of a make, as JSON, or None. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = RecallItem.get(_plans_of(tenant), make)
        except RecallItem.DoesNotExist:
            return None
    record = _record_of(item)
    if record is None:
        raise malformed("recalls", ["record"], {"tenant": tenant, "record": make})
    return record


def save_service_plan(tenant: str, make: str, record: dict[str, Any]) -> None:
    """Create or replace the service plan that a tenant uses for a make. Raises `Unavailable`."""
    with translated_errors():
        _plan_item(tenant, make, record).save()


def _write(rows: Iterable[RecallRow]) -> None:
    items = [_recall_item(row) for row in rows]
    for attempt in range(RECALL_WRITE_TRIES):
        try:
            with translated_errors(), RecallItem.batch_write() as batch:
                for item in items:
                    batch.save(item)
        except Unavailable as error:
            if error.code not in _THROTTLED or attempt + 1 == RECALL_WRITE_TRIES:
                raise
            time.sleep(RECALL_WRITE_PAUSE_SECONDS * 2**attempt)
        else:
            return


def _recall_item(row: RecallRow) -> RecallItem:
    return RecallItem(
        _recalls_of(row.make),
        row.name,
        source=row.source,
        years=row.years,
        by_vin=row.by_vin,
        by_date=row.by_date,
        record=row.record,
    )


def _plan_item(tenant: str, make: str, record: dict[str, Any]) -> RecallItem:
    return RecallItem(_plans_of(tenant), make, record=record)


def _record_of(item: RecallItem) -> dict[str, Any] | None:
    """The recall or plan that an item holds, as JSON, or None if that is no JSON object."""
    return item.record if isinstance(item.record, dict) else None


def _recalls_of(make: str) -> str:
    return f"recalls#{make}"


def _plans_of(tenant: str) -> str:
    return f"service_plan#{tenant}"
