"""A person takes a conversation; tables in moto."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.errors import CurbsideError, NotFound, NotYours, Taken
from contracts.staff import Skills
from conversations.attend import attend
from conversations.claim import claim_conversation, claim_next, decline_conversation
from handlers.wiring.conversations import SESSIONS
from store.transcripts import read_transcript
from tests.unit.aws import DESK, TENANT
from tests.unit.conversations.people import ANNA, BEN, SAM, at_desk, holder, nobody_told, open_of, presence, waits

pytestmark = pytest.mark.usefixtures("tables")


def claimed(staffer: object) -> str:
    try:
        claim_conversation("c1", staffer, SESSIONS, DESK)  # type: ignore[arg-type]
    except CurbsideError as error:
        return type(error).__name__
    return "has it"


def test_who_claims_has_the_conversation_and_the_customer_is_told_their_name() -> None:
    waits()
    at_desk(ANNA)
    told = claim_conversation("c1", ANNA, SESSIONS, DESK)
    assert told is not None
    assert (told.author, told.event, told.name, told.text) == ("event", "joined", "Anna", "Anna is here for you now.")
    assert holder() == ("person", "Anna")
    assert (open_of().state, open_of().staff_id) == ("held", "anna")
    assert presence(ANNA).holds == {"c1": "chat"}
    assert read_transcript("c1")[0][-1] == told


def test_claiming_again_changes_nothing() -> None:
    waits()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    before = (open_of(), presence(ANNA), len(read_transcript("c1")[0]))
    assert claim_conversation("c1", ANNA, SESSIONS, DESK) is None
    assert (open_of(), presence(ANNA), len(read_transcript("c1")[0])) == before


def test_of_many_who_claim_at_the_same_instant_one_gets_it() -> None:
    waits()
    at_desk(ANNA, BEN, SAM)
    with ThreadPoolExecutor(9) as threads:
        outcomes = list(threads.map(claimed, [ANNA, BEN, SAM] * 3))
    winner = open_of().staff_id
    assert [presence(one).holds for one in (ANNA, BEN, SAM) if one.staff_id != winner] == [{}, {}]
    assert outcomes.count("has it") == 3  # the winner thrice: what one has one may claim again
    assert outcomes.count("Taken") == 6
    assert [entry.event for entry in read_transcript("c1")[0]].count("joined") == 1


def test_what_is_offered_to_one_nobody_else_takes() -> None:
    at_desk(ANNA)
    waits()
    attend(TENANT, SESSIONS, DESK, nobody_told)
    at_desk(BEN)
    assert (open_of().state, open_of().staff_id) == ("offered", "anna")
    with pytest.raises(Taken):
        claim_conversation("c1", BEN, SESSIONS, DESK)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    assert presence(ANNA).holds == {"c1": "chat"}


def test_who_declines_is_free_again_and_the_customer_hears_nothing() -> None:
    at_desk(ANNA)
    waits()
    attend(TENANT, SESSIONS, DESK, nobody_told)
    before = read_transcript("c1")
    decline_conversation("c1", ANNA, SESSIONS, DESK)
    assert (open_of().state, open_of().passed_by, presence(ANNA).holds) == ("waiting", ("anna",), {})
    assert (read_transcript("c1"), holder()) == (before, ("queue", None))
    with pytest.raises(NotYours):
        decline_conversation("c1", ANNA, SESSIONS, DESK)


def test_who_is_not_at_the_desk_claims_nothing() -> None:
    waits()
    with pytest.raises(NotYours, match="at the desk"):
        claim_conversation("c1", ANNA, SESSIONS, DESK)


def test_who_does_not_speak_the_language_claims_nothing_unless_they_supervise() -> None:
    waits()
    at_desk(BEN, SAM, skills=Skills(languages={"es": 5}, topics={"customer_care": 5}))
    with pytest.raises(NotYours, match="language"):
        claim_conversation("c1", BEN, SESSIONS, DESK)
    claim_conversation("c1", SAM, SESSIONS, DESK)
    assert holder() == ("person", "Sam")


def test_a_conversation_in_which_nobody_waits_cannot_be_claimed() -> None:
    at_desk(ANNA)
    with pytest.raises(NotFound):
        claim_conversation("nobody", ANNA, SESSIONS, DESK)


def test_the_next_of_a_line_is_the_most_urgent_then_the_oldest() -> None:
    for conversation_id, priority in (("c1", 4), ("c2", 2), ("c3", 2)):
        waits(conversation_id, priority=priority)
    at_desk(ANNA, places=3)
    taken = [claim_next("customer_care", ANNA, SESSIONS, DESK)[0] for _ in range(3)]
    assert taken == ["c2", "c3", "c1"]
    with pytest.raises(NotFound):
        claim_next("customer_care", ANNA, SESSIONS, DESK)
    with pytest.raises(NotFound):
        claim_next("sales", ANNA, SESSIONS, DESK)
