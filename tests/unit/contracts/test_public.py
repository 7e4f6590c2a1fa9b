"""What a customer is told of a turn, and what those are who have the scope for it."""

from typing import Any, get_args

import pytest

from contracts.findings.routing import ReplyWith
from contracts.public import REPLY_KINDS, FullAnswer, PublicAnswer, ReplyKind
from contracts.turn import AnalysisFindings, Missing
from tests.unit import builders

ANSWER = builders.answer(
    route=builders.routing("emergency", "emergency", "roadside"),
    findings=AnalysisFindings(
        intent=builders.intent(), sentiment=builders.sentiment(-0.9), knowledge=builders.knowledge(builders.passage())
    ),
    missing=(Missing(agent="personalization", reason="timed out"),),
)
FIELDS = {"kind", "text", "language", "speech", "citations", "suggestions", "actions", "stopped"}


def test_a_customer_is_told_the_reply_the_kind_of_route_and_ids_and_nothing_else() -> None:
    told = PublicAnswer.of(ANSWER).model_dump(mode="json")
    assert told.keys() == {"turn_id", "conversation_id", "reply", "route", "path", "trace_id"}
    assert told["reply"].keys() == FIELDS
    assert told["route"] == {"kind": "emergency", "queue": "roadside"}


def test_a_field_that_the_stored_answer_gains_is_not_told_by_itself() -> None:
    class Later(type(ANSWER.reply)):  # type: ignore[misc]  # the class of a field
        note: str = "for us"

    later: Any = ANSWER.model_copy(update={"reply": Later(**dict(ANSWER.reply))})
    assert "for us" not in PublicAnswer.of(later).model_dump_json()
    assert "for us" not in FullAnswer.of(later).model_dump_json()


def test_with_the_scope_the_answer_is_whole() -> None:
    told, stored = FullAnswer.of(ANSWER).model_dump(mode="json"), ANSWER.model_dump(mode="json")
    assert told.pop("reply") == {"kind": "emergency", **stored.pop("reply")}
    assert told == stored


@pytest.mark.parametrize("reply_with", get_args(ReplyWith))
def test_every_way_to_answer_is_a_kind_of_reply(reply_with: ReplyWith) -> None:
    answer = builders.answer(route=builders.routing(reply_with))
    assert PublicAnswer.of(answer).reply.kind == REPLY_KINDS[reply_with]
    assert {*REPLY_KINDS.values(), "quiet"} == set(get_args(ReplyKind))


def test_of_an_answer_while_a_person_has_the_conversation_the_customer_is_told_nothing() -> None:
    quiet = ANSWER.changed(quiet=True)
    for told in (PublicAnswer.of(quiet), FullAnswer.of(quiet)):
        assert (told.reply.kind, told.reply.text, told.reply.speech, told.reply.citations) == ("quiet", "", "", ())
    assert PublicAnswer.of(quiet).route.model_dump() == {"kind": "answer", "queue": None}
