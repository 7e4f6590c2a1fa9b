"""The DynamoDB tables. Physical names come from the environment, through `connect`."""

from typing import Any, Final, Self

from pynamodb.attributes import (
    Attribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    NumberSetAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.models import Model

from store.names import TableNames
from store.policy import DATABASE_CONNECT_SECONDS, DATABASE_READ_SECONDS, DATABASE_RETRIES

LOST_RACES: Final = ("ConditionalCheckFailedException", "TransactionConflictException")
"""DynamoDB's codes for a write that came second: its condition does not hold any more, or others are at it."""
REPLY: Final = "#reply"
FEEDBACK: Final = "#feedback"
TRY: Final = "try#"
FURTHER: Final = "further#"
STAFF: Final = "staff#"
POSITION: Final = "~at#"


class _Meta:
    table_name: str | None = None
    region: str | None = None
    connect_timeout_seconds = DATABASE_CONNECT_SECONDS
    read_timeout_seconds = DATABASE_READ_SECONDS
    max_retry_attempts = DATABASE_RETRIES


class Item(Model):
    """An item of a table. What cannot be read of a stored one is None and named in `unreadable`; the rest is there.

    pynamodb itself gives up at the first such attribute, and a query with it: one bad item would hide all others.
    """

    unreadable: tuple[str, ...] = ()

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """The item that DynamoDB sent."""
        try:
            return super().from_raw_data(data)
        except (TypeError, ValueError, KeyError):
            attributes = cls.get_attributes().items()
            broken = tuple(
                name for name, attribute in attributes if not _fits(attribute, data.get(attribute.attr_name))
            )
            hidden = {cls.get_attributes()[name].attr_name for name in broken}
            item = super().from_raw_data({name: value for name, value in data.items() if name not in hidden})
            item.unreadable = broken
            return item


def _fits(attribute: Attribute[Any], value: dict[str, Any] | None) -> bool:
    try:
        if value and "NULL" not in value:
            attribute.deserialize(attribute.get_value(value))
    except (TypeError, ValueError, KeyError):
        return False
    return True


class CustomerItem(Item):
    """A customer. `record` is the `Customer` as JSON."""

    class Meta(_Meta):
        pass

    customer_id = UnicodeAttribute(hash_key=True)
    tenant = UnicodeAttribute()
    record = JSONAttribute()


class ConversationItem(Item):
    """One append-only entry of a conversation. Sort keys:

    - `<turn id>`: the customer's message
    - `<turn id>` + `REPLY`: the reply to it
    - `<id>`: what a person wrote, to the customer or as a note among colleagues; or that one joined or left
    - `<id>` + `FEEDBACK`: what the customer says of the person who has finished in the entry `<id>`
    - `TRY` + `FURTHER` + `<turn id>`: that a turn was answered again, and in which entry
    - `TRY` + `STAFF` + `<client id>`: which entry a person's message is that comes again
    - `TRY` + `<client_turn_id>`: which turn a client's id stands for, and when its last try began

    - `POSITION` + six digits: which entry has this position in the conversation

    Turn ids are hexadecimal and so sort before `try#`, and positions after it: one query reads a transcript in order.
    """

    class Meta(_Meta):
        pass

    conversation_id = UnicodeAttribute(hash_key=True)
    turn = UnicodeAttribute(range_key=True)
    tenant = UnicodeAttribute(null=True)
    author = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    client_turn_id = UnicodeAttribute(null=True)
    channel = UnicodeAttribute(null=True)
    turn_id = UnicodeAttribute(null=True)
    text_sha256 = UnicodeAttribute(null=True)
    attempt_at = NumberAttribute(null=True)
    staff_id = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    event = UnicodeAttribute(null=True)
    queue = UnicodeAttribute(null=True)
    rating = NumberAttribute(null=True)
    seq = NumberAttribute(null=True)
    answer = JSONAttribute(null=True)
    intent = UnicodeAttribute(null=True)
    route = UnicodeAttribute(null=True)
    path = UnicodeAttribute(null=True)
    cost_usd = NumberAttribute(null=True)
    latency_ms = NumberAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    expires_at = TTLAttribute()


class SessionItem(Item):
    """The live side of a conversation. `version` is checked on every write."""

    class Meta(_Meta):
        pass

    session_id = UnicodeAttribute(hash_key=True)
    version = VersionAttribute()
    tenant = UnicodeAttribute()
    customer_id = UnicodeAttribute(null=True)
    country = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    contacts = JSONAttribute(null=True)
    models = JSONAttribute(null=True)
    token_sha256 = UnicodeAttribute()
    token_expires_at = UTCDateTimeAttribute()
    created_at = UTCDateTimeAttribute()
    closed_at = UTCDateTimeAttribute(null=True)
    scopes: ListAttribute[str] = ListAttribute(null=True)
    holder = UnicodeAttribute()
    dialogue = JSONAttribute()
    region = UnicodeAttribute(null=True)
    person = JSONAttribute(null=True)
    episode = NumberAttribute(null=True)
    expires_at = TTLAttribute()


class GatewayItem(Item):
    """The gateway's state under typed keys: `site_key#<sha256>`, `tenant#<name>`, `staff#<staff id>`."""

    class Meta(_Meta):
        pass

    key = UnicodeAttribute(hash_key=True)
    record = JSONAttribute()
    valid_from = NumberAttribute(null=True)


class RecallItem(Item):
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


class ConnectionItem(Item):
    """What the live channel knows, in one region alone and for hours at most, under typed keys:

    - `ticket#<sha256>`, `ticket`: the conversation that a ticket opens a connection to
    - `connection#<connection id>`, `connection`: the conversation that a connection follows
    - `conversation#<conversation id>`, `<connection id>`: the same, to be found by the conversation
    - `ticket#<sha256>`, `connection#<connection id>` of staff: who it is, in the place of a conversation
    - `desk#<tenant>`, `<connection id>`: a cockpit that is told what happens at the desk
    - `staff#<staff id>`, `<connection id>`: the same, to be found by the person
    - `connection#<connection id>`, `follows#<conversation id>`: a conversation that a cockpit follows as well
    - `stopped#<turn id>`, `stopped`: that nobody wants to see more of a turn's reply
    """

    class Meta(_Meta):
        pass

    key = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute(range_key=True)
    conversation_id = UnicodeAttribute(null=True)
    staff = JSONAttribute(null=True)
    expires_at = TTLAttribute()


class DeskItem(Item):
    """What waits for a person and who is there to take it, under typed keys:

    - `open#<region>#<tenant>`, `handover#<conversation id>`: a hand-over that is not over, one at most a conversation
    - `open#<region>#<tenant>`, `presence#<staff id>`: a person at the desk
    - `ended#<region>#<tenant>`, `<when it ended>#<handover id>`: a hand-over that is over
    - `floors#<region>`, `<tenant>`: that a tenant has had a hand-over in a region
    - `customer#<tenant>#<customer id>`, `<when it ended>#<conversation id>#<episode>`: a matter that a person finished
    - `replies#<tenant>`, `<name>`: a canned reply

    One query reads all that is open of a tenant in a region: the desk decides on the whole of it. `version` is checked
    on every write.
    """

    class Meta(_Meta):
        pass

    key = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute(range_key=True)
    version = VersionAttribute()
    record = JSONAttribute()
    expires_at = TTLAttribute(null=True)


def connect(names: TableNames, region: str) -> None:
    """Point the models at this deployment's tables. Called once a process, by the wiring."""
    for model, name in (
        (CustomerItem, names.customers),
        (ConversationItem, names.conversations),
        (SessionItem, names.sessions),
        (GatewayItem, names.gateway),
        (RecallItem, names.recalls),
        (ConnectionItem, names.connections),
        (DeskItem, names.desk),
    ):
        model.Meta.table_name = name
        model.Meta.region = region
