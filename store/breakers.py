"""Models that are left alone for a while, for all processes of a region: see `models/breaker.py`.

boto3 alone, since functions that ask models mostly have no other table.
"""

from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from pydantic import ValidationError

from aws.errors import code_of, translated
from contracts.breaker import Broken
from store.policy import BREAKER_KEPT_SECONDS, BREAKER_SECONDS

_TABLE: Final = "models table"
_LOST: Final = "ConditionalCheckFailedException"


class BreakerTable:
    """The open breakers, one item each. Every method raises `Unavailable`."""

    def __init__(self, table: str, region: str) -> None:
        waits = Config(connect_timeout=BREAKER_SECONDS, read_timeout=BREAKER_SECONDS, retries={"total_max_attempts": 1})
        self._table = table
        self._dynamodb = boto3.client("dynamodb", region_name=region, config=waits)

    def read(self, key: str) -> Broken | None:
        """Return the breaker if it is open. One that cannot be read counts as closed."""
        with translated(_TABLE):
            item = self._dynamodb.get_item(TableName=self._table, Key=_key(key)).get("Item")
        if item is None:
            return None
        try:
            return Broken.model_validate({name: value["N"] for name, value in item.items() if "N" in value})
        except ValidationError:
            return None

    def open(self, key: str, until: float) -> None:
        """Open it, or keep it open."""
        with translated(_TABLE):
            self._dynamodb.put_item(
                TableName=self._table,
                Item={**_key(key), "until": _number(until), "expires_at": _number(int(until + BREAKER_KEPT_SECONDS))},
            )

    def probe(self, key: str, now: float, until: float) -> bool:
        """Take the right to try the model until then; False if another holds it, or the breaker was closed."""
        with translated(_TABLE):
            try:
                self._dynamodb.update_item(
                    TableName=self._table,
                    Key=_key(key),
                    UpdateExpression="SET probed_until = :until",
                    ConditionExpression="attribute_exists(#key) AND "
                    "(attribute_not_exists(probed_until) OR probed_until <= :now)",
                    ExpressionAttributeNames={"#key": "key"},
                    ExpressionAttributeValues={":until": _number(until), ":now": _number(now)},
                )
            except ClientError as error:
                if code_of(error) == _LOST:
                    return False
                raise
        return True

    def close(self, key: str) -> None:
        """Close it."""
        with translated(_TABLE):
            self._dynamodb.delete_item(TableName=self._table, Key=_key(key))


def _key(key: str) -> dict[str, Any]:
    return {"key": {"S": key}}


def _number(value: float) -> dict[str, Any]:
    return {"N": str(value)}
