"""The bases of every model that crosses a boundary: strict for what comes from outside, tolerant for what is ours.

Functions of two versions run side by side during a deployment, and records outlive both. So a stored record may hold
fields and words that this version does not know, and lack fields that it does; a request may not.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, ValidationError

AS_WRITTEN: Final = "as written"
"""Validation context in which even a tolerant model takes only the words it knows (`contracts.unknown`)."""


class Contract(BaseModel):
    """An immutable model. Derive from `Strict` or `Tolerant`: whoever reads a model must know which it is."""

    model_config = ConfigDict(frozen=True)

    def changed(self, **fields: Any) -> Self:
        """Return the same with these fields changed, checked as if it were written anew.

        Raises `TypeError` for a field that the model does not have, and pydantic's `ValidationError` for a value that
        does not fit. pydantic's own `model_copy(update=...)` keeps both without a word.
        """
        known = type(self).model_fields
        if unknown := fields.keys() - known.keys():
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        kept = {name: value for name, value in self.__dict__.items() if name in known}  # not what a property cached
        return type(self).model_validate(kept | fields, extra="forbid", by_name=True, context=AS_WRITTEN)

    @classmethod
    def taken_from(cls, other: "Contract", **further: Any) -> Self:
        """Return what another model says in fields of the same names, and `further` fields.

        Models in these are shared, since none ever changes: dumping them would cost many times as much. Raises
        pydantic's `ValidationError` if anything is missing or does not fit.
        """
        shared = {name: value for name, value in other.__dict__.items() if name in cls.model_fields}
        return cls.model_validate(shared | further)


class Strict(Contract):
    """What comes from outside, such as the body of a request: a field that is not known is refused by name."""

    model_config = ConfigDict(extra="forbid")


class Tolerant(Contract):
    """What is stored, or sent between functions: unknown fields are ignored, and every later field has a default."""

    model_config = ConfigDict(extra="ignore")

    @classmethod
    def as_written(cls, value: Any) -> Self:
        """Read what a person wrote, such as a file of service plans: a slip of the pen is refused by its field's name.

        Raises pydantic's `ValidationError`.
        """
        return cls.model_validate(value, extra="forbid", context=AS_WRITTEN)

    @classmethod
    def salvaged(cls, record: Any) -> tuple[Self, list[str]]:
        """Return what of a record can be read, and the names of its fields that cannot: these have their defaults.

        For models of which every field has a default. A record that is no object has no field that can be read.
        """
        fields = dict(record) if isinstance(record, Mapping) else {}
        try:
            return cls.model_validate(fields), [] if isinstance(record, Mapping) else sorted(cls.model_fields)
        except ValidationError as error:
            broken = {str(fault["loc"][0]) for fault in error.errors(include_input=False)}
            return cls.model_validate({name: fields[name] for name in fields.keys() - broken}), sorted(broken)
