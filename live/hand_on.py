"""Turns that came over a live connection, handed on to the supervisor."""

import json
from typing import Any, Final

import boto3
from botocore.config import Config

from aws.errors import translated
from contracts.live import LiveTurn
from live.policy import HAND_ON_CONNECT_SECONDS, HAND_ON_READ_SECONDS

LIVE_TURN: Final = "live_turn"
"""The one key of the event, by which the supervisor tells it from a request of the API."""


class SupervisorFunction:
    """The supervisor, invoked and not waited for: whoever answers a frame has to be done within 29 s."""

    def __init__(self, name: str, region: str) -> None:
        config = Config(connect_timeout=HAND_ON_CONNECT_SECONDS, read_timeout=HAND_ON_READ_SECONDS)
        self._lambda: Any = boto3.client("lambda", region_name=region, config=config)
        self._name = name

    def take_turn(self, turn: LiveTurn) -> None:
        """Have a turn answered. Raises `Unavailable`."""
        with translated("lambda"):
            self._lambda.invoke(
                FunctionName=self._name,
                InvocationType="Event",
                Payload=json.dumps({LIVE_TURN: turn.model_dump(mode="json")}).encode(),
            )
