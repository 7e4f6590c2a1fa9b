"""What becomes of the frames of a cockpit that are for the customer, over tables in moto."""

import pytest

from contracts.errors import NotFound
from contracts.live import AtDesk
from live.cockpits import Cockpits
from live.hear_staff import StaffEars, hear_staff
from live.staff_frames import StaffFrame, StaffReadFrame, StaffTypingFrame, read_staff_frame
from store.cockpits import cockpits_at, follow, forget_cockpit, staff_following, unfollow
from store.sessions import save_session
from tests.unit import builders
from tests.unit.live.lines import Sockets
from tests.unit.live.lines import follow as follow_as_customer

pytestmark = pytest.mark.usefixtures("tables")
CONVERSATION = "0" * 32
ANNA = AtDesk(tenant="demo", region="us-east-1", staff_id="anna", name="Anna", role="agent", since=0)


@pytest.fixture
def sockets() -> Sockets:
    save_session(builders.session(CONVERSATION))
    follow_as_customer(CONVERSATION, "customer")
    return Sockets()


def send(sockets: Sockets, frame: StaffFrame, *, may: bool = True) -> None:
    """Send a frame over the connection `cockpit`."""

    def may_read(person: AtDesk, conversation_id: str) -> None:
        if not may:
            raise NotFound("conversation_id", "there is no such conversation")

    cockpits = Cockpits(at=cockpits_at, following=staff_following, forget=forget_cockpit, post=sockets.post)
    ears = StaffEars(sockets.line(), cockpits, may_read, follow, unfollow, is_here=lambda person: None)
    hear_staff(frame, "cockpit", ANNA, ears)


def test_the_customer_is_told_that_a_person_is_writing(sockets: Sockets) -> None:
    send(sockets, StaffTypingFrame(conversation_id=CONVERSATION))
    assert [(frame["type"], frame["author"]) for frame in sockets.frames["customer"]] == [("typing", "person")]


def test_the_customer_is_told_how_far_a_person_has_read(sockets: Sockets) -> None:
    send(sockets, read_staff_frame(f'{{"type": "read", "conversation_id": "{CONVERSATION}", "up_to": 3}}'))
    [told] = sockets.frames["customer"]
    assert (told["type"], told["author"], told["up_to"]) == ("read", "person", 3)
    assert sockets.frames["cockpit"] == []


def test_of_a_conversation_that_one_may_not_read_nobody_is_told_anything(sockets: Sockets) -> None:
    with pytest.raises(NotFound):
        send(sockets, StaffReadFrame(conversation_id=CONVERSATION, up_to=3), may=False)
    assert sockets.frames == {}
