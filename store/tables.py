"""The DynamoDB tables. Physical names come from the environment, through `connect`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pydantic import ValidationError
from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    NumberSetAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.exceptions import PynamoDBException
from pynamodb.models import Model

from contracts.errors import Unavailable
from contracts.policy import DATABASE_CONNECT_SECONDS, DATABASE_READ_SECONDS, DATABASE_RETRIES
from store.names import TableNames

CONDITION_FAILED: Final = "ConditionalCheckFailedException"
"""DynamoDB's code for a write whose condition did not hold."""
REPLY: Final = "#reply"
TRY: Final = "try#"


class _Meta:
    table_name: str | None = None
    region: str | None = None
    connect_timeout_seconds = DATABASE_CONNECT_SECONDS
    read_timeout_seconds = DATABASE_READ_SECONDS
    max_retry_attempts = DATABASE_RETRIES


class CustomerItem(Model):
    """A customer. `record` is the `Customer` as JSON."""

    class Meta(_Meta):
        pass

    customer_id = UnicodeAttribute(hash_key=True)
    tenant = UnicodeAttribute()
    record = JSONAttribute()


class ConversationItem(Model):
    """One append-only entry of a conversation. Sort keys:

    - `<turn id>`: the customer's message
    - `<turn id>` + `REPLY`: the reply to it
    - `TRY` + `<client_turn_id>`: which turn a client's id stands for, and when its last try began

    Turn ids are hexadecimal and so sort before `try#`: one query reads a transcript in order.
    """

    class Meta(_Meta):
        pass

    conversation_id = UnicodeAttribute(hash_key=True)
    turn = UnicodeAttribute(range_key=True)
    tenant = UnicodeAttribute(null=True)
    author = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    client_turn_id = UnicodeAttribute(null=True)
    turn_id = UnicodeAttribute(null=True)
    text_sha256 = UnicodeAttribute(null=True)
    attempt_at = NumberAttribute(null=True)
    answer = JSONAttribute(null=True)
    intent = UnicodeAttribute(null=True)
    route = UnicodeAttribute(null=True)
    path = UnicodeAttribute(null=True)
    cost_usd = NumberAttribute(null=True)
    latency_ms = NumberAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    expires_at = TTLAttribute()


class SessionItem(Model):
    """The live side of a conversation. `version` is checked on every write."""

    class Meta(_Meta):
        pass

    session_id = UnicodeAttribute(hash_key=True)
    version = VersionAttribute()
    tenant = UnicodeAttribute()
    customer_id = UnicodeAttribute(null=True)
    country = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    token_sha256 = UnicodeAttribute()
    token_expires_at = UTCDateTimeAttribute()
    created_at = UTCDateTimeAttribute()
    closed_at = UTCDateTimeAttribute(null=True)
    holder = UnicodeAttribute()
    dialogue = JSONAttribute()
    expires_at = TTLAttribute()


class GatewayItem(Model):
    """The gateway's state under typed keys. Today: `site_key#<sha256>`."""

    class Meta(_Meta):
        pass

    key = UnicodeAttribute(hash_key=True)
    record = JSONAttribute()


class RecallItem(Model):
    """What makers say about their vehicles, under typed keys:

    - `recalls#<make>`, `<model>#<source>#<campaign>#<part>`: a recall of one model
    - `service_plan#<tenant>`, `<make>`: the service plan a tenant uses for a make
    """

    class Meta(_Meta):
        pass

    key = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute(range_key=True)
    source = UnicodeAttribute(null=True)
    years = NumberSetAttribute(null=True)
    by_vin = BooleanAttribute(null=True)
    by_date = BooleanAttribute(null=True)
    record = JSONAttribute()


def connect(names: TableNames, region: str) -> None:
    """Point the models at this deployment's tables. Called once a process, by the wiring."""
    for model, name in (
        (CustomerItem, names.customers),
        (ConversationItem, names.conversations),
        (SessionItem, names.sessions),
        (GatewayItem, names.gateway),
        (RecallItem, names.recalls),
    ):
        model.Meta.table_name = name
        model.Meta.region = region


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn pynamodb's errors into `Unavailable`, keeping the AWS code.

    A record that does not fit its type is `Unavailable` too, and drops its cause: pydantic quotes the record.
    """
    try:
        yield
    except PynamoDBException as error:
        raise Unavailable("dynamodb", error.cause_response_code or type(error).__name__) from error
    except ValidationError:
        raise Unavailable("dynamodb", "MalformedRecord") from None
