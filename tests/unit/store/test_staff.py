"""People at the desk in their table."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from contracts.errors import Unavailable
from contracts.staff import Skills, Staff
from store.staff import end_sessions, every_staff, find_staff, from_now_on, save_staff
from store.tables import GatewayItem
from tests.unit.aws import client, drop_table, physical, refuse, stored
from tests.unit.golden import GOLDEN, LATER, Record, agrees, closed, opened, read, without_each

pytestmark = pytest.mark.usefixtures("tables")
ANNA = Staff(
    staff_id="anna",
    name="Anna Keller",
    tenant="harbour",
    region="eu-west-1",
    skills=Skills(languages={"de": 5, "en": 4}, brands={"veldra": 5}, topics={"roadside": 3}),
    capacity={"chat": 3},
    valid_from=1796140958,
)
GOLD: list[Record] = [opened(item) for item in read(GOLDEN / "2026-12-01", "gateway.json")]


def put(item: Record) -> None:
    client("dynamodb").put_item(TableName=physical("Gateway"), Item=closed(item))


def found(staff_id: str = "anna") -> Staff:
    staff = find_staff(staff_id)
    assert staff is not None
    return staff


def test_a_person_is_kept_under_their_staff_id() -> None:
    save_staff(ANNA)
    assert find_staff("anna") == ANNA
    assert [item["key"]["S"] for item in stored("Gateway")] == ["staff#anna"]


def test_nothing_is_known_of_who_was_never_stored() -> None:
    assert find_staff("anna") is None


def test_everybody_is_listed_and_nothing_else_of_the_table() -> None:
    save_staff(ANNA.changed(staff_id="ben"))
    save_staff(ANNA)
    GatewayItem("tenant#harbour", record={}).save()
    assert [staff.staff_id for staff in every_staff()] == ["anna", "ben"]


def test_the_end_of_sessions_is_moved_alone_and_to_the_next_second() -> None:
    save_staff(ANNA)
    before = time.time()
    ended = end_sessions("anna")
    assert before < ended <= time.time() + 1
    assert found() == ANNA.changed(valid_from=ended)
    assert from_now_on() >= ended


def test_it_never_moves_back() -> None:
    later = int(time.time()) + 3600
    save_staff(ANNA.changed(valid_from=later))
    end_sessions("anna")
    assert found().valid_from == later


def test_a_person_who_is_gone_is_not_made_by_signing_out() -> None:
    end_sessions("anna")
    assert stored("Gateway") == []


def test_a_record_of_before_there_was_an_end_of_sessions_gets_one() -> None:
    GatewayItem("staff#anna", record=ANNA.model_dump(mode="json", exclude={"valid_from"})).save()
    assert found().valid_from == 0
    assert end_sessions("anna") == found().valid_from > 0


def test_a_table_that_does_not_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    save_staff(ANNA)
    refuse(monkeypatch, "UpdateItem", "InternalServerError")
    with pytest.raises(Unavailable, match="InternalServerError"):
        end_sessions("anna")
    drop_table("Gateway")
    with pytest.raises(Unavailable, match="ResourceNotFoundException"):
        find_staff("anna")


def each_alone(ways: Callable[[Record], Iterator[Record]]) -> Iterator[tuple[Record, Staff]]:
    for item in GOLD:
        for way in ways(item):
            put(way)
            yield way, found(item["key"]["S"].removeprefix("staff#"))


def test_what_was_stored_is_read_whole() -> None:
    for item, staff in each_alone(lambda item: iter([item])):
        assert agrees(staff, item["record"])
        assert staff.valid_from == int(item["valid_from"]["N"])


def test_fields_of_a_later_version_are_passed_over() -> None:
    def more(item: Record) -> Iterator[Record]:
        record = item["record"]
        yield item | {LATER: {"S": "x"}, "record": record | {LATER: {}, "skills": record["skills"] | {LATER: {}}}}

    plain = [staff for _, staff in each_alone(lambda item: iter([item]))]
    assert [staff for _, staff in each_alone(more)] == plain


def test_every_field_that_is_not_needed_may_be_missing() -> None:
    needed = ("staff_id", "name", "tenant", "region")
    ways = each_alone(lambda item: (item | {"record": less} for _, less in without_each(item["record"], *needed)))
    assert all(staff.staff_id for _, staff in ways)


@pytest.mark.parametrize(
    "broken",
    [
        {"record": {"S": "nonsense"}},
        {"record": {"S": "{}"}},
        {"record": {"N": "7"}},
        {"valid_from": {"S": "always"}},
        {"valid_from": {"BOOL": False}},
    ],
)
def test_a_record_that_cannot_be_read_opens_nothing_and_is_logged_without_a_word_of_it(
    broken: dict[str, Any], logged: Callable[[], list[dict[str, Any]]]
) -> None:
    put(GOLD[0] | broken)
    with pytest.raises(Unavailable, match="MalformedRecord"):
        find_staff(GOLD[0]["key"]["S"].removeprefix("staff#"))
    [line] = logged()
    assert (line["message"], line["table"]) == ("malformed record", "gateway")
    assert not [word for word in ("anna", "Anna", "nonsense", "always") if word in str(line)]
