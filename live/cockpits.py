"""Cockpits, told what happens at their desk and in the conversations that they show. Raises nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from contracts.desk import Handover, Presence
from contracts.errors import CurbsideError
from contracts.live import AtDesk
from contracts.policy import EMERGENCY_PRIORITY
from contracts.staff import Staff
from live.line import Outcome
from live.staff_frames import DeskFrame, EntryFrame, ToCockpit, ViewingFrame
from observe.log import log, where


def signed_out(person: AtDesk, staff: Staff | None) -> bool:
    """Whether whoever holds a connection has signed out since it was given, or is not known any more."""
    return staff is None or staff.valid_from > person.since


def desk_frame(seen: Handover | Presence) -> DeskFrame:
    """Return what cockpits are told of a record that was written, or is gone."""
    if isinstance(seen, Presence):
        return DeskFrame()
    urgent = seen.alert is not None or (seen.priority == EMERGENCY_PRIORITY and seen.state != "held")
    return DeskFrame(conversation_id=seen.conversation_id, version=seen.version, urgent=urgent)


def is_heartbeat(before: Handover | Presence | None, after: Handover | Presence | None) -> bool:
    """Whether a write says only that a person is still there, which is no news."""
    if not isinstance(before, Presence) or not isinstance(after, Presence):
        return False
    return before.changed(seen_at=after.seen_at, version=after.version) == after


@dataclass(frozen=True)
class Cockpits:
    """The live connections of staff; see `store/cockpits.py` and `live/post.py`."""

    at: Callable[[str], list[str]]
    """Connections of all cockpits at a tenant's desk. Raises `Unavailable`."""
    following: Callable[[str], dict[str, AtDesk]]
    """Those that show a conversation. Raises `Unavailable`."""
    forget: Callable[[str, str], object]
    """Deletes one that is gone, by tenant and connection. Raises `Unavailable`."""
    post: Callable[[str, bytes], Outcome]

    def tell_desk(self, tenant: str, frame: ToCockpit) -> None:
        """Tell all cockpits at a tenant's desk."""
        self._tell(lambda: dict.fromkeys(self.at(tenant), tenant), frame)

    def entry_written(self, conversation_id: str) -> None:
        """Tell those who show a conversation that something was written that only staff see."""
        self._tell(lambda: self._tenants(conversation_id), EntryFrame(conversation_id=conversation_id))

    def viewed(self, conversation_id: str) -> None:
        """Tell those who show a conversation who else does."""
        try:
            names = tuple(sorted({person.name for person in self.following(conversation_id).values()}))
        except CurbsideError as error:
            log("warning", "cockpits not known", {"error": type(error).__name__, "where": where(error)})
            return
        self._tell(lambda: self._tenants(conversation_id), ViewingFrame(conversation_id=conversation_id, staff=names))

    def _tenants(self, conversation_id: str) -> dict[str, str]:
        return {connection: person.tenant for connection, person in self.following(conversation_id).items()}

    def _tell(self, readers: Callable[[], dict[str, str]], frame: ToCockpit) -> None:
        """Post a frame to connections, by the tenant of each; what is gone is forgotten."""
        try:
            text = frame.model_dump_json().encode()
            gone = [one for one in readers().items() if self.post(one[0], text) == "gone"]
            self._forget(gone)
        except CurbsideError as error:
            log("warning", "cockpits not told", {"error": type(error).__name__, "where": where(error)})

    def _forget(self, gone: Iterable[tuple[str, str]]) -> None:
        for connection, tenant in gone:
            self.forget(tenant, connection)
