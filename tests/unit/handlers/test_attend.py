"""The function that attends to desks, as the table's stream, its queue and its schedule call it; AWS in moto."""

import json
from types import ModuleType
from typing import Any

import pytest

from contracts.moment import Moment
from tests.unit.aws import REGION, client, drop_table, refuse, stored
from tests.unit.conversations.people import ANNA, at_desk, open_of, waits
from tests.unit.handlers.conftest import Load

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def moments(aws: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of the queue of messages to the future."""
    url: str = client("sqs").create_queue(QueueName="unit-moments")["QueueUrl"]
    monkeypatch.setenv("MOMENT_QUEUE", url)
    return url


@pytest.fixture
def alerts(aws: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of a queue that is subscribed to the topic of alerts."""
    topic = client("sns").create_topic(Name="unit-alerts")["TopicArn"]
    url: str = client("sqs").create_queue(QueueName="unit-alerts")["QueueUrl"]
    arn = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    monkeypatch.setenv("ALERT_TOPIC", topic)
    return url


@pytest.fixture
def attending(load: Load, moments: str, alerts: str) -> ModuleType:
    return load("attend")


def image(name: str) -> dict[str, Any]:
    """An item of the desk as the stream shows it."""
    [item] = [one for one in stored("Desk") if one["name"]["S"] == name]
    return item


def changed(new: dict[str, Any] | None, old: dict[str, Any] | None = None, number: str = "1") -> dict[str, Any]:
    """A record of the stream."""
    images = {name: one for name, one in (("NewImage", new), ("OldImage", old)) if one}
    return {"eventSource": "aws:dynamodb", "dynamodb": {"SequenceNumber": number, **images}}


def waiting_in(url: str) -> list[dict[str, Any]]:
    """The bodies of all messages of a queue, also of those that come later."""
    client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "0"})
    found = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    return [json.loads(message["Body"]) for message in found]


def delayed(url: str) -> int:
    names = ["ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessages"]
    counts = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(map(int, counts.values()))


def test_who_comes_into_the_line_is_offered_to_who_is_free(attending: ModuleType) -> None:
    waits()
    at_desk(ANNA)
    answer = attending.handler({"Records": [changed(image("handover#c1"))]}, None)
    assert answer == {"batchItemFailures": []}
    assert (open_of().state, open_of().staff_id) == ("offered", "anna")


def test_a_moment_is_set_for_who_waits(attending: ModuleType, moments: str) -> None:
    waits()
    attending.handler({"Records": [changed(image("handover#c1"))]}, None)
    assert delayed(moments) == 1


def test_people_are_told_of_an_emergency_and_not_of_anything_else(attending: ModuleType, alerts: str) -> None:
    waits("c1")
    waits("c2", queue="roadside", priority=1)
    attending.handler({"Records": [changed(image("handover#c1")), changed(image("handover#c2"), number="2")]}, None)
    [alert] = waiting_in(alerts)
    assert (alert["kind"], alert["conversation_id"], alert["queue"], alert["danger"]) == (
        "emergency",
        "c2",
        "roadside",
        None,
    )


def test_an_emergency_is_told_once_however_often_it_is_written(attending: ModuleType, alerts: str) -> None:
    waits(queue="roadside", priority=1)
    first = image("handover#c1")
    attending.handler({"Records": [changed(first), changed(first, first, "2")]}, None)
    assert len(waiting_in(alerts)) == 1


def test_where_the_topic_does_not_answer_the_record_comes_again(
    attending: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(queue="roadside", priority=1)
    refuse(monkeypatch, "Publish", "Throttling")
    answer = attending.handler({"Records": [changed(image("handover#c1"), number="77")]}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "77"}]}


def test_what_another_region_wrote_is_left_to_it(attending: ModuleType) -> None:
    waits()
    at_desk(ANNA)
    there = json.loads(json.dumps(image("handover#c1")).replace(REGION, "us-west-2"))
    assert attending.handler({"Records": [changed(there)]}, None) == {"batchItemFailures": []}
    assert open_of().state == "waiting"


def test_a_record_that_nobody_can_read_is_done_with(attending: ModuleType) -> None:
    waits()
    broken = image("handover#c1") | {"record": {"S": "{}"}}
    assert attending.handler({"Records": [changed(broken)]}, None) == {"batchItemFailures": []}


def moment(**changes: Any) -> dict[str, Any]:
    handover = open_of()
    made = Moment.taken_from(handover, version=handover.version or 0).changed(**changes)
    return {"eventSource": "aws:sqs", "messageId": "m1", "body": made.model_dump_json()}


def test_a_moment_of_what_was_written_since_does_nothing(attending: ModuleType) -> None:
    waits()
    at_desk(ANNA)
    assert attending.handler({"Records": [moment(version=7)]}, None) == {"batchItemFailures": []}
    assert attending.handler({"Records": [moment(handover_id="old")]}, None) == {"batchItemFailures": []}
    assert open_of().state == "waiting"
    attending.handler({"Records": [moment()]}, None)
    assert open_of().state == "offered"


def test_a_moment_that_comes_too_early_is_set_again(attending: ModuleType, moments: str) -> None:
    waits()
    attending.handler({"Records": [moment()]}, None)
    assert delayed(moments) == 1


def test_a_message_that_is_no_moment_is_done_with(attending: ModuleType) -> None:
    record = {"eventSource": "aws:sqs", "messageId": "m1", "body": "no"}
    assert attending.handler({"Records": [record]}, None) == {"batchItemFailures": []}


def test_the_sweep_sees_to_what_was_missed(attending: ModuleType) -> None:
    waits()
    at_desk(ANNA)
    assert attending.handler({"sweep": True}, None) == {}
    assert open_of().state == "offered"


def test_while_the_table_does_not_answer_everything_comes_again(attending: ModuleType) -> None:
    waits()
    record, message = changed(image("handover#c1")), moment()
    drop_table("Desk")
    assert attending.handler({"Records": [record]}, None) == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert attending.handler({"Records": [message]}, None) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
