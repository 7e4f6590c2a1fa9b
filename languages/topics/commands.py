"""How people try to command the machine: "ignore all previous instructions"."""

from typing import ClassVar

from languages.topic import Topic


class Commands(Topic):
    """Words and phrases as they are written, in any case."""

    file: ClassVar = "commands.json"

    ignoring: tuple[str, ...]
    """What the machine is to do with its orders, such as "ignore"."""
    orders: tuple[str, ...]
    """What a machine was told, such as "instructions"."""
    given: tuple[str, ...]
    """What says that they were its own and given before, such as "previous"."""
    own: tuple[str, ...]
    """What says that they are the customer's, such as "my"."""
