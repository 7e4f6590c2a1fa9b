"""What people outside of the cockpit are told: by mail, message or pager. It holds no word of the customer's."""

from datetime import datetime
from typing import Literal

from contracts.base import Strict
from contracts.desk import Handover


class Alert(Strict):
    """Somebody should look at a conversation now."""

    kind: Literal["emergency", "still_waiting"]
    tenant: str
    region: str
    conversation_id: str
    handover_id: str
    version: int
    """With the id: the same alert may come twice."""
    queue: str
    priority: int
    language: str
    danger: str | None
    """What threatens, such as `brakes`."""
    waiting_since: datetime
    held_by: str | None
    """Staff id of who has the conversation."""

    @classmethod
    def about(cls, kind: Literal["emergency", "still_waiting"], handover: Handover) -> "Alert":
        """Return what is told of a hand-over."""
        return cls(
            kind=kind,
            tenant=handover.tenant,
            region=handover.region,
            conversation_id=handover.conversation_id,
            handover_id=handover.handover_id,
            version=handover.version or 0,
            queue=handover.queue,
            priority=handover.priority,
            language=handover.needs.language,
            danger=handover.alert,
            waiting_since=handover.entered_at,
            held_by=handover.staff_id if handover.state == "held" else None,
        )
