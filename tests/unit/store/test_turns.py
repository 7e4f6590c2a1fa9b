"""Messages, answers and claims, over DynamoDB in moto."""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from contracts.channel import Channel
from contracts.deadline import within
from contracts.errors import ConversationBusy, NotFound, TurnConflict, Unavailable
from contracts.ids import new_id
from contracts.session import Session
from contracts.turn import TurnRequest
from store import turns
from store.entries import message_item
from store.policy import ATTEMPT_LEASE_SECONDS, CONVERSATION_RETENTION_DAYS
from store.sessions import save_session
from store.tables import POSITION
from store.transcripts import read_transcript
from store.turns import (
    Claim,
    Settle,
    Settled,
    add_answer,
    claim_turn,
    find_answer,
    find_message,
    release_turn,
    store_answer,
    was_claimed,
)
from tests.unit import builders
from tests.unit.aws import drop_table, refuse, store_alone, stored, stored_session

pytestmark = pytest.mark.usefixtures("tables")


def claim(text: str = "hello", client_turn_id: str = "1", conversation_id: str = "c1") -> Claim:
    return claim_turn(conversation_id, "demo", TurnRequest(text=text, client_turn_id=client_turn_id), new_id())


def kept() -> list[str]:
    """The sort keys of all that is stored, but of positions."""
    return [key for item in stored("Conversations") if not (key := item["turn"]["S"]).startswith(POSITION)]


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time() + seconds
    monkeypatch.setattr(turns, "time", lambda: now)


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

    monkeypatch.setattr(turns, "time", clock)
    assert not claim().mine
    assert [c.mine for c in other] == [True]


def test_a_turn_whose_try_gives_up_passes_to_the_next_one_at_once() -> None:
    first = claim()
    release_turn("c1", "1")
    assert claim() == Claim(turn_id=first.turn_id, mine=True)
    assert not claim().mine


def test_an_answered_turn_that_is_released_stays_answered() -> None:
    first = claim()
    store_alone(builders.answer(turn_id=first.turn_id))
    release_turn("c1", "1")
    assert not claim().mine


def test_an_answered_turn_never_passes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    first = claim()
    store_alone(builders.answer(turn_id=first.turn_id))
    later(monkeypatch, 10 * ATTEMPT_LEASE_SECONDS)
    assert not claim().mine


def test_an_answer_is_stored_whole() -> None:
    answer = builders.answer("Here.", route=builders.routing(), cost_usd=0.0125, trace_id="trace-9")
    assert store_alone(answer) == answer
    assert find_answer("c1", "t1") == answer


def test_the_first_answer_of_a_turn_stands() -> None:
    first = store_alone(builders.answer("first"))
    assert store_alone(builders.answer("second")) == first
    assert find_answer("c1", "t1") == first
    assert len(kept()) == 1


def test_an_answer_and_what_its_session_remembers_are_stored_together() -> None:
    save_session(builders.session())
    store_answer(stored_session(), builders.settling(builders.answer()))
    assert (stored_session().dialogue.turns, stored_session().version) == (1, 2)


def test_an_answer_that_came_second_is_not_remembered() -> None:
    save_session(builders.session())
    first = store_answer(stored_session(), builders.settling(builders.answer("first")))
    assert store_answer(stored_session(), builders.settling(builders.answer("second"))) == first
    assert stored_session().dialogue.turns == 1


def test_an_answer_is_remembered_in_what_another_turn_wrote_meanwhile() -> None:
    save_session(builders.session())
    stale = stored_session()
    store_answer(stale, builders.settling(builders.answer(turn_id="t1")))
    store_answer(stale, builders.settling(builders.answer(turn_id="t2")))
    assert stored_session().dialogue.turns == 2
    assert len(kept()) == 2


def test_of_twenty_answers_at_the_same_instant_all_are_stored_and_remembered() -> None:
    save_session(builders.session())
    stale, answers = stored_session(), [builders.answer(turn_id=f"t{number}") for number in range(20)]
    with ThreadPoolExecutor(20) as threads:
        told = list(threads.map(lambda answer: store_answer(stale, builders.settling(answer)), answers))
    assert told == answers
    assert (stored_session().dialogue.turns, len(kept())) == (20, 20)


def overtaken(times: float) -> Settle:
    """What is written of a turn, where another one is stored each time just before it, so often."""
    tried = 0

    def settle(session: Session) -> Settled:
        nonlocal tried
        tried += 1
        if tried <= times:
            save_session(builders.with_turn(stored_session()))
        return Settled(builders.with_turn(session), builders.answer())

    return settle


def add(session: Session, settle: Settle) -> None:
    add_answer(session, "t0", settle)


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize(("write", "entries"), [(store_answer, 1), (add, 2)])
def test_an_answer_that_loses_the_race_five_times_is_stored_and_remembered_once(
    write: Callable[..., object], entries: int
) -> None:
    save_session(builders.session())
    write(stored_session(), overtaken(5))
    assert (stored_session().dialogue.turns, stored_session().version) == (6, 7)
    assert len(kept()) == entries


@pytest.mark.parametrize("write", [store_answer, add])
def test_an_answer_that_loses_every_race_is_not_stored_and_the_caller_hears_that_others_were_first(
    write: Callable[..., object],
) -> None:
    save_session(builders.session())
    with within(0.3), pytest.raises(ConversationBusy):
        write(stored_session(), overtaken(math.inf))
    assert stored_session().dialogue.turns > 1
    assert stored("Conversations") == []


def test_an_answer_whose_session_another_turn_writes_at_this_instant_is_stored_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_session(builders.session())
    stale = stored_session()
    save_session(builders.with_turn(stored_session()))
    reasons = ("None", "TransactionConflict")
    refused = refuse(monkeypatch, "TransactWriteItems", "TransactionCanceledException", reasons=reasons, times=1)
    store_answer(stale, builders.settling(builders.answer()))
    assert len(refused) == 1
    assert stored_session().dialogue.turns == 2


def test_a_late_try_that_comes_at_the_same_instant_as_another_does_not_get_the_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = claim()
    later(monkeypatch, ATTEMPT_LEASE_SECONDS + 1)
    refuse(monkeypatch, "UpdateItem", "TransactionConflictException")
    assert claim() == Claim(turn_id=first.turn_id, mine=False)


def test_an_answer_whose_session_is_gone_is_not_stored() -> None:
    with pytest.raises(NotFound):
        store_answer(builders.session(version=3), builders.settling(builders.answer()))
    assert stored("Conversations") + stored("Sessions") == []


def test_a_message_that_was_accepted_is_known_again() -> None:
    claim(client_turn_id="a.b")
    assert was_claimed("c1", "a.b")
    assert not any(was_claimed(*other) for other in (("c1", "a"), ("c1", "a.b.c"), ("c2", "a.b")))


def test_a_turn_without_an_answer_has_none() -> None:
    assert find_answer("c1", claim().turn_id) is None
    assert find_answer("nowhere", "t1") is None


def test_everything_expires_after_the_retention_time() -> None:
    store_alone(builders.answer(turn_id=claim().turn_id))
    expected = (datetime.now(UTC) + timedelta(days=CONVERSATION_RETENTION_DAYS)).timestamp()
    items = stored("Conversations")
    assert len(items) == 5, "two entries, their positions, and the claim"
    for item in items:
        assert float(item["expires_at"]["N"]) == pytest.approx(expected, abs=60)


def test_nothing_but_the_message_itself_holds_its_text() -> None:
    claim("my name is Quirin")
    holding = [item["turn"]["S"] for item in stored("Conversations") if "Quirin" in str(item)]
    assert len(holding) == 1
    assert not holding[0].startswith("try#")


def test_a_store_that_does_not_answer_is_unavailable_for_every_call() -> None:
    save_session(builders.session())
    drop_table("Conversations")
    for call in (
        claim,
        lambda: was_claimed("c1", "1"),
        lambda: find_answer("c1", "t1"),
        lambda: read_transcript("c1"),
        lambda: store_alone(builders.answer()),
    ):
        with pytest.raises(Unavailable) as caught:
            call()
        assert caught.value.code == "ResourceNotFoundException"


@pytest.mark.parametrize("channel", ["chat", "speech"])
def test_a_message_is_stored_with_the_channel_of_its_reply(channel: Channel) -> None:
    request = TurnRequest(text="hello", client_turn_id="1", channel=channel)
    assert find_message("c1", claim_turn("c1", "demo", request, new_id()).turn_id) == request


@pytest.mark.parametrize("stored_channel", [None, "hologram"])
def test_a_message_of_before_there_were_channels_or_of_an_unknown_one_is_answered_as_in_a_chat(
    stored_channel: str | None,
) -> None:
    message = message_item("c1", "t1", "demo", TurnRequest(text="hello", client_turn_id="1", channel="speech"))
    message.channel = stored_channel
    message.save()
    assert find_message("c1", "t1") == TurnRequest(text="hello", client_turn_id="1")


def test_a_turn_sent_again_for_another_channel_is_the_same_turn() -> None:
    first = claim()
    request = TurnRequest(text="hello", client_turn_id="1", channel="speech")
    assert claim_turn("c1", "demo", request, new_id()) == Claim(turn_id=first.turn_id, mine=False)
