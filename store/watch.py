"""The queue of messages to the future, by which turns are looked after."""

from typing import Any, Final

import boto3
from botocore.config import Config

from aws.errors import translated
from contracts.watch import WatchedTurn
from store.policy import WATCH_SEND_SECONDS

_CONFIG: Final = Config(
    connect_timeout=WATCH_SEND_SECONDS, read_timeout=WATCH_SEND_SECONDS, retries={"total_max_attempts": 2}
)


class WatchQueue:
    """Sends turns to be looked after."""

    def __init__(self, address: str, region: str) -> None:
        self._sqs: Any = boto3.client("sqs", region_name=region, config=_CONFIG)
        self._address = address

    def send(self, turn: WatchedTurn, seconds: int) -> None:
        """Let a turn be looked after in so many seconds. Raises `Unavailable`."""
        with translated("sqs"):
            self._sqs.send_message(QueueUrl=self._address, MessageBody=turn.model_dump_json(), DelaySeconds=seconds)
