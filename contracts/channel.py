"""Through which channel a reply reaches its customer."""

from typing import Annotated, Final, Literal, get_args

from contracts.unknown import unknown_is

Channel = Literal["chat", "speech"]
"""`chat`: the reply is read on a screen. `speech`: it is read aloud, as in a car, so it is short and without lists."""
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
DEFAULT_CHANNEL: Final[Channel] = "chat"
"""Of turns that name none, as all did before there were channels."""
SentChannel = Annotated[Channel, unknown_is(DEFAULT_CHANNEL, Channel)]
"""A channel in what functions send each other. Of one that this version does not know, all can be shown."""
