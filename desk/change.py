"""What a step at the desk changes, to be written together or not at all."""

from dataclasses import dataclass

from contracts.desk import EndedHandover, Handover, Presence


@dataclass(frozen=True)
class Change:
    """Records as they are to be stored, each at the version that was read."""

    handover: Handover | None = None
    presences: tuple[Presence, ...] = ()
    ended: EndedHandover | None = None
    """Is taken out of what is open, in the place of `handover`."""
