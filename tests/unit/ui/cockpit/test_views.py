"""What the panes show, as data."""

from datetime import timedelta

from contracts.desk_api import HandoverSeen, StaffEntry
from contracts.findings.response import Citation
from contracts.packet import Danger, Mood, Tried
from tests.unit.ui.cockpit.recorded import NOW, page
from ui.cockpit.desk_cards import desk_cards
from ui.cockpit.live import Changed, parts_to_read
from ui.cockpit.packet_view import mood_words, sections
from ui.cockpit.right import suggested_tags, tag
from ui.cockpit.seen import Seen
from ui.cockpit.supervision import needs_somebody, supervision
from ui.cockpit.thread import thread


def handover(**changed: object) -> HandoverSeen:
    """A conversation of the desk."""
    desk = page().desk
    assert desk is not None
    return desk.mine[0].changed(**changed)


def with_desk(**changed: object) -> Seen:
    """A page whose desk is different."""
    seen = page()
    assert seen.desk is not None
    seen.desk = seen.desk.changed(**changed)
    return seen


def test_an_offer_is_told_apart_from_what_is_held() -> None:
    offer = handover(conversation_id="c2", state="offered", offer_ends_at=NOW)
    cards = desk_cards(with_desk(mine=(handover(), offer)), NOW)
    assert [one["id"] for one in cards["offers"]] == ["c2"]
    assert [one["id"] for one in cards["mine"]] == [handover().conversation_id]


def test_an_emergency_that_is_offered_stands_among_the_emergencies_alone() -> None:
    urgent = handover(conversation_id="c2", state="offered", priority=1)
    cards = desk_cards(with_desk(mine=(urgent,), emergencies=(urgent,)), NOW)
    assert [one["id"] for one in cards["emergencies"]] == ["c2"]
    assert (cards["offers"], cards["mine"]) == ([], [])


def test_a_queue_is_to_be_taken_from_where_somebody_waits_whom_one_may_take() -> None:
    cards = desk_cards(with_desk(waiting=(handover(state="waiting", may_claim=True, queue="customer_care"),)), NOW)
    assert {one["queue"]: one["may_claim"] for one in cards["queues"]}["customer_care"]


def test_what_was_written_elsewhere_is_unread_until_it_is_opened() -> None:
    seen = page(selected="c1")
    seen.last_seq["c2"] = 3
    assert parts_to_read(Changed(conversations={"c2": 5}), seen) == ["desk"]
    assert seen.unread("c2") == 2
    seen.open("c2")
    assert seen.unread("c2") == 0


def test_what_was_written_in_the_open_conversation_is_read_at_once() -> None:
    assert parts_to_read(Changed(conversations={"c1": 5}), page(selected="c1")) == ["conversation"]


def test_a_change_of_the_open_hand_over_is_read_on_both_sides() -> None:
    assert parts_to_read(Changed(desk=True, conversations={"c1": 0}), page(selected="c1")) == ["desk", "conversation"]


def test_the_page_follows_what_it_shows_and_what_its_person_holds() -> None:
    seen = with_desk(mine=(handover(conversation_id="c2"), handover(conversation_id="c3", state="offered")))
    seen.selected = "c1"
    assert seen.followed == ("c1", "c2")


def test_only_who_holds_a_conversation_may_write_to_its_customer() -> None:
    seen = page()
    assert seen.conversation is not None
    assert seen.conversation.handover is not None
    for staff_id, may in (("anna", True), ("ben", False)):
        held = seen.conversation.handover.changed(staff_id=staff_id, state="held")
        seen.conversation = seen.conversation.changed(handover=held)
        assert thread(seen, seen.conversation)["may_write"] is may


def test_an_answer_shows_what_it_cites() -> None:
    seen = page()
    assert seen.conversation is not None
    cited = Citation(marker=1, passage_id="p", title="Charging", section="Times", source="a.md", quote="6 hours")
    tried = Tried(turn_id="t", asked="How long?", told="6 hours [1]", kind="answer", citations=(cited,))
    entry = StaffEntry(entry_id="t#reply", author="bot", text="6 hours [1]", created_at=NOW)
    packet = seen.conversation.packet.changed(tried=(tried,))
    [shown] = thread(seen, seen.conversation.changed(entries=(entry,), packet=packet))["entries"]
    assert [one["title"] for one in shown["citations"]] == ["Charging"]


def test_a_danger_that_nobody_answered_stands_first_and_is_urgent() -> None:
    seen = page()
    assert seen.conversation is not None
    danger = Danger(turn_id="t", kind="brakes", at=NOW, answered=False)
    packet = seen.conversation.packet.changed(dangers=(danger,))
    first = sections(seen.conversation.changed(packet=packet), None)[0]
    assert first["urgent"]
    assert first["blocks"][0]["items"] == ["brakes: NOT ANSWERED YET"]


def test_the_record_is_shown_as_far_as_there_is_one() -> None:
    seen = page()
    assert seen.conversation is not None
    known = [one["title"] for one in sections(seen.conversation, seen.customer)]
    unknown = [one["title"] for one in sections(seen.conversation, None)]
    assert "Customer" in known
    assert "Customer" not in unknown


def test_mood_is_told_with_where_it_goes() -> None:
    def mood(*scores: float) -> tuple[Mood, ...]:
        return tuple(Mood(at=NOW, score=score, turn_id="t") for score in scores)

    assert mood_words(mood(-0.8)) == "Sounds angry"
    assert mood_words(mood(0.1, -0.5)) == "Sounds displeased, worse than before"
    assert mood_words(mood(-0.8, 0.5)) == "Sounds pleased, better than before"


def test_what_somebody_types_becomes_a_tag() -> None:
    assert tag("Bill & Payment!") == "bill-payment"
    assert tag("***") == ""


def test_the_queue_is_suggested_as_a_tag() -> None:
    seen = page()
    assert seen.handover is not None
    assert suggested_tags(seen)[0] == seen.handover.queue


def test_supervisors_are_alerted_of_waits_beyond_the_service_level_of_emergencies_and_of_dangers() -> None:
    calm = handover(state="waiting", due_at=NOW + timedelta(seconds=9), alert=None, priority=3)
    assert not needs_somebody(calm, NOW)
    assert needs_somebody(calm.changed(due_at=NOW - timedelta(seconds=1)), NOW)
    assert needs_somebody(calm.changed(priority=1), NOW)
    assert needs_somebody(calm.changed(alert="brakes", state="held"), NOW)


def test_supervisors_see_who_works_on_what() -> None:
    theirs = handover(conversation_id="c9", staff_id="ben", staff_name="Ben")
    seen = with_desk(others=(theirs,))
    assert seen.desk is not None
    ben = seen.desk.me.changed(staff_id="ben", name="Ben")
    shown = supervision(seen, seen.desk.changed(people=(ben,)), NOW)
    assert [one["id"] for one in shown["people"][0]["conversations"]] == ["c9"]
