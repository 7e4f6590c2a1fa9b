"""Who of the staff does something, as far as a conversation is concerned."""

from dataclasses import dataclass

from contracts.session import Person


@dataclass(frozen=True)
class Staffer:
    """A person of the staff who calls."""

    staff_id: str
    name: str
    tenant: str
    supervises: bool = False
    """Whether they may take from any line, and move what others hold."""

    @property
    def person(self) -> Person:
        """As customers know them."""
        return Person(staff_id=self.staff_id, name=self.name)
