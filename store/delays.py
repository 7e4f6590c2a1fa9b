"""Queues of messages to the future, by which turns and the desk are looked after."""

from typing import Any, Final

import boto3
from botocore.config import Config
from pydantic import BaseModel

from aws.errors import translated
from store.policy import LONGEST_DELAY_SECONDS, WATCH_SEND_SECONDS

_CONFIG: Final = Config(
    connect_timeout=WATCH_SEND_SECONDS, read_timeout=WATCH_SEND_SECONDS, retries={"total_max_attempts": 2}
)


class DelayQueue:
    """Sends messages that are received later."""

    def __init__(self, address: str, region: str) -> None:
        self._sqs: Any = boto3.client("sqs", region_name=region, config=_CONFIG)
        self._address = address

    def send(self, message: BaseModel, seconds: int) -> None:
        """Let a message be received in so many seconds, `LONGEST_DELAY_SECONDS` at most. Raises `Unavailable`."""
        delay = min(seconds, LONGEST_DELAY_SECONDS)
        with translated("sqs"):
            self._sqs.send_message(QueueUrl=self._address, MessageBody=message.model_dump_json(), DelaySeconds=delay)
