"""The base of every model that crosses a boundary."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """An immutable model that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)
