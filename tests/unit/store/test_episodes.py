"""The matters that a customer had, over DynamoDB in moto."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.episode import Episode
from store.desk import read_floor
from store.episodes import episode_item, read_episodes
from store.policy import EPISODES_KEPT_DAYS, EPISODES_READ
from store.tables import DeskItem
from store.writing import write_together
from tests.unit.aws import REGION, stored

pytestmark = pytest.mark.usefixtures("tables")
ENDED = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def episode(number: int = 1, **changes: Any) -> Episode:
    values: dict[str, Any] = {
        "tenant": "demo",
        "customer_id": "cust-1",
        "conversation_id": "c1",
        "episode": number,
        "ended_at": ENDED + timedelta(days=number),
        "disposition": "solved",
        "tags": ("invoice",),
        "summary": "The invoice was wrong, a new one is on its way.",
    }
    return Episode.as_written(values | changes)


def save(*episodes: Episode) -> None:
    for one in episodes:
        assert write_together(episode_item(one)) == []


def test_a_customers_matters_are_read_the_latest_first() -> None:
    save(episode(1), episode(3, conversation_id="c2"), episode(2))
    save(episode(4, customer_id="cust-2"), episode(5, tenant="another"))
    assert [one.episode for one in read_episodes("demo", "cust-1")] == [3, 2, 1]
    assert read_episodes("demo", "cust-1")[-1] == episode(1)
    assert read_episodes("demo", "nobody") == []


def test_only_the_last_ones_are_read() -> None:
    save(*(episode(number) for number in range(EPISODES_READ + 2)))
    assert [one.episode for one in read_episodes("demo", "cust-1")] == list(range(EPISODES_READ + 1, 1, -1))


def test_a_matter_is_written_once() -> None:
    save(episode())
    again = episode_item(episode(summary="another one"))
    assert write_together(again) == [again]
    assert read_episodes("demo", "cust-1") == [episode()]


def test_a_matter_expires_and_is_nothing_that_is_open_at_the_desk() -> None:
    save(episode())
    [item] = stored("Desk")
    expires = ENDED + timedelta(days=1 + EPISODES_KEPT_DAYS)
    assert int(item["expires_at"]["N"]) == int(expires.timestamp())
    assert read_floor(REGION, "demo").handovers == ()


def test_one_that_cannot_be_read_is_left_out_and_logged_without_a_word_of_it(
    logged: Callable[[], list[dict[str, Any]]],
) -> None:
    save(episode(1), episode(2))
    key = "customer#demo#cust-1"
    DeskItem(key, "2026-12-09#c9#1", record={"summary": 7, "tenant": "demo"}).save()
    assert [one.episode for one in read_episodes("demo", "cust-1")] == [2, 1]
    [line] = logged()
    assert (line["message"], line["conversation_id"]) == ("malformed record", "c9")
    assert "cust-1" not in str(line)


def test_a_word_of_a_later_version_counts_as_not_done_yet() -> None:
    record = episode().model_dump(mode="json") | {"disposition": "sent_to_the_moon", "colour": "blue"}
    DeskItem("customer#demo#cust-1", "2026-12-02#c1#1", record=record).save()
    [read] = read_episodes("demo", "cust-1")
    assert read == episode(disposition="follow_up")
