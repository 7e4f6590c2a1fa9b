"""Recalls and service plans in their table."""

from collections.abc import Sequence
from typing import Any

import pytest
from moto.core.botocore_stubber import BotocoreStubber
from pynamodb.exceptions import PutError
from pynamodb.models import BatchWrite

from contracts.errors import Unavailable
from store.policy import RECALL_WRITE_TRIES
from store.recalls import (
    RecallKey,
    RecallRow,
    find_recalls,
    find_service_plan,
    remove_recalls,
    save_recalls,
    save_service_plan,
)
from tests.unit.aws import drop_table, stored

pytestmark = pytest.mark.usefixtures("tables")


def row(name: str = "kite#test#VD-1#0", make: str = "veldra", **changes: Any) -> RecallRow:
    given: dict[str, Any] = {"source": "test", "years": frozenset({2024}), "by_vin": False, "by_date": False} | changes
    return RecallRow(make=make, name=name, record={"name": name}, **given)


def save(*rows: RecallRow) -> list[RecallKey]:
    return list(save_recalls(rows))


def names(first: str = "kite", last: str = "kite\U0010ffff", **changes: Any) -> list[str]:
    asked = {"make": "veldra", "year": None, "with_vin": False, "with_date": False} | changes
    return [record["name"] for record in find_recalls(first=first, last=last, **asked) if record]


def test_a_range_of_names_of_one_make_is_read_in_order() -> None:
    save(
        *(row(f"{model}#t#1#0") for model in ("tern", "kitesurf", "kite", "kit", "kita")),
        row("kite#t#1#0", make="other"),
    )
    assert names() == ["kite#t#1#0", "kitesurf#t#1#0"]
    assert names("k", "kite\U0010ffff") == ["kit#t#1#0", "kita#t#1#0", "kite#t#1#0", "kitesurf#t#1#0"]


def test_recalls_of_other_years_are_left_out_unless_something_else_decides() -> None:
    save(
        row("kite#1", years=frozenset({2023, 2024})),
        row("kite#2", years=frozenset({2022})),
        row("kite#3", years=None),
        row("kite#4", years=frozenset({2022}), by_vin=True),
        row("kite#5", years=frozenset({2022}), by_date=True),
    )
    assert names(year=2024) == ["kite#1", "kite#3"]
    assert names(year=2024, with_vin=True) == ["kite#1", "kite#3", "kite#4"]
    assert names(year=2024, with_date=True) == ["kite#1", "kite#3", "kite#5"]
    assert len(names()) == 5


def test_one_read_is_one_query(monkeypatch: pytest.MonkeyPatch) -> None:
    save(row())
    sent, process = list[str](), BotocoreStubber.process_request

    def watched(stubber: BotocoreStubber, request: Any) -> Any:
        sent.append(bytes(request.headers["X-Amz-Target"]).decode().partition(".")[2])
        return process(stubber, request)

    monkeypatch.setattr(BotocoreStubber, "process_request", watched)
    assert names(year=2024) == ["kite#test#VD-1#0"]
    assert sent == ["Query"]


def test_more_rows_than_a_batch_takes_are_all_written_once() -> None:
    rows = [row(f"kite#{n:03d}") for n in range(60)]
    assert save(*rows, rows[0]) == [RecallKey("veldra", f"kite#{n:03d}") for n in (*range(60), 0)]
    assert len(names()) == 60


def test_a_row_that_is_saved_again_is_replaced() -> None:
    save(row())
    save(row()._replace(record={"name": "new"}))
    assert names() == ["new"]


def test_what_the_sources_no_longer_hold_is_removed_and_nothing_else() -> None:
    kept, *_ = save(row("kite#kept"), row("kite#gone"), row("kite#other source", source="elsewhere"))
    save_service_plan("demo", "veldra", {"brand": "Veldra"})
    assert remove_recalls(frozenset({"test"}), {kept}) == 1
    assert names() == ["kite#kept", "kite#other source"]
    assert find_service_plan("demo", "veldra") == {"brand": "Veldra"}


def test_a_service_plan_belongs_to_one_tenant_and_make() -> None:
    save_service_plan("demo", "veldra", {"brand": "Veldra"})
    assert find_service_plan("demo", "veldra") == {"brand": "Veldra"}
    assert find_service_plan("other", "veldra") is None
    assert find_service_plan("demo", "other") is None
    assert [item["key"]["S"] for item in stored("Recalls")] == ["service_plan#demo"]


def test_a_missing_table_is_unavailable() -> None:
    drop_table("Recalls")
    for call in (names, lambda: save(row()), lambda: find_service_plan("demo", "veldra"), lambda: remove("test")):
        with pytest.raises(Unavailable, match="ResourceNotFoundException"):
            call()


def remove(*sources: str) -> int:
    return remove_recalls(frozenset(sources), set())


@pytest.mark.parametrize(("throttled", "written"), [(3, True), (RECALL_WRITE_TRIES, False)])
def test_a_batch_that_is_throttled_is_tried_again_with_pauses_but_not_for_ever(
    throttled: int, pauses: list[float], monkeypatch: pytest.MonkeyPatch, *, written: bool
) -> None:
    tries = list[int]()
    commit = BatchWrite.commit

    def held_back(self: BatchWrite[Any]) -> None:
        tries.append(1)
        if len(tries) <= throttled:
            raise PutError("Failed to batch write items: max_retry_attempts exceeded")
        commit(self)

    monkeypatch.setattr(BatchWrite, "commit", held_back)
    if written:
        save(row())
        assert names() == ["kite#test#VD-1#0"]
        assert pauses == doubling(0.1, 3)
    else:
        with pytest.raises(Unavailable, match="PutError"):
            save(row())
        assert len(tries) == RECALL_WRITE_TRIES


def doubling(first: float, count: int) -> Sequence[float]:
    return [first * 2**n for n in range(count)]
