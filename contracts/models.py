"""How a tenant's customers are served by models."""

from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.base import Tolerant
from contracts.policy import USD_A_TURN
from contracts.unknown import unknown_is

ModelUse = Literal["off", "when_unsure", "always"]
"""Whether an agent asks a model: never, where its fast path is unsure, or for every message."""
Use = Annotated[ModelUse, unknown_is("off", ModelUse)]


class ModelPolicy(Tolerant):
    """What models may do for a tenant, where the deployment has any (template parameter `Models`).

    A model that understands costs a call, and is right where the fast path is in doubt; one that writes is what
    customers notice, on every answer.
    """

    intent: Use = "when_unsure"
    sentiment: Use = "when_unsure"
    response: Use = "always"
    mask_personal_data: bool = False
    """Whether models read placeholders such as [PERSON_1] in place of names, plates, phone numbers and the like."""
    usd_a_turn: float = Field(default=USD_A_TURN, ge=0, allow_inf_nan=False)
    """The most that all models together may cost a turn. A call that might cost more than is left is not made."""
    leave_home: bool = False
    """Whether a model may be asked wherever in the world there is room for the call."""


NO_MODELS: Final = ModelPolicy(intent="off", sentiment="off", response="off")
