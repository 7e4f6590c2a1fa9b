"""Reads what the page shows, and notes what goes wrong: the page goes on with what it had."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from contracts.desk_api import ConversationSeen, PersonAtDesk
from ui.cockpit.errors import CallFailed, SignInNeeded
from ui.cockpit.policy import HERE_SECONDS
from ui.cockpit.seen import Seen
from ui.cockpit.titles import title_of


@contextmanager
def noted(seen: Seen) -> Iterator[None]:
    """Turn what goes wrong inside into what the page says. A sign-in that ended is no problem of the call."""
    try:
        yield
    except SignInNeeded:
        seen.signed_out = True
    except CallFailed as error:
        seen.problem = str(error)


def read_desk(seen: Seen) -> None:
    """Read the desk again, and say that its person is there where the live channel does not."""
    if seen.signed_out:
        return
    with noted(seen):
        seen.desk = seen.calls.seen()
        _say_here(seen, seen.desk.me, datetime.now(UTC))


def _say_here(seen: Seen, me: PersonAtDesk, now: datetime) -> None:
    said = seen.here_at is not None and now - seen.here_at < timedelta(seconds=HERE_SECONDS)
    if not seen.live and not said and me.status != "offline":
        seen.calls.be(me.status, me.reason)
        seen.here_at = now


def read_conversation(seen: Seen) -> None:
    """Read the open conversation again, and its customer when it is first shown."""
    if seen.selected is None or seen.signed_out:
        return
    with noted(seen):
        read = seen.calls.conversation(seen.selected)
        seen.conversation = read
        if read.customer_id and (seen.customer is None or seen.customer.customer_id != read.customer_id):
            seen.customer = seen.calls.customer(read.customer_id)
        seen.titles[read.conversation_id] = title_of(read.conversation_id, seen.customer)
        seen.last_seq[read.conversation_id] = seen.read_seq[read.conversation_id] = last_seq(read)


def read_others(seen: Seen) -> None:
    """Look for what was written in the conversations that are not open. For while the live channel is down."""
    for conversation_id in seen.followed:
        if conversation_id != seen.selected and not seen.signed_out:
            with noted(seen):
                seen.last_seq[conversation_id] = last_seq(seen.calls.conversation(conversation_id))


def last_seq(read: ConversationSeen) -> int:
    """Return the last position of a conversation; 0 without any."""
    return max((entry.seq or 0 for entry in read.entries), default=0)
