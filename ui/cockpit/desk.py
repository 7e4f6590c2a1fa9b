"""What a person does at the desk, as calls. Each raises `SignInNeeded`, `Refused` and `NotReached`."""

from urllib.parse import urlencode

from contracts.canned import CannedFound
from contracts.conversation import HeldBy, LiveAddress
from contracts.customer import Customer
from contracts.desk import Status
from contracts.desk_api import (
    ConversationSeen,
    DeskSeen,
    GiveBack,
    HandoverSeen,
    PersonAtDesk,
    PresenceWanted,
    StaffMessage,
    StaffNote,
    Transfer,
    WrapUp,
)
from contracts.public import TranscriptEntry
from ui.cockpit.account import Account


class DeskCalls:
    """The desk for one person."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def seen(self) -> DeskSeen:
        """Return the desk as they see it now."""
        return self._account.call("GET", "/desk", DeskSeen)

    def live_url(self) -> str | None:
        """Return an address for one live connection within a minute; None where there is no live channel."""
        return self._account.call("POST", "/desk/live", LiveAddress, {}).live_url

    def be(self, status: Status, reason: str | None = None) -> PersonAtDesk:
        """Say what they do from now on."""
        return self._account.call("PUT", "/presence", PersonAtDesk, PresenceWanted(status=status, reason=reason))

    def conversation(self, conversation_id: str) -> ConversationSeen:
        """Return a conversation as staff see it."""
        return self._account.call("GET", f"/conversations/{conversation_id}", ConversationSeen)

    def customer(self, customer_id: str) -> Customer:
        """Return what is recorded of a customer."""
        return self._account.call("GET", f"/customers/{customer_id}", Customer)

    def canned(self, conversation_id: str, words: str) -> CannedFound:
        """Return canned replies that fit some words, filled in for a conversation."""
        wanted = urlencode({"q": words})
        return self._account.call("GET", f"/conversations/{conversation_id}/canned-replies?{wanted}", CannedFound)

    def claim_next(self, queue: str) -> HandoverSeen:
        """Take the next conversation of a queue."""
        return self._account.call("POST", f"/queues/{queue}/claim", HandoverSeen, {})

    def claim(self, conversation_id: str) -> HandoverSeen:
        """Take a conversation that is offered, or waits."""
        return self._account.call("POST", f"/conversations/{conversation_id}/claim", HandoverSeen, {})

    def decline(self, conversation_id: str) -> HeldBy:
        """Leave an offered conversation to others."""
        return self._account.call("POST", f"/conversations/{conversation_id}/decline", HeldBy, {})

    def write(self, conversation_id: str, message: StaffMessage) -> TranscriptEntry:
        """Write to the customer."""
        return self._account.call("POST", f"/conversations/{conversation_id}/messages", TranscriptEntry, message)

    def note(self, conversation_id: str, note: StaffNote) -> HeldBy:
        """Tell colleagues something."""
        return self._account.call("POST", f"/conversations/{conversation_id}/notes", HeldBy, note)

    def give_back(self, conversation_id: str, note: str | None) -> HeldBy:
        """Put a conversation back in line, at its place."""
        return self._account.call("POST", f"/conversations/{conversation_id}/give-back", HeldBy, GiveBack(note=note))

    def transfer(self, conversation_id: str, to: Transfer) -> HeldBy:
        """Hand a conversation to a queue or to a person."""
        return self._account.call("POST", f"/conversations/{conversation_id}/transfer", HeldBy, to)

    def wrap_up(self, conversation_id: str, ending: WrapUp) -> HeldBy:
        """Finish with a conversation."""
        return self._account.call("POST", f"/conversations/{conversation_id}/wrap-up", HeldBy, ending)
