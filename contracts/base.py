"""The bases of every model that crosses a boundary: strict for what comes from outside, tolerant for what is ours."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """An immutable model. Derive from `Strict` or `Tolerant`: whoever reads a model must know which it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def changed(self, **fields: Any) -> Self:
        """Return the same with these fields changed, checked as if it were read anew.

        Raises `TypeError` for a field that the model does not have, and pydantic's `ValidationError` for a value that
        does not fit. pydantic's own `model_copy(update=...)` keeps both without a word.
        """
        unknown = fields.keys() - type(self).model_fields.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(kept | fields)


class Strict(Contract):
    """What comes from outside, such as the body of a request: a field that is not known is refused by name."""

    model_config = ConfigDict(extra="forbid")


class Tolerant(Contract):
    """What is stored, or sent between functions: unknown fields are ignored, and every later field has a default.

    Functions of two versions run side by side during a deployment, and records outlive both.
    """

    model_config = ConfigDict(extra="ignore")
