"""The entries of a conversation since a person last finished with it: the matter that is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from contracts.desk_api import StaffEntry
from store.staff_entries import Recorded


@dataclass(frozen=True)
class OpenEpisode:
    """The open matter, oldest entry first."""

    entries: tuple[Recorded, ...]
    finished: tuple[StaffEntry, ...] = ()
    """That a person has finished, once for each earlier matter of the conversation."""

    @cached_property
    def messages(self) -> dict[str, StaffEntry]:
        """What the customer wrote, by turn."""
        return {one.turn_id: one.entry for one in self.entries if one.entry.author == "customer"}

    @cached_property
    def answers(self) -> tuple[Recorded, ...]:
        """What the bot answered to the customer, or would have while a person held the conversation."""
        return tuple(one for one in self.entries if one.entry.author in ("bot", "assist"))

    @cached_property
    def replies(self) -> dict[str, Recorded]:
        """What the bot answered to the customer, by turn."""
        return {one.turn_id: one for one in self.entries if one.entry.author == "bot"}

    @cached_property
    def by_person(self) -> tuple[StaffEntry, ...]:
        """What people wrote to the customer."""
        return tuple(one.entry for one in self.entries if one.entry.author == "person")

    def said_at(self, answer: Recorded) -> datetime:
        """When the message that this answers was written."""
        return self.messages.get(answer.turn_id, answer.entry).created_at

    def person_wrote_after(self, turn_id: str) -> bool:
        """Whether a person has written to the customer since the first entry of a turn."""
        return any(one.entry.author == "person" for one in self._since(turn_id))

    def is_over_since(self, turn_id: str) -> bool:
        """Whether what was asked in a turn needs no answer any more: a person wrote, or the customer needs nobody."""
        return any(_ends_wait(one) for one in self._since(turn_id))

    def _since(self, turn_id: str) -> Iterator[Recorded]:
        entries = iter(self.entries)
        for one in entries:
            if one.turn_id == turn_id:
                yield from entries


def _ends_wait(one: Recorded) -> bool:
    released = one.answer.route is not None and one.answer.route.reply_with == "release"
    return one.entry.author == "person" or one.entry.event == "bot_again" or released


def open_episode(recorded: Sequence[Recorded]) -> OpenEpisode:
    """Return the entries after the last event that tells that a person has finished."""
    ends = [number for number, one in enumerate(recorded) if one.entry.event == "finished"]
    first = ends[-1] + 1 if ends else 0
    return OpenEpisode(tuple(recorded[first:]), tuple(recorded[number].entry for number in ends))
