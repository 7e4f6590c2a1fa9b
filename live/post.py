"""Frames to single connections, over API Gateway's management API."""

from typing import Any, Final

import boto3
from botocore.config import Config

from aws.errors import AWS_ERRORS, code_of
from live.line import Outcome
from live.policy import POST_CONNECT_SECONDS, POST_READ_SECONDS
from observe.log import log

_CONFIG: Final = Config(
    connect_timeout=POST_CONNECT_SECONDS, read_timeout=POST_READ_SECONDS, retries={"total_max_attempts": 1}
)
_GONE: Final = "GoneException"


class Poster:
    """Posts frames to the connections of one WebSocket API."""

    def __init__(self, live_url: str, region: str) -> None:
        """`live_url` is the address at which clients open connections, `wss://` and so on."""
        self._api: Any = boto3.client(
            "apigatewaymanagementapi",
            region_name=region,
            endpoint_url=live_url.replace("ws", "http", 1),
            config=_CONFIG,
        )

    def close(self, connection_id: str) -> None:
        """Close a connection; one that is gone is closed. Raises nothing."""
        try:
            self._api.delete_connection(ConnectionId=connection_id)
        except AWS_ERRORS as error:
            if code_of(error) != _GONE:
                log("warning", "connection not closed", {"error": code_of(error)})

    def post(self, connection_id: str, frame: bytes) -> Outcome:
        """Send a frame, and say what became of it. Raises nothing: no turn fails for it."""
        try:
            self._api.post_to_connection(ConnectionId=connection_id, Data=frame)
        except AWS_ERRORS as error:
            if code_of(error) == _GONE:
                return "gone"
            log("warning", "frame not posted", {"error": code_of(error)})
            return "failed"
        return "sent"
