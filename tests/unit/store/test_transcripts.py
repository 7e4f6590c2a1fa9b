"""Transcripts, over DynamoDB in moto."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from contracts.ids import new_id
from contracts.public import PublicRoute
from contracts.turn import TurnRequest
from store import transcripts
from store.policy import TRANSCRIPT_PAGE
from store.tables import ConversationItem
from store.transcripts import read_transcript
from store.turns import Claim, claim_turn
from tests.unit import builders
from tests.unit.aws import store_alone

pytestmark = pytest.mark.usefixtures("tables")


def claim(text: str = "hello", client_turn_id: str = "1", conversation_id: str = "c1") -> Claim:
    return claim_turn(conversation_id, "demo", TurnRequest(text=text, client_turn_id=client_turn_id), new_id())


def test_a_transcript_reads_in_order_each_reply_after_its_message() -> None:
    ids = []
    for number in range(4):
        ids.append(claim(f"question {number}", str(number)).turn_id)
        store_alone(builders.answer(f"answer {number}", turn_id=ids[-1]))
        time.sleep(0.002)  # ids sort by millisecond
    claim("somebody else", conversation_id="c2")
    entries, _ = read_transcript("c1")
    assert [(e.author, e.text) for e in entries] == [
        said for n in range(4) for said in (("customer", f"question {n}"), ("bot", f"answer {n}"))
    ]
    assert [e.turn_id for e in entries[::2]] == [e.turn_id for e in entries[1::2]] == ids


def test_a_reply_in_a_transcript_keeps_its_citations_its_suggestions_and_that_it_was_stopped() -> None:
    citation = {"marker": 1, "passage_id": "a#1", "title": "A", "section": "B", "source": "a.md", "quote": "Yes."}
    reply = {"text": "Yes. [1]", "language": "en", "speech": "Yes.", "citations": [citation], "suggestions": ["More"]}
    store_alone(builders.answer(reply={**reply, "stopped": True}))
    [entry], _ = read_transcript("c1")
    assert [c.model_dump() for c in entry.citations] == [citation]
    assert entry.suggestions == ("More",)
    assert entry.stopped


def test_pages_of_a_transcript_join_without_a_gap_or_a_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcripts, "TRANSCRIPT_PAGE", 3)
    for number in range(4):
        turn_id = claim(f"question {number}", str(number)).turn_id
        store_alone(builders.answer(f"answer {number}", turn_id=turn_id))
    whole, after = [], None
    sizes = []
    while True:
        page, after = read_transcript("c1", after)
        whole += page
        sizes.append(len(page))
        if after is None:
            break
        assert quote(after, safe="") == after, "whoever pastes it into an address is not told to encode it"
    assert sizes == [3, 3, 2]
    assert len({(entry.turn_id, entry.author) for entry in whole}) == 8


def test_a_page_that_is_exactly_full_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcripts, "TRANSCRIPT_PAGE", 2)
    claim("one", "1")
    claim("two", "2")
    assert read_transcript("c1")[1] is None
    assert TRANSCRIPT_PAGE == 100


def test_a_transcript_of_nothing_is_empty() -> None:
    assert read_transcript("nowhere") == ([], None)


def test_a_reply_in_a_transcript_says_what_kind_it_is_and_where_the_turn_went() -> None:
    store_alone(builders.answer(route=builders.routing("emergency", "emergency", "roadside")))
    [entry], _ = read_transcript("c1")
    assert (entry.kind, entry.language) == ("emergency", "en")
    assert entry.route == PublicRoute(kind="emergency", queue="roadside")


def test_a_message_in_a_transcript_has_no_kind_and_no_route() -> None:
    claim()
    [entry], _ = read_transcript("c1")
    assert (entry.kind, entry.route, entry.language) == (None, None, None)


def test_a_reply_whose_route_cannot_be_read_keeps_its_words_and_that_is_logged(
    logged: Callable[[], list[dict[str, Any]]],
) -> None:
    store_alone(builders.answer())
    [item] = ConversationItem.query("c1", ConversationItem.turn == "t1#reply")
    item.answer["route"] = {"kind": 7, "reply_with": "a way of a later version", "queue": "roadside"}
    item.save()
    [entry], _ = read_transcript("c1")
    assert (entry.text, entry.route, entry.kind) == ("Here you are.", None, "question")
    assert [line["field"] for line in logged()] == ["kind"]
