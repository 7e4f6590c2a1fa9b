"""Messages, answers and claims, over DynamoDB in moto."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from contracts.errors import TurnConflict, Unavailable
from contracts.policy import ATTEMPT_LEASE_SECONDS, CONVERSATION_RETENTION_DAYS, TRANSCRIPT_PAGE
from contracts.turn import TurnRequest
from store import conversations
from store.conversations import Claim, append_answer, claim_turn, find_answer, read_transcript
from tests.unit import builders
from tests.unit.aws import drop_table, stored

pytestmark = pytest.mark.usefixtures("tables")


def claim(text: str = "hello", client_turn_id: str = "1", conversation_id: str = "c1") -> Claim:
    return claim_turn(conversation_id, "demo", TurnRequest(text=text, client_turn_id=client_turn_id))


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time() + seconds
    monkeypatch.setattr(conversations, "time", lambda: now)


def test_a_claimed_turn_has_stored_its_message() -> None:
    claimed = claim("Überhitzt 🚗\nsecond line")
    assert claimed.mine
    [entry], following = read_transcript("c1")
    assert (entry.turn_id, entry.author, entry.text, entry.client_turn_id) == (
        claimed.turn_id,
        "customer",
        "Überhitzt 🚗\nsecond line",
        "1",
    )
    assert following is None


def test_claiming_the_same_turn_again_stores_nothing_and_gives_its_turn() -> None:
    first = claim()
    before = stored("Conversations")
    assert [claim(), claim()] == [Claim(turn_id=first.turn_id, mine=False)] * 2
    assert stored("Conversations") == before


def test_of_many_tries_at_the_same_instant_one_gets_the_turn() -> None:
    with ThreadPoolExecutor(8) as threads:
        claims = list(threads.map(lambda _: claim(), range(8)))
    assert [c.mine for c in claims].count(True) == 1
    assert len({c.turn_id for c in claims}) == 1
    assert len(read_transcript("c1")[0]) == 1


def test_the_same_id_in_another_conversation_is_another_turn() -> None:
    assert claim().turn_id != claim("other text", conversation_id="c2").turn_id
    assert len(read_transcript("c1")[0]) == len(read_transcript("c2")[0]) == 1


def test_another_text_under_the_same_id_is_refused_and_stores_nothing() -> None:
    claim("hello")
    before = stored("Conversations")
    with pytest.raises(TurnConflict, match="another text"):
        claim("hello!")
    assert stored("Conversations") == before


def test_a_turn_without_an_answer_passes_to_one_later_try_once_its_lease_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = claim()
    later(monkeypatch, ATTEMPT_LEASE_SECONDS - 1)
    assert not claim().mine
    later(monkeypatch, ATTEMPT_LEASE_SECONDS + 1)
    assert claim() == Claim(turn_id=first.turn_id, mine=True)
    assert claim() == Claim(turn_id=first.turn_id, mine=False)
    later(monkeypatch, 2 * ATTEMPT_LEASE_SECONDS + 2)
    assert claim().mine


def test_of_two_late_tries_that_read_the_same_lease_one_gets_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    claim()
    now, asked, other = time.time() + ATTEMPT_LEASE_SECONDS + 1, 0, list[Claim]()

    def clock() -> float:
        nonlocal asked
        asked += 1
        if asked == 2:  # this try has read the old lease and asks whether it is over: now another try overtakes it
            other.append(claim())
        return now

    monkeypatch.setattr(conversations, "time", clock)
    assert not claim().mine
    assert [c.mine for c in other] == [True]


def test_an_answered_turn_never_passes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    first = claim()
    append_answer("demo", builders.answer(turn_id=first.turn_id))
    later(monkeypatch, 10 * ATTEMPT_LEASE_SECONDS)
    assert not claim().mine


def test_an_answer_is_stored_whole() -> None:
    answer = builders.answer("Here.", route=builders.routing(), cost_usd=0.0125, trace_id="trace-9")
    assert append_answer("demo", answer) == answer
    assert find_answer("c1", "t1") == answer


def test_the_first_answer_of_a_turn_stands() -> None:
    first = append_answer("demo", builders.answer("first"))
    assert append_answer("demo", builders.answer("second")) == first
    assert find_answer("c1", "t1") == first
    assert len(stored("Conversations")) == 1


def test_a_turn_without_an_answer_has_none() -> None:
    assert find_answer("c1", claim().turn_id) is None
    assert find_answer("nowhere", "t1") is None


def test_a_transcript_reads_in_order_each_reply_after_its_message() -> None:
    ids = []
    for number in range(4):
        ids.append(claim(f"question {number}", str(number)).turn_id)
        append_answer("demo", builders.answer(f"answer {number}", turn_id=ids[-1]))
        time.sleep(0.002)  # ids sort by millisecond
    claim("somebody else", conversation_id="c2")
    entries, _ = read_transcript("c1")
    assert [(e.author, e.text) for e in entries] == [
        said for n in range(4) for said in (("customer", f"question {n}"), ("bot", f"answer {n}"))
    ]
    assert [e.turn_id for e in entries[::2]] == [e.turn_id for e in entries[1::2]] == ids


def test_a_reply_in_a_transcript_keeps_its_citations_and_suggestions() -> None:
    citation = {"marker": 1, "passage_id": "a#1", "title": "A", "section": "B", "source": "a.md", "quote": "Yes."}
    reply = {"text": "Yes. [1]", "language": "en", "speech": "Yes.", "citations": [citation], "suggestions": ["More"]}
    append_answer("demo", builders.answer(reply=reply))
    [entry], _ = read_transcript("c1")
    assert [c.model_dump() for c in entry.citations] == [citation]
    assert entry.suggestions == ("More",)


def test_pages_of_a_transcript_join_without_a_gap_or_a_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "TRANSCRIPT_PAGE", 3)
    for number in range(4):
        turn_id = claim(f"question {number}", str(number)).turn_id
        append_answer("demo", builders.answer(f"answer {number}", turn_id=turn_id))
    whole, after = [], None
    sizes = []
    while True:
        page, after = read_transcript("c1", after)
        whole += page
        sizes.append(len(page))
        if after is None:
            break
    assert sizes == [3, 3, 2]
    assert len({(entry.turn_id, entry.author) for entry in whole}) == 8


def test_a_page_that_is_exactly_full_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "TRANSCRIPT_PAGE", 2)
    claim("one", "1")
    claim("two", "2")
    assert read_transcript("c1")[1] is None
    assert TRANSCRIPT_PAGE == 100


def test_a_transcript_of_nothing_is_empty() -> None:
    assert read_transcript("nowhere") == ([], None)


def test_everything_expires_after_the_retention_time() -> None:
    append_answer("demo", builders.answer(turn_id=claim().turn_id))
    expected = (datetime.now(UTC) + timedelta(days=CONVERSATION_RETENTION_DAYS)).timestamp()
    items = stored("Conversations")
    assert len(items) == 3
    for item in items:
        assert float(item["expires_at"]["N"]) == pytest.approx(expected, abs=60)


def test_nothing_but_the_message_itself_holds_its_text() -> None:
    claim("my name is Quirin")
    holding = [item["turn"]["S"] for item in stored("Conversations") if "Quirin" in str(item)]
    assert len(holding) == 1
    assert not holding[0].startswith("try#")


def test_a_store_that_does_not_answer_is_unavailable_for_every_call() -> None:
    drop_table("Conversations")
    for call in (
        claim,
        lambda: find_answer("c1", "t1"),
        lambda: read_transcript("c1"),
        lambda: append_answer("demo", builders.answer()),
    ):
        with pytest.raises(Unavailable) as caught:
            call()
        assert caught.value.code == "ResourceNotFoundException"
