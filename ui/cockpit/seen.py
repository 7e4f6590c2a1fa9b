"""What one page of the cockpit shows and knows, from one run of the script to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from contracts.customer import Customer
from contracts.desk_api import ConversationSeen, DeskSeen, HandoverSeen
from ui.cockpit.account import Account
from ui.cockpit.desk import DeskCalls

Form = Literal["transfer", "give_back", "wrap_up"]
View = Literal["work", "supervise"]


@dataclass
class Seen:
    """The state of a page. What was last read stays until it is read again, also while nobody answers."""

    account: Account
    desk: DeskSeen | None = None
    conversation: ConversationSeen | None = None
    customer: Customer | None = None
    selected: str | None = None
    """Id of the conversation that is open."""
    view: View = "work"
    form: Form | None = None
    """What is being done with it, in the place of the packet."""
    live: bool = False
    """Whether the live channel works."""
    live_url: str | None = None
    """An address for the next connection; good once."""
    ticket: str | None = None
    """Gets the cookie of the sign-in (`kept.py`)."""
    signed_out: bool = False
    """Whether the sign-in ended while the page was open."""
    fresh: bool = False
    """Whether the conversation was read in this very run."""
    asking: bool = False
    """Whether the page asks for the sign-in that ended."""
    whole: bool = False
    """Whether all of the page is to be drawn next (`redraw`)."""
    problem: str | None = None
    """What went wrong last."""
    outcome: Mapping[str, Any] | None = None
    """What became of the last message or note: `client_id`, `ok`, `detail`."""
    canned: Mapping[str, Any] | None = None
    """The canned replies that were looked for last: `words`, `replies`."""
    last_seq: dict[str, int] = field(default_factory=dict)
    read_seq: dict[str, int] = field(default_factory=dict)
    """By conversation: the last position that is known, and the last that was shown."""
    titles: dict[str, str] = field(default_factory=dict)
    """By conversation: whose it is, where that is known."""
    here_at: datetime | None = None
    """When it last said over HTTP that its person is there."""

    @property
    def calls(self) -> DeskCalls:
        """What its person may do at the desk."""
        return DeskCalls(self.account)

    @property
    def supervises(self) -> bool:
        """Whether they see what others do."""
        return self.account.member.role != "agent"

    def open(self, conversation_id: str | None) -> None:
        """Show a conversation, or none."""
        if conversation_id != self.selected:
            self.selected, self.conversation, self.customer, self.form = conversation_id, None, None, None
            self.outcome = self.canned = None

    def unread(self, conversation_id: str) -> int:
        """Return how many entries of a conversation were written since it was last shown."""
        if conversation_id == self.selected:
            return 0
        read = self.read_seq.setdefault(conversation_id, self.last_seq.get(conversation_id, 0))
        return max(0, self.last_seq.get(conversation_id, 0) - read)

    @property
    def followed(self) -> tuple[str, ...]:
        """Conversations whose entries matter to the page: the one that is open, and what its person holds."""
        mine = [one.conversation_id for one in self.desk.mine if one.state == "held"] if self.desk else []
        return tuple(dict.fromkeys([*([self.selected] if self.selected else []), *mine]))

    @property
    def handover(self) -> HandoverSeen | None:
        """The hand-over of the open conversation."""
        return self.conversation.handover if self.conversation else None

    @property
    def holds(self) -> bool:
        """Whether the person has the open conversation."""
        held = self.handover
        return held is not None and held.state == "held" and held.staff_id == self.account.member.staff_id
