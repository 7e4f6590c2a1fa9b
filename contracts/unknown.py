"""How a stored word is read that this version does not know: the enumeration it belongs to may have grown since.

Each rule stands at its field, and says what the system does about what it cannot name: it claims less, shows less, and
rather hands over to a person. What a person wrote is held to the words that are known (`Tolerant.as_written`), and so
is what this version itself changes (`Contract.changed`).
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BeforeValidator, ValidationError, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from contracts.base import AS_WRITTEN


def unknown_is(replacement: str | None, words: Any) -> BeforeValidator:
    """An unknown word reads as `replacement`. `words` is the `Literal` of those that are known."""
    known = frozenset(get_args(words))

    def read(value: Any, info: ValidationInfo) -> Any:
        foreign = isinstance(value, str) and value not in known
        return replacement if foreign and info.context != AS_WRITTEN else value

    return BeforeValidator(read)


def without_unknown(words: Any, field: str | None = None) -> BeforeValidator:
    """Of several words the unknown ones are left out; with a `field`, of several objects those whose field is such."""
    known = frozenset(get_args(words))

    def foreign(entry: Any) -> bool:
        word = entry.get(field) if field and isinstance(entry, Mapping) else entry
        return isinstance(word, str) and word not in known

    def read(value: Any, info: ValidationInfo) -> Any:
        if info.context == AS_WRITTEN or not isinstance(value, list | tuple):
            return value
        return tuple(entry for entry in value if not foreign(entry))

    return BeforeValidator(read)


def known_route(kinds: Any, replies: Any) -> Callable[[Any, ValidationInfo], Any]:
    """Read a route in words that are known: `kinds` and `replies` are their `Literal`s.

    An unknown kind is a queue where one is named, else an answer. For a reply that nobody here can write the customer
    is asked back, told of the person who takes over, or told what to do in danger, whichever the kind promises.
    """

    def read(value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, Mapping) or info.context == AS_WRITTEN:
            return value
        known = dict(value)
        if isinstance(known.get("kind"), str) and known["kind"] not in get_args(kinds):
            known["kind"] = "queue" if known.get("queue") else "answer"
        if isinstance(known.get("reply_with"), str) and known["reply_with"] not in get_args(replies):
            promised = {"queue": "hand_over", "emergency": "emergency"}
            known["reply_with"] = promised.get(str(known.get("kind")), "clarify")
        return known

    return read


def _or_none(value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    try:
        return read(value)
    except ValidationError:
        if isinstance(value, Mapping) and info.context != AS_WRITTEN:
            return None
        raise


UNREADABLE_IS_NONE = WrapValidator(_or_none)
"""An object that cannot be read counts as not there. Only for what another function may leave out as well."""
