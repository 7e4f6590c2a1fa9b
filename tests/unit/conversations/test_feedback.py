"""A customer rates what a person did for them; tables in moto."""

import pytest

from contracts.desk_api import WrapUp
from contracts.errors import NotFound
from contracts.feedback import Feedback, FeedbackKept
from conversations.claim import claim_conversation
from conversations.feedback import take_feedback
from conversations.wrap_up import wrap_up
from handlers.wiring.conversations import SESSIONS
from store.feedback import has_finished, save_feedback
from store.positions import last_position
from store.sessions import save_session
from store.staff_entries import read_recorded
from store.transcripts import read_transcript
from tests.unit import builders
from tests.unit.aws import DESK
from tests.unit.conversations.people import ANNA, at_desk, waits

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def finished() -> str:
    """The event that says that Anna has finished."""
    waits()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    told = wrap_up("c1", ANNA, WrapUp(disposition="solved"), SESSIONS, DESK)
    assert told is not None
    return told.turn_id


def rate(about: str, rating: int, text: str | None = None, conversation_id: str = "c1") -> FeedbackKept:
    feedback = Feedback(rating=rating, text=text, about=about)
    return take_feedback(conversation_id, feedback, SESSIONS, has_finished, save_feedback)


def test_staff_read_what_a_customer_says_right_after_what_it_is_about(finished: str) -> None:
    assert rate(finished, 4, "Quick and friendly.") == FeedbackKept(about=finished, rating=4)
    event, feedback = (one.entry for one in read_recorded("c1")[-2:])
    assert (event.event, event.entry_id) == ("finished", finished)
    assert (feedback.author, feedback.rating, feedback.text, feedback.seq) == (
        "feedback",
        4,
        "Quick and friendly.",
        None,
    )


def test_no_customer_is_shown_it_and_it_takes_no_position(finished: str) -> None:
    before, position = read_transcript("c1"), last_position("c1")
    rate(finished, 1)
    assert (read_transcript("c1"), last_position("c1")) == (before, position)


def test_the_first_that_is_given_stays(finished: str) -> None:
    rate(finished, 2, "It took long.")
    assert rate(finished, 2, "It took long.") == rate(finished, 5) == FeedbackKept(about=finished, rating=2)
    assert [one.entry.text for one in read_recorded("c1") if one.entry.author == "feedback"] == ["It took long."]


def test_only_what_a_person_has_finished_can_be_rated(finished: str) -> None:
    [joined] = [entry.turn_id for entry in read_transcript("c1")[0] if entry.event == "joined"]
    for about in (joined, "0" * 32):
        with pytest.raises(NotFound) as refused:
            rate(about, 5)
        assert refused.value.field == "about"
    save_session(builders.session("c2"))
    with pytest.raises(NotFound):
        rate(finished, 5, conversation_id="c2")


def test_a_page_of_a_transcript_may_end_with_it(finished: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rate(finished, 3)
    entries, _ = read_transcript("c1")
    following: str | None = None
    monkeypatch.setattr("store.transcripts.TRANSCRIPT_PAGE", 1)
    pages, places = [], []
    while True:
        page, following = read_transcript("c1", following)
        pages += page
        if following is None:
            break
        places.append(following)
    assert pages == entries
    assert len(set(places)) == len(places)
