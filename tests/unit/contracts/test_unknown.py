"""Words of a later version: each enumeration that is stored or sent reads them with as little claimed as possible."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.customer import Customer, customers_in
from contracts.findings.intent import IntentFinding
from contracts.findings.of_turn import Findings
from contracts.findings.personalization import DueItem, PersonalizationFinding
from contracts.findings.routing import RoutingFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.session import Dialogue
from contracts.turn import TurnAnswer
from knowledge.passages import StoredPassage
from tests.unit import builders
from vehicles.recalls import Recall
from vehicles.service_plan import PlanTask

LATER = "a word of a later version"


def dumped(model: Any, **later: object) -> dict[str, Any]:
    record: dict[str, Any] = model.model_dump(mode="json")
    return record | later


def route(**later: object) -> RoutingFinding:
    return RoutingFinding.model_validate(dumped(builders.routing()) | later)


def test_who_holds_a_conversation_and_is_not_known_is_not_the_bot() -> None:
    dialogue = Dialogue.model_validate(dumped(Dialogue(queue="sales"), holder=LATER, last_reply_with=LATER))
    assert (dialogue.holder, dialogue.queue, dialogue.last_reply_with) == ("person", "sales", None)


def test_an_unknown_slot_is_left_out_and_the_others_stay() -> None:
    slots = [{"type": kind, "text": "x", "value": "x", "start": 0, "end": 1} for kind in ("plate", LATER, "vin")]
    found = IntentFinding.model_validate(dumped(builders.intent(), slots=slots))
    assert [slot.type for slot in found.slots] == ["plate", "vin"]


def test_what_is_handled_in_an_unknown_way_is_handed_to_a_person() -> None:
    found = IntentFinding.model_validate(dumped(builders.intent(), handled_by=LATER, path=LATER))
    assert (found.handled_by, found.path) == ("person", "fast")


def test_an_unknown_mood_is_neutral_and_takes_nothing_from_a_danger() -> None:
    found = SentimentFinding.model_validate(dumped(builders.sentiment(danger="brakes"), sentiment=LATER, emotion=LATER))
    assert (found.sentiment, found.emotion, found.safety_critical, found.reason) == ("neutral", None, True, "brakes")


def test_what_is_due_in_an_unknown_way_is_not_told_and_the_rest_is() -> None:
    due = [dumped(DueItem(kind="service")), dumped(DueItem(kind="service"), kind=LATER)]
    lists = {"due": due, "may_say": ["recall", LATER], "may_offer": [LATER], "unchecked": [LATER, "recalls"]}
    found = PersonalizationFinding.model_validate(dumped(builders.person()) | lists)
    assert [item.kind for item in found.due] == ["service"]
    assert (found.may_say, found.may_offer, found.unchecked) == (("recall",), (), ("recalls",))


def test_an_unknown_warning_is_the_most_careful_and_an_unknown_certainty_the_least() -> None:
    item = DueItem.model_validate({"kind": "recall", "warning": LATER, "certainty": LATER})
    assert (item.warning, item.certainty) == ("park_it", "possible")


@pytest.mark.parametrize(
    ("later", "kind", "reply_with"),
    [
        ({"kind": "answer", "reply_with": LATER}, "answer", "clarify"),
        ({"kind": "queue", "reply_with": LATER}, "queue", "hand_over"),
        ({"kind": "emergency", "reply_with": LATER}, "emergency", "emergency"),
        ({"kind": LATER, "reply_with": "hand_over"}, "queue", "hand_over"),
        ({"kind": LATER, "queue": None, "reply_with": "phrase"}, "answer", "phrase"),
        ({"kind": LATER, "reply_with": LATER}, "queue", "hand_over"),
        ({"kind": LATER, "queue": None, "reply_with": LATER}, "answer", "clarify"),
    ],
)
def test_a_route_of_an_unknown_kind_promises_no_more_than_it_can_keep(
    later: dict[str, object], kind: str, reply_with: str
) -> None:
    found = route(**later)
    assert (found.kind, found.reply_with) == (kind, reply_with)


def test_an_unknown_runner_up_does_not_break_the_route() -> None:
    found = route(runner_up={"rule": "later", "kind": LATER, "queue": "sales", "reason": "later"})
    assert found.runner_up
    assert found.runner_up.kind == "queue"


def test_a_finding_that_cannot_be_read_counts_as_missing_and_the_others_stay() -> None:
    found = Findings.model_validate({"intent": {"shape": "of a later version"}, "sentiment": builders.sentiment()})
    assert (found.intent, found.sentiment) == (None, builders.sentiment())
    answer = dumped(builders.answer(), findings={"knowledge": {"passages": "many"}})
    assert TurnAnswer.model_validate(answer).findings.knowledge is None


def test_an_agent_of_this_version_that_gives_another_finding_is_an_error() -> None:
    with pytest.raises(ValidationError):
        Findings.model_validate({"intent": builders.sentiment()})


def test_a_customer_record_keeps_what_is_known_of_it() -> None:
    record = dumped(builders.customer(builders.vehicle()), preferred_channel=LATER, consents=["marketing", LATER])
    record["vehicles"][0] |= {"drive": LATER, "driven_by": LATER, "agreement": {"kind": LATER, "number": "L-1"}}
    who = Customer.model_validate(record)
    assert (who.preferred_channel, who.consents) == (None, ("marketing",))
    [car] = who.vehicles
    assert (car.drive, car.driven_by, car.agreement) == ("other", None, None)


@pytest.mark.parametrize(
    "slip", [{"consents": ["marketting"]}, {"preferred_channel": "fax"}, {"first_nam": "A"}, {"vehicles": [{"vin": 1}]}]
)
def test_a_slip_in_a_file_of_customers_is_refused(slip: dict[str, object]) -> None:
    record = dumped(builders.customer())
    assert customers_in(json.dumps([record]).encode()) == (builders.customer(),)
    with pytest.raises(ValidationError, match=next(iter(slip))):
        customers_in(json.dumps([record | slip]).encode())


def test_a_task_for_unknown_drives_is_not_for_every_car() -> None:
    task = PlanTask.model_validate({"task": "tank", "name": "Tank", "every": {"months": 12}, "drives": [LATER]})
    assert not task.is_for("Kite", "electric")


def test_an_unknown_kind_of_recall_is_another_one() -> None:
    recall = {"campaign_id": "1", "affected": [{"make": "Veldra", "model": "Kite"}], "summary": "s", "source": "t"}
    assert Recall.model_validate(recall | {"kind": LATER}).kind == "other"


def test_a_passage_for_unknown_readers_is_hidden_from_customers() -> None:
    passage = {"id": "a#1", "title": "A", "section": "A", "text": "a", "source": "a.md", "models": [], "language": "en"}
    assert StoredPassage.model_validate(passage | {"audience": LATER}).audience == "agent"
